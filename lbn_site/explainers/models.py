"""Explainers: pages of running text, and their index."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.fields import RichTextField
from wagtail.models import PageQuerySet
from wagtail.search import index

from lbn_site.core.body import FEWEST_HEADINGS_FOR_CONTENTS, BodyMixin
from lbn_site.core.mixins import AsAtMixin
from lbn_site.core.pages import BasePage
from lbn_site.core.rich_text import SHORT_FEATURES, RichTextSearchField

LONGEST_SUMMARY = 60
MOST_READ_NEXT = 3


class ExplainerIndexPage(BasePage):
    """Lists the explainers below it in the order of the page tree."""

    introduction = RichTextField(blank=True, features=SHORT_FEATURES)

    subpage_types = ["explainers.ExplainerPage"]
    page_description = "Lists the explainers below it."
    parent_page_types = ["home.HomePage"]
    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    search_fields = [*BasePage.search_fields, RichTextSearchField("introduction")]

    def explainers(self) -> PageQuerySet:
        """The explainers that visitors may read, in the order of the page tree."""
        return ExplainerPage.objects.child_of(self).live().filter(withdrawn_on=None)


class ExplainerPage(AsAtMixin, BodyMixin, BasePage):
    """One subject, explained."""

    summary = models.TextField(
        blank=True,
        help_text=f"The whole page in {LONGEST_SUMMARY} plain words or fewer: many people read no further.",
    )

    page_description = "One subject, explained in plain words."
    parent_page_types = ["home.HomePage", "explainers.ExplainerIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        HelpPanel(
            f"<p>Start with what the reader came for. If there are {FEWEST_HEADINGS_FOR_CONTENTS} or more headings, "
            "a list of contents is made automatically.</p>"
        ),
        *BasePage.content_panels,
        FieldPanel("summary"),
        *BodyMixin.body_panels,
        *AsAtMixin.as_at_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary", boost=2),
        *BodyMixin.body_search_fields,
        RichTextSearchField("since_then"),
    ]

    class Meta:
        verbose_name = "explainer"

    def clean(self) -> None:
        super().clean()
        words = len(self.summary.split())
        if words > LONGEST_SUMMARY:
            raise ValidationError(
                {"summary": f"The summary has {words} words. Shorten it to {LONGEST_SUMMARY} or fewer."}
            )

    @property
    def description(self) -> str:
        return self.search_description or self.summary

    def read_next(self) -> PageQuerySet:
        """The explainers beside this one, those after it first."""
        beside = ExplainerPage.objects.sibling_of(self, inclusive=False).live().filter(withdrawn_on=None)
        after = models.Case(models.When(path__gt=self.path, then=0), default=1)
        return beside.order_by(after, "path")[:MOST_READ_NEXT]
