"""Votes on pages. A page type takes votes by saying `asks_if_helpful = True`."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.contrib.settings.models import register_setting
from wagtail.models import Page

from lbn_site.core.site_settings import SiteSetting

from .redaction import redacted

LONGEST_COMMENT = 300


@register_setting(icon="comment", order=230)
class FeedbackSettings(SiteSetting):
    """Whether readers are asked, and how long their comments are kept."""

    is_asked = models.BooleanField(
        default=True,
        verbose_name="ask ‘Was this answer helpful?’",
        help_text="Under each answer, while the campaign is not closed.",
    )
    keep_comments_days = models.PositiveSmallIntegerField(
        default=365,
        validators=[MinValueValidator(1), MaxValueValidator(730)],
        verbose_name="days to keep comments",
        help_text="After this, comments are deleted and the yes or no stays. The privacy notice shows this number.",
    )

    panels = [
        HelpPanel("<p>What readers said is under Reports → Helpful?</p>"),
        FieldPanel("is_asked"),
        FieldPanel("keep_comments_days"),
    ]

    class Meta:
        verbose_name = "Was this helpful?"


class Vote(models.Model):
    """A yes or no to a page, with a comment if the reader left one. Nothing says who it was."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    is_helpful = models.BooleanField()
    comment = models.CharField(max_length=LONGEST_COMMENT, blank=True)
    given_on = models.DateField(default=timezone.localdate, db_index=True)

    def __str__(self) -> str:
        return f"{'Yes' if self.is_helpful else 'No'} on {self.given_on}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.comment = redacted(self.comment)[:LONGEST_COMMENT]
        super().save(*args, **kwargs)


def asks_if_helpful(page: Page) -> bool:
    """Whether readers may vote on the page."""
    return page.live and getattr(page.specific_class, "asks_if_helpful", False)
