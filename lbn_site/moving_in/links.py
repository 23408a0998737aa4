"""Links of brought texts: to what their targets became here, in the form in which rich text stores them."""

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import urlsplit

from django.utils.html import escape

from .models import BroughtItem

_LINK = re.compile(r'<a href="([^"]*)">')


def linked(text: str, find: Callable[[str], BroughtItem | None], host: str) -> str:
    """The text with its links to the former site led to pages and files of this one.

    `find` knows what stood at a former address. Links to the former site that lead to nothing here become paths, so
    that the redirects can answer them; links elsewhere stay as they are.
    """

    def led_on(match: re.Match[str]) -> str:
        url = unescape(match[1])
        parts = urlsplit(url)
        if parts.scheme not in {"", "http", "https"} or (parts.hostname or host).removeprefix("www.") != host:
            return match[0]
        row = find(url)
        if row and row.page_id:
            return f'<a linktype="page" id="{row.page_id}">'
        if row and row.document_id:
            return f'<a linktype="document" id="{row.document_id}">'
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return f'<a href="{escape(path + (f"#{parts.fragment}" if parts.fragment else ""))}">'

    return _LINK.sub(led_on, text)
