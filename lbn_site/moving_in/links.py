"""Links of brought texts: to what their targets became here, in the form in which rich text stores them."""

import re
from collections.abc import Callable
from html import unescape
from typing import NamedTuple
from urllib.parse import urlsplit

from django.utils.html import escape


class Place(NamedTuple):
    """What stands here now for a former address: a page or a document, by its number."""

    page_id: int | None
    document_id: int | None


_LINK = re.compile(r'<a href="([^"]*)">')


def linked(text: str, find: Callable[[str], Place | None], host: str) -> str:
    """The text with its links to the former site led to pages and files of this one.

    `find` knows what stood at a former address. Links to the former site that lead to nothing here become paths, so
    that the redirects can answer them; links elsewhere stay as they are.
    """

    def led_on(match: re.Match[str]) -> str:
        url = unescape(match[1])
        parts = urlsplit(url)
        if parts.scheme not in {"", "http", "https"} or (parts.hostname or host).removeprefix("www.") != host:
            return match[0]
        place = find(url)
        if place and place.page_id:
            return f'<a linktype="page" id="{place.page_id}">'
        if place and place.document_id:
            return f'<a linktype="document" id="{place.document_id}">'
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return f'<a href="{escape(path + (f"#{parts.fragment}" if parts.fragment else ""))}">'

    return _LINK.sub(led_on, text)
