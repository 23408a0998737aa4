"""Fields that several page types share, each with its panels and search fields."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField

from .addresses import LONGEST_ADDRESS
from .rich_text import SHORT_FEATURES


class WithdrawalPanel(MultiFieldPanel):
    """Folded until the page is withdrawn."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def classes(self) -> list[str]:
            return super().classes() if self.instance.is_withdrawn else [*super().classes(), "collapsed"]


class WithdrawableMixin(models.Model):
    """A page can be withdrawn: it stays at its address and says why, since when, and where to go instead."""

    withdrawn_on = models.DateField(
        null=True,
        blank=True,
        verbose_name="withdrawn on",
        help_text="Fill this in to withdraw the page. It keeps its address and shows a notice, but leaves the "
        "site's search and sitemap. Clear it to bring the page back.",
    )
    withdrawn_reason = models.CharField(
        max_length=250, blank=True, verbose_name="reason", help_text="One plain sentence that readers will see."
    )
    successor = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="read this instead",
        help_text="The page that replaces it, if there is one.",
    )
    successor_url = models.URLField(
        max_length=LONGEST_ADDRESS,
        blank=True,
        verbose_name="or an address elsewhere",
        help_text="For a replacement on another website.",
    )

    withdrawal_panels = [
        WithdrawalPanel(
            [
                FieldPanel("withdrawn_on"),
                FieldPanel("withdrawn_reason"),
                PageChooserPanel("successor"),
                FieldPanel("successor_url"),
            ],
            heading="Withdraw this page",
        ),
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.withdrawn_on and not self.withdrawn_reason:
            raise ValidationError({"withdrawn_reason": "Say in one sentence why the page is withdrawn."})

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_on is not None


class AsAtMixin(models.Model):
    """An answer that was true at a date: it keeps that date and gains a note instead of being rewritten."""

    as_at = models.DateField(
        null=True,
        blank=True,
        verbose_name="as at",
        help_text="The date on which this was last checked and correct. Readers see it below the text.",
    )
    since_then = RichTextField(
        blank=True,
        features=SHORT_FEATURES,
        verbose_name="since then",
        help_text="What has changed since that date. Add to it, and leave the text above as it was.",
    )

    as_at_panels = [
        MultiFieldPanel([FieldPanel("as_at"), FieldPanel("since_then")], heading="As at, and since then"),
    ]

    class Meta:
        abstract = True


class ReviewMixin(models.Model):
    """A page that somebody looks after and checks again by a date."""

    looked_after_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="looked after by",
        help_text="The member of staff who keeps this up to date. Readers do not see the name.",
    )
    review_by = models.DateField(
        null=True,
        blank=True,
        verbose_name="check again by",
        help_text="When someone should read this again and correct it. Readers do not see the date.",
    )

    review_panels = [
        MultiFieldPanel([FieldPanel("looked_after_by"), FieldPanel("review_by")], heading="Keep it up to date"),
    ]

    class Meta:
        abstract = True
