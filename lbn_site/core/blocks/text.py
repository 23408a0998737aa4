"""Blocks of running text."""

from typing import Any

from wagtail import blocks
from wagtail.rich_text import RichText

from ..rich_text import LONG_FEATURES, SHORT_FEATURES, plain_text


class LiveTextBlock(blocks.RichTextBlock):
    """Rich text whose live figures are also found by the search."""

    def get_searchable_content(self, value: RichText) -> list[str]:
        return [plain_text(value.source)] if self.search_index else []


class ShortTextBlock(LiveTextBlock):
    """A sentence or two: no headings, no lists."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", SHORT_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = "Short text"


class LongTextBlock(LiveTextBlock):
    """Paragraphs with headings, lists and links."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", LONG_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "doc-full"
        label = "Text"
        template = "blocks/text.html"
        description = "Paragraphs, headings, lists and links."
        preview_value = "<h2>A heading</h2><p>A paragraph of text.</p>"
