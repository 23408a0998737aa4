"""Explainers: pages of running text, and their index."""

from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from lbn_site.core.blocks import LongTextBlock
from lbn_site.core.mixins import AsAtMixin
from lbn_site.core.pages import BasePage


class ExplainerIndexPage(BasePage):
    """Lists the explainers below it in the order of the page tree."""

    subpage_types = ["explainers.ExplainerPage"]
    parent_page_types = ["home.HomePage"]


class ExplainerPage(AsAtMixin, BasePage):
    """One subject, explained."""

    body = StreamField([("text", LongTextBlock())], blank=True, use_json_field=True)

    parent_page_types = ["home.HomePage", "explainers.ExplainerIndexPage"]
    subpage_types: list[str] = []
    content_panels = [*BasePage.content_panels, FieldPanel("body"), *AsAtMixin.as_at_panels]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
