"""Rich text that holds live figures: how it is stored, shown and read as plain text.

Stored as `<embed embedtype="live-figure" key="neighbourhoods"/>`, in Wagtail's own form for embedded objects.
"""

from typing import Any

from django.utils.html import escape
from wagtail.rich_text import EmbedHandler, expand_db_html, get_text_for_indexing
from wagtail.search import index

from . import live_figures

FEATURE = "live-figure"
ENTITY_TYPE = "LIVE-FIGURE"
UNKNOWN_FIGURE = "…"

# What editors may use inside short texts (answers' notes, notices, captions).
SHORT_FEATURES = ["bold", "italic", "link", FEATURE]
# Long texts leave out images, rules and embeds on purpose: those are blocks of their own.
LONG_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", FEATURE]


def figure_text(key: str) -> str:
    """The present value of a figure, or an ellipsis for one that is gone or has no value yet."""
    figure = live_figures.find(key)
    return (figure and figure.value) or UNKNOWN_FIGURE


class LiveFigureEmbedHandler(EmbedHandler):
    """Shows a stored figure by its present value."""

    identifier = FEATURE

    @classmethod
    def expand_db_attributes(cls, attrs: dict[str, str]) -> str:
        return escape(figure_text(attrs.get("key", "")))


def plain_text(source: str) -> str:
    """Rich text as plain text with its figures filled in: for search, feeds, descriptions and mails."""
    return get_text_for_indexing(expand_db_html(str(source or "")))


class RichTextSearchField(index.SearchField):
    """A rich text field for `search_fields`: read with its figures, which Wagtail's own field would leave out."""

    def get_value(self, obj: Any) -> str:
        return plain_text(getattr(obj, self.field_name))
