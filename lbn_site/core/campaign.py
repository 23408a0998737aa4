"""The campaign: who it is, when it was active, and whether it is open, winding down or closed.

Every part of the site that changes when the campaign closes (forms, consent, counting, notices) asks here.
"""

import logging
from typing import Any

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import DatabaseError, models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import register_setting
from wagtail.fields import RichTextField
from wagtail.models import PreviewableMixin
from wagtail.rich_text import expand_db_html

from .rich_text import plain_text
from .site_settings import SiteSetting

logger = logging.getLogger(__name__)

# What fits two lines of a phone 320 px wide.
LONGEST_NOTICE = 70
NOTICE_FEATURES = ["bold", "italic", "link", "live-figure"]
LAST_KNOWN_KEY = "core:campaign:last-known"


class CampaignState(models.TextChoices):
    OPEN = "open", "Open: no notice, and everything works"
    WINDING_DOWN = "winding-down", "Winding down: the notice is on every page, and forms still work"
    CLOSED = "closed", "Closed: the notice is on every page, and forms, cookie choices and counting are switched off"


@register_setting(icon="flag", order=100)
class Campaign(PreviewableMixin, SiteSetting):
    """The state and the facts of the campaign, edited by staff in one place."""

    name = models.CharField(
        max_length=120,
        default="APPG for ‘left behind’ neighbourhoods",
        help_text="The group's name, as shown in the header, in emails and by search engines.",
    )
    state = models.CharField(
        max_length=20,
        choices=CampaignState.choices,
        default=CampaignState.OPEN,
        help_text="You can change this back at any time: nothing is deleted.",
    )
    active_from = models.DateField(
        null=True, blank=True, help_text="The month the group began its work. Only the month and year are shown."
    )
    active_to = models.DateField(
        null=True, blank=True, help_text="The month the group ended its work. Only the month and year are shown."
    )
    notice = RichTextField(
        blank=True,
        features=NOTICE_FEATURES,
        help_text="One or two sentences shown at the top of every page while the campaign is winding down or closed.",
    )
    closed_message = RichTextField(
        blank=True,
        features=NOTICE_FEATURES,
        help_text="What visitors read instead of a form once the campaign is closed. Say where to go now.",
    )
    neighbourhood_count = models.PositiveIntegerField(
        default=0,
        verbose_name="number of neighbourhoods",
        help_text="Used only until a list of neighbourhoods is published. After that, the list itself is counted.",
    )
    people_count = models.PositiveIntegerField(
        default=0,
        verbose_name="people living there",
        help_text="Used only until a list of neighbourhoods is published. After that, the list itself is added up.",
    )
    disclaimer = RichTextField(
        blank=True,
        features=["bold", "italic", "link"],
        help_text="The statement that this is not an official website of Parliament. Shown in every footer.",
    )
    secretariat = RichTextField(
        blank=True,
        features=["bold", "italic", "link"],
        verbose_name="secretariat and funding",
        help_text="Who ran and paid for the group's work. Shown in every footer and every email.",
    )
    contact_email = models.EmailField(
        blank=True, help_text="Where readers can write to. Leave it empty if nobody reads the inbox."
    )

    panels = [
        HelpPanel(
            "<p>These few fields affect the whole site. When you save, every page changes within a minute.</p>"
        ),
        MultiFieldPanel(
            [
                FieldPanel("state"),
                FieldPanel(
                    "notice",
                    help_text="One or two short sentences on top of every page while winding down and when closed: "
                    f"at most {LONGEST_NOTICE} characters, which is two lines on a small phone.",
                ),
                FieldPanel("closed_message"),
            ],
            "Closing",
        ),
        MultiFieldPanel([FieldPanel("name"), FieldPanel("active_from"), FieldPanel("active_to")], "The group"),
        MultiFieldPanel(
            [FieldPanel("neighbourhood_count"), FieldPanel("people_count")], "Figures until the list is published"
        ),
        MultiFieldPanel([FieldPanel("disclaimer"), FieldPanel("secretariat"), FieldPanel("contact_email")], "Footer"),
    ]

    class Meta:
        verbose_name = "Campaign"

    def clean(self) -> None:
        super().clean()
        if self.active_from and self.active_to and self.active_to < self.active_from:
            raise ValidationError({"active_to": "The end must be after the start."})
        if self.state != CampaignState.OPEN and not self.notice:
            raise ValidationError({"notice": "Write the notice that visitors will see at the top of every page."})
        length = len(plain_text(self.notice))
        if length > LONGEST_NOTICE:
            raise ValidationError(
                {"notice": f"Shorten the notice to {LONGEST_NOTICE} characters; it has {length} with its figures."}
            )

    def save(self, *args, **kwargs) -> None:
        super().save(*args, **kwargs)
        cache.set(LAST_KNOWN_KEY, self._to_remember(), timeout=None)

    @classmethod
    def last_known(cls) -> "Campaign":
        """The campaign for error pages: from the database, else as it was last saved or shown."""
        try:
            campaign = cls.current()
        except DatabaseError:
            logger.warning("The database cannot be reached: the campaign is shown as last known.")
            return cls(**(cache.get(LAST_KNOWN_KEY) or {}))
        cache.add(LAST_KNOWN_KEY, campaign._to_remember(), timeout=None)
        return campaign

    def _to_remember(self) -> dict[str, Any]:
        """What error pages show, with figures filled in, since those need the database too."""
        kept = {name: getattr(self, name) for name in ("name", "state", "active_from", "active_to")}
        texts = ("notice", "closed_message", "disclaimer", "secretariat")
        return kept | {name: expand_db_html(getattr(self, name)) for name in texts}

    @property
    def is_open(self) -> bool:
        return self.state == CampaignState.OPEN

    @property
    def is_winding_down(self) -> bool:
        """The work has ended; forms still work."""
        return self.state == CampaignState.WINDING_DOWN

    @property
    def is_closed(self) -> bool:
        """Forms, consent and counting are shut."""
        return self.state == CampaignState.CLOSED

    @property
    def shows_notice(self) -> bool:
        return not self.is_open and bool(self.notice)

    @property
    def notice_text(self) -> str:
        """The notice as plain text for feeds, descriptions and cover notes; empty while the campaign is open."""
        return plain_text(self.notice) if self.shows_notice else ""

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "archive/campaign_preview.html"

    def serve_preview(self, request: HttpRequest, mode_name: str) -> Any:
        """Show a page as it would look with this campaign."""
        request.campaign = self  # type: ignore[attr-defined]
        return super().serve_preview(request, mode_name)
