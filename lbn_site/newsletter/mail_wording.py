"""The words of the emails that staff may change, within a frame that they may not."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.models import RevisionMixin

from lbn_site.mail.letters import Words, header_safe


class Mail(models.TextChoices):
    """The emails of the newsletter. The values are also the names of their template folders."""

    CONFIRM = "confirm", "Please confirm"
    INVITE = "invite", "Please confirm (imported addresses)"
    WELCOME = "welcome", "Welcome"
    ALREADY = "already", "You are already subscribed"
    GOODBYE = "goodbye", "Goodbye"
    ACCESS = "access", "See what we hold"


DEFAULT_WORDS = {
    Mail.CONFIRM: Words(
        "Please confirm your subscription",
        "Someone, we hope you, entered this address on our website to get the group’s news by email.\n\n"
        "There is one more step. Follow the link below, then press the button on the page that opens: that adds you "
        "to the list.",
        "Continue to the last step",
        "If it was not you, there is nothing you need to do. We will not email you again, and we will delete your "
        "address within days.",
    ),
    Mail.INVITE: Words(
        "Would you like news from the group?",
        "We were told that you would like the group’s news by email. Because your address was not entered on our "
        "website, we are asking you first.\n\n"
        "If you would like our news, follow the link below, then press the button on the page that opens: that adds "
        "you to the list.",
        "See what you would get",
        "If not, there is nothing you need to do. We will delete your address within days.",
    ),
    Mail.WELCOME: Words(
        "You are subscribed",
        "Thank you for confirming. We will email you at this address when there is news of the group’s work.\n\n"
        "You can unsubscribe at any time with the link in every email.",
        "Visit our website",
        "We do not track whether you open our emails or follow their links.",
    ),
    Mail.ALREADY: Words(
        "You are already subscribed",
        "This address was entered on our website again. It is already on our list, so nothing has changed.",
        "Visit our website",
        "If it was not you, there is nothing you need to do.",
    ),
    Mail.GOODBYE: Words(
        "You are unsubscribed",
        "We have taken this address off our list and will not send it any more news.",
        "Sign up again",
        "If you unsubscribed by mistake, or someone else did it, use the link to sign up again.",
    ),
    Mail.ACCESS: Words(
        "See what we hold about you",
        "Someone, we hope you, asked on our website what we hold about this address. "
        "The link below opens a page that shows all of it. You can also download it, unsubscribe or have it all "
        "erased.",
        "See what we hold",
        "The link works once, within one hour. If it was not you, there is nothing you need to do: nobody can see "
        "anything without the link.",
    ),
}


class MailWording(RevisionMixin, models.Model):
    """The words of one email as staff changed them, with their history; without a row it has its default words."""

    mail = models.CharField(max_length=20, choices=Mail.choices, unique=True, editable=False)
    subject = models.CharField(max_length=120)
    opening = models.TextField(
        max_length=1200, help_text="One or two short paragraphs of plain text, with an empty line between them."
    )
    button = models.CharField(max_length=40, help_text="The words on the button. Start with a verb.")
    closing = models.TextField(max_length=600, blank=True, help_text="Shown below the button.")

    class Meta:
        verbose_name = "email text"
        verbose_name_plural = "email texts"

    def __str__(self) -> str:
        return self.get_mail_display()

    def clean(self) -> None:
        super().clean()
        for name in ("subject", "button"):
            value = getattr(self, name)
            if header_safe(value) != " ".join(value.split(" ")).strip():
                raise ValidationError({name: "This contains an invisible character. Type it instead of pasting it."})

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
        """Whether these differ from the words that came with the site."""
        return self.words != DEFAULT_WORDS[Mail(self.mail)]

    @classmethod
    def of(cls, mail: Mail) -> "MailWording":
        """The row for this email, or a new one (unsaved) with the default words."""
        return cls.objects.filter(mail=mail).first() or cls(mail=mail, **vars(DEFAULT_WORDS[mail]))
