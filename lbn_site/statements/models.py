"""The statements that stand in every footer: cookies, privacy and accessibility.

Each is one page with a field for each thing that readers look for, and the date it was last reviewed.
"""

import datetime

from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from lbn_site.core.pages import BasePage
from lbn_site.core.rich_text import LONG_FEATURES, RichTextSearchField

from .blocks import KnownIssueBlock, UseOfDataBlock

REVIEW_AFTER = datetime.timedelta(days=365)


class StatementPage(BasePage):
    """What the three statements share: an opening, and a date of review that must not grow old."""

    intro = RichTextField(blank=True, features=LONG_FEATURES, verbose_name="opening")
    reviewed_on = models.DateField(
        default=timezone.localdate,
        verbose_name="last reviewed on",
        help_text="The date someone last read the whole page and found it correct. Readers see this. After a year, "
        "your dashboard asks for a new review.",
    )

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    search_fields = [*BasePage.search_fields, RichTextSearchField("intro")]

    class Meta:
        abstract = True

    @property
    def review_is_due(self) -> bool:
        """Whether the last review is more than a year old."""
        return self.reviewed_on + REVIEW_AFTER < timezone.localdate()


class CookiesPage(StatementPage):
    """Which cookies the site uses, and the choice about the optional ones."""

    more = RichTextField(blank=True, features=LONG_FEATURES, help_text="Shown below the list of cookies.")

    page_description = "Which cookies the site uses, and the reader's choice."
    template = "statements/cookies_page.html"
    content_panels = [
        HelpPanel("<p>The list of cookies is kept under Settings → Cookies; this page shows it.</p>"),
        *BasePage.content_panels,
        FieldPanel("intro"),
        FieldPanel("more"),
        FieldPanel("reviewed_on"),
    ]

    class Meta:
        verbose_name = "Cookies page"


class PrivacyPage(StatementPage):
    """Who keeps what about whom, why, for how long, and what people can ask for."""

    controller = RichTextField(blank=True, features=LONG_FEATURES, verbose_name="who is responsible")
    uses = StreamField(
        [("use_of_data", UseOfDataBlock())], blank=True, use_json_field=True, verbose_name="what we keep and why"
    )
    sharing = RichTextField(blank=True, features=LONG_FEATURES, verbose_name="who else sees it")
    rights = RichTextField(blank=True, features=LONG_FEATURES, verbose_name="your rights")
    contact = RichTextField(blank=True, features=LONG_FEATURES, verbose_name="how to reach us")

    page_description = "What is kept about people, why, and for how long."
    content_panels = [
        HelpPanel(
            "<p>You do not type how long things are kept: the page shows the settings by which the site deletes "
            "them.</p>"
        ),
        *BasePage.content_panels,
        FieldPanel("intro"),
        FieldPanel("controller"),
        FieldPanel("uses"),
        FieldPanel("sharing"),
        FieldPanel("rights"),
        FieldPanel("contact"),
        FieldPanel("reviewed_on"),
    ]
    search_fields = [*StatementPage.search_fields, index.SearchField("uses"), RichTextSearchField("rights")]

    class Meta:
        verbose_name = "Privacy notice"


class Conformance(models.TextChoices):
    """How far the site meets the standard, in the words that readers see."""

    FULL = "full", "This website meets the standard in full."
    PARTIAL = "partial", "This website meets the standard in part. What does not meet it is listed below."
    UNCONFIRMED = (
        "unconfirmed",
        "We built this website to meet the standard. It has not been audited by hand in full, so we do not claim it.",
    )
    NOT = "not", "This website does not meet the standard yet. What does not meet it is listed below."


class AccessibilityStatementPage(StatementPage):
    """How far everyone can use the site, what does not work, and whom to tell."""

    scope = RichTextField(blank=True, features=LONG_FEATURES, verbose_name="what this covers")
    standard = models.CharField(
        max_length=120,
        default="Web Content Accessibility Guidelines (WCAG) 2.2, level AA",
        verbose_name="standard we work to",
    )
    conformance = models.CharField(
        max_length=20,
        choices=Conformance.choices,
        default=Conformance.UNCONFIRMED,
        verbose_name="how far we meet it",
    )
    known_issues = StreamField([("issue", KnownIssueBlock())], blank=True, use_json_field=True)
    how_tested = RichTextField(blank=True, features=LONG_FEATURES)
    tested_on = models.DateField(null=True, blank=True, help_text="The date of the last test.")
    contact = RichTextField(blank=True, features=LONG_FEATURES, verbose_name="how to tell us")
    basis = RichTextField(
        blank=True,
        features=LONG_FEATURES,
        verbose_name="why we publish this",
        help_text="Whether the law requires this statement or you publish it voluntarily.",
    )

    page_description = "How accessible the site is, and how to report a fault."
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("intro"),
        FieldPanel("scope"),
        MultiFieldPanel([FieldPanel("standard"), FieldPanel("conformance")], "Standard"),
        FieldPanel("known_issues"),
        MultiFieldPanel([FieldPanel("how_tested"), FieldPanel("tested_on")], "Tests"),
        FieldPanel("contact"),
        FieldPanel("basis"),
        FieldPanel("reviewed_on"),
    ]
    search_fields = [*StatementPage.search_fields, index.SearchField("known_issues")]

    class Meta:
        verbose_name = "Accessibility statement"


def statements_due() -> list[StatementPage]:
    """The live statements whose last review is more than a year ago."""
    oldest = timezone.localdate() - REVIEW_AFTER
    kinds = (CookiesPage, PrivacyPage, AccessibilityStatementPage)
    return [page for kind in kinds for page in kind.objects.live().filter(reviewed_on__lt=oldest)]
