"""Links to pages in rich text: only to pages that are there, and with few queries.

`page_link_handler` shows the links. A listing that shows many texts asks once for all of them:

    with page_links.fetched_for(questions):
        ...
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import Model
from wagtail.models import Page

# Stored as <a id="7" linktype="page">, with the quotes escaped inside a stream's JSON.
PAGE_LINK = re.compile(r'<a\b[^>]*?\blinktype=\\?"page\\?"[^>]*>')
PAGE_ID = re.compile(r'\bid=\\?"(\d+)')

Addresses = dict[str, str | None]

_known: ContextVar[Addresses | None] = ContextVar("known page addresses", default=None)


def known_or_asked(ids: list[str]) -> Addresses:
    """The path of each page, asked for only where this block of code does not know it yet."""
    known = _known.get()
    if known is None:
        known = {}
    known.update(addresses(pk for pk in ids if pk not in known))
    return known


@contextmanager
def fetched_for(objects: Iterable[Model], known: Mapping[str, str | None] | None = None) -> Iterator[None]:
    """Within this block, the pages that the texts of `objects` link to are asked for once, all together.

    `known` holds, by their ids, the paths of pages that need not be asked for.
    """
    given = dict(known or {})
    ids = {pk for item in objects for pk in linked_page_ids(item)}
    token = _known.set(given | addresses(ids - given.keys()))
    try:
        yield
    finally:
        _known.reset(token)


def addresses(ids: Iterable[str]) -> Addresses:
    """The path of each page by its id; None where there is no such live page."""
    wanted: Addresses = dict.fromkeys(ids)
    numbers = [pk for pk in wanted if pk.isdecimal()]
    if numbers:
        for page in Page.objects.live().filter(pk__in=numbers):
            parts = page.get_url_parts()
            wanted[str(page.pk)] = parts[2] if parts else None
    return wanted


def linked_page_ids(item: Model) -> set[str]:
    """The ids of the pages that the rich texts and streams of an object link to."""
    found: set[str] = set()
    for field in item._meta.concrete_fields:
        if hasattr(field, "extract_references"):
            for tag in PAGE_LINK.findall(field.value_to_string(item) or ""):
                found.update(PAGE_ID.findall(tag))
    return found
