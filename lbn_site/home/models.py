"""The home page, composed by staff from blocks."""

from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from lbn_site.core.blocks import LongTextBlock
from lbn_site.core.pages import BasePage


class HomePage(BasePage):
    """The front door: a row of blocks that staff choose and order."""

    body = StreamField([("text", LongTextBlock())], blank=True, use_json_field=True)

    parent_page_types = ["wagtailcore.Page"]
    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    max_count = 1
