"""Links of brought texts: to what their targets became here, in the form in which rich text stores them."""

import re
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.utils.html import escape

_LINK = re.compile(r'<a href="([^"]*)">')


class Place(NamedTuple):
    """What stands here now for a former address: a page or a document, by its number."""

    page_id: int | None
    document_id: int | None


class Places:
    """What stood where in the former site, and what it became here."""

    def __init__(self, rows: Any, host: str) -> None:
        self.host = host
        self._known: dict[str, Place] = {}
        for number, url, *ids in rows.values_list("number", "old_url", "page_id", "document_id").iterator():
            self._known |= dict.fromkeys((f"?p={number}", f"?page_id={number}", _key(url)), Place(*ids))
        self._known.pop("", None)  # the front page

    @property
    def pages(self) -> set[int]:
        """The ids of the pages."""
        return {place.page_id for place in self._known.values() if place.page_id}

    def find(self, url: str) -> Place | None:
        return self._known.get(_key(url))


def linked(text: str, places: Places) -> str:
    """The text with its links to the former site led to pages and files of this one.

    Links to the former site that lead to nothing here become paths, so that the redirects can answer them; links
    elsewhere, and within the text, stay as they are.
    """

    def led_on(match: re.Match[str]) -> str:
        url = unescape(match[1])
        try:
            parts = urlsplit(url)
        except ValueError:  # //[ and the like lead nowhere
            return "<a>"
        is_elsewhere = (parts.hostname or places.host).removeprefix("www.") != places.host
        if parts.scheme not in {"", "http", "https"} or is_elsewhere or url.startswith("#"):
            return match[0]
        place = places.find(url)
        if place and place.page_id:
            return f'<a linktype="page" id="{place.page_id}">'
        if place and place.document_id:
            return f'<a linktype="document" id="{place.document_id}">'
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return f'<a href="{escape(path + (f"#{parts.fragment}" if parts.fragment else ""))}">'

    return _LINK.sub(led_on, text)


def _key(url: str) -> str:
    """An address without what may differ from link to link: scheme, www, case, last slash."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query.startswith(("p=", "page_id=")) else ""
    return (parts.path.rstrip("/") + query).lower()
