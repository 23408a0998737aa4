"""The home page, composed by staff from blocks."""

from itertools import accumulate, pairwise
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, get_page_models
from wagtail.search import index
from wagtail.url_routing import RouteResult

from lbn_site.core.blocks import HomeStreamBlock
from lbn_site.core.blocks.links import LinkBlock
from lbn_site.core.headings import Anchors
from lbn_site.core.pages import BasePage
from lbn_site.core.rich_text import SHORT_FEATURES, RichTextSearchField

# The ready-made part that stands under the title, where a visitor on a phone sees it without scrolling.
CHECK = "neighbourhood-check"


class HomePage(BasePage):
    """The front door: a title with an introduction, then a row of blocks that staff choose and order."""

    introduction = RichTextField(
        blank=True,
        features=SHORT_FEATURES,
        help_text="Two or three sentences under the title, to tell someone new what this site is about.",
    )
    actions = StreamField(
        [("link", LinkBlock())],
        blank=True,
        max_num=2,
        use_json_field=True,
        help_text="One or two buttons below the introduction: what most visitors come for.",
    )
    body = StreamField(HomeStreamBlock(), blank=True, use_json_field=True)

    page_description = "The front page, composed of blocks."
    parent_page_types = ["wagtailcore.Page"]
    content_panels = [
        HelpPanel(
            "<p>Two things are made automatically: the postcode field under the title, and the drawing, with one lit "
            "window for each neighbourhood on the list.</p>"
        ),
        *BasePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("actions", heading="Buttons"),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, RichTextSearchField("introduction"), index.SearchField("body")]
    max_count = 1

    @property
    def below_the_title(self) -> list[StreamValue.StreamChild]:
        """The blocks of the body without the postcode check, which stands under the title already."""
        return [block for block in self.body if block.block_type != "part" or block.value.get("part") != CHECK]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """As Wagtail's, but a page far below is found at once with the pages above it, not level by level.

        The types of pages are asked for all at once too, when a process meets its first page.
        """
        ContentType.objects.get_for_models(*get_page_models())
        if len(path_components) > 1:
            _, *paths = accumulate(path_components, "{}{}/".format, initial=self.url_path)
            found = {page.url_path: page for page in Page.objects.filter(url_path__in=paths).specific()}
            if len(found) == len(paths):
                for above, below in pairwise(paths):
                    found[below]._cached_parent_obj = found[above]  # for whoever asks it for its parent
                return found[paths[-1]].route(request, [])
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "anchors": Anchors()}
