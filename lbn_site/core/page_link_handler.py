"""How links to pages in rich text are shown.

Wagtail's own handler links to unpublished pages too and asks for each page with all its fields, once a text. It may
only be imported once all models are loaded, so it stands apart from `page_links`, which models import.
"""

from typing import Any

from django.utils.html import format_html
from wagtail.rich_text.pages import PageLinkHandler

from . import page_links


class LivePageLinkHandler(PageLinkHandler):
    """Shows a link to a live page; for any other page the words of the link stay as plain text."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        ids = [str(attrs.get("id", "")) for attrs in attrs_list]
        known = page_links.known_or_asked(ids)
        return [format_html('<a href="{}">', known[pk]) if known[pk] else "<a>" for pk in ids]
