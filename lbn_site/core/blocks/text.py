"""Blocks of running text."""

from typing import Any

from django.db import models
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
    """Paragraphs with headings, lists and links. Headings get anchors, unique where the page gives `anchors`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", LONG_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "doc-full"
        label = "Text"
        template = "blocks/text.html"
        description = "Paragraphs, headings, lists and links."
        preview_value = "<h2>A heading</h2><p>A paragraph of text, with a <a href='/'>link</a>.</p>"


class Tone(models.TextChoices):
    PLAIN = "plain", "Plain: good to know"
    WARM = "warm", "Warm: important"


class NoticeBlock(blocks.StructBlock):
    """A few sentences set apart."""

    heading = blocks.CharBlock(required=False, max_length=100)
    text = ShortTextBlock()
    tone = blocks.ChoiceBlock(choices=Tone.choices, default=Tone.PLAIN, search_index=False)

    class Meta:
        icon = "info-circle"
        label = "Notice"
        template = "blocks/notice.html"
        description = "One thing the reader must not miss. Use no more than one or two on a page."
        preview_value = {
            "heading": "In short",
            "text": "<p>One thing the reader must not miss.</p>",
            "tone": "plain",
        }


class QuoteBlock(blocks.StructBlock):
    """Somebody's own words, with their name."""

    text = blocks.TextBlock(help_text="Their exact words. The quotation marks are added for you.")
    name = blocks.CharBlock(max_length=120)
    role = blocks.CharBlock(required=False, max_length=160, help_text="Who they are, or where they said it.")

    class Meta:
        icon = "openquote"
        label = "Quote"
        template = "blocks/quote.html"
        description = "Someone’s exact words, with their name. They must have agreed to be quoted."
        preview_value = {"text": "Their exact words go here.", "name": "A resident", "role": "Where they live"}
