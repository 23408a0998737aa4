"""The words of the mails that staff may change, within a frame that they may not."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.models import RevisionMixin

from lbn_site.mail.letters import Words, header_safe


class Mail(models.TextChoices):
    """The mails of the newsletter. The values are also the names of their template folders."""

    CONFIRM = "confirm", "Please confirm"
    INVITE = "invite", "Please confirm (addresses that staff imported)"
    WELCOME = "welcome", "Welcome"
    ALREADY = "already", "You are already subscribed"
    GOODBYE = "goodbye", "Goodbye"
    ACCESS = "access", "Link to what we hold"


DEFAULT_WORDS = {
    Mail.CONFIRM: Words(
        "Please confirm: news from the group",
        "Somebody, we hope you, entered this address on our website to get the group’s news by email.\n\n"
        "One step is left: the link below opens a page with a button, and that button puts you on the list.",
        "Go to the last step",
        "Not you? Then do nothing. We will not write again, and we delete the address within days.",
    ),
    Mail.INVITE: Words(
        "May we send you news from the group?",
        "We were given this address as that of somebody who would like the group’s news by email. "
        "As nobody entered it on our website, we ask you first.\n\n"
        "If you would like it, the link below opens a page with a button, and that button puts you on the list.",
        "See what you would get",
        "If not, do nothing, and we delete the address within days.",
    ),
    Mail.WELCOME: Words(
        "You are on the list",
        "Thank you for confirming. Whenever there is news of the group’s work, it comes to this address.\n\n"
        "You can leave at any time by a link in every mail.",
        "Read what is on the website",
        "We count nobody’s clicks and put nothing in our mails that reports back.",
    ),
    Mail.ALREADY: Words(
        "You are already on the list",
        "This address was entered on our website once more. It is on the list already, so nothing has changed.",
        "Go to the website",
        "Not you? Then there is nothing you need to do.",
    ),
    Mail.GOODBYE: Words(
        "You are off the list",
        "We have taken this address off the list and will not send any more news to it.",
        "Come back",
        "Was this a mistake, or somebody else’s doing? The link takes you to the page where you can sign up again.",
    ),
    Mail.ACCESS: Words(
        "Your link to what we hold about you",
        "Somebody, we hope you, asked on our website what we hold about this address. "
        "The link below opens a page with all of it. There you can also download it, leave the list or have "
        "everything erased.",
        "See what we hold",
        "The link works once, within one hour. Not you? Then do nothing: without the link nobody sees anything.",
    ),
}


class MailWording(RevisionMixin, models.Model):
    """The words of one mail as staff changed them, with their history; a mail without a row has its default words."""

    mail = models.CharField(max_length=20, choices=Mail.choices, unique=True, editable=False)
    subject = models.CharField(max_length=120)
    opening = models.TextField(
        max_length=1200, help_text="One or two short paragraphs, with an empty line between them. Plain text."
    )
    button = models.CharField(max_length=40, help_text="What the one button says. Start with a verb.")
    closing = models.TextField(max_length=600, blank=True, help_text="Stands below the button.")

    class Meta:
        verbose_name = "wording of a mail"
        verbose_name_plural = "wordings of mails"

    def __str__(self) -> str:
        return self.get_mail_display()

    def clean(self) -> None:
        super().clean()
        for name in ("subject", "button"):
            value = getattr(self, name)
            if header_safe(value) != " ".join(value.split(" ")).strip():
                raise ValidationError(
                    {name: "This holds an invisible character. Type it anew instead of pasting it."}
                )

    def save(self, *args, **kwargs) -> None:
        self.subject = header_safe(self.subject)
        self.button = header_safe(self.button)
        super().save(*args, **kwargs)

    @property
    def words(self) -> Words:
        """The words of this row."""
        return Words(self.subject, self.opening, self.button, self.closing)

    @property
    def is_changed(self) -> bool:
        """Whether these are other words than came with the site."""
        return self.words != DEFAULT_WORDS[Mail(self.mail)]

    @classmethod
    def of(cls, mail: Mail) -> "MailWording":
        """The row of this mail, or a new one (unsaved) with the default words."""
        return cls.objects.filter(mail=mail).first() or cls(mail=mail, **vars(DEFAULT_WORDS[mail]))
