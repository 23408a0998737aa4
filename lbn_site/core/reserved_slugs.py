"""Slugs that no page may have, because the site uses the word itself: derived from the addresses and ids that exist.

Below the home page these are the first words of the site's own addresses; deeper down, any address that another view
answers. A page type may reserve more (`reserved_slugs`), as questions do, whose slugs are ids on their list.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import Resolver404, get_resolver, resolve
from wagtail.models import Page

from .addresses import HOME_DEPTH

RESERVED = (
    "The site itself uses ‘{}’, so readers would not find the page there. Choose another slug, or add a word to it."
)
# An id as it is, one that is passed to a part, and one that a part has if none is passed.
_ID = re.compile(r"""\b(?:field_)?id="(?:\{\{ \w+\|default:')?([\w.-]+)""")
# Whose ids stand on no public page.
_NOT_PUBLIC = {"admin", "desk", "mail", "wagtailadmin"}


@cache
def template_ids() -> frozenset[str]:
    """The ids that public templates give to their parts; one with a full stop can be no slug and is left out."""
    folder = Path(settings.BASE_DIR) / "templates"
    templates = (path for path in folder.rglob("*.html") if not _NOT_PUBLIC & set(path.relative_to(folder).parts))
    found = {name for path in templates for name in _ID.findall(path.read_text())}
    return frozenset(name for name in found if "." not in name)


@cache
def own_words() -> frozenset[str]:
    """The first words of the addresses that are no pages: `search`, `admin`, `media` …"""
    files = (settings.STATIC_URL, settings.MEDIA_URL)
    served = (address.strip("/").split("/")[0] for address in files if address.startswith("/"))
    return frozenset({*_first_words(get_resolver().url_patterns), *served} - {""})


def _first_words(patterns: Iterable[Any]) -> Iterator[str]:
    for pattern in patterns:
        text = str(pattern.pattern).lstrip("^")
        if not text.strip("/") and hasattr(pattern, "url_patterns"):
            yield from _first_words(pattern.url_patterns)
        elif word := re.match(r"[\w-]+(?=[/.$]|$)", text):
            yield word[0]


def is_reserved(slug: str, parent: Page, page: Page | None = None) -> bool:
    """Whether a page below this parent must not have the slug.

    A type of which there is one page only may share its word with addresses that continue it
    (`/newsletter/` and `/newsletter/confirm/…`), as long as its own address leads to it.
    """
    kind = page.specific_class if page is not None else None
    if kind is not None and slug in getattr(kind, "reserved_slugs", frozenset)():
        return True
    if not _leads_to_pages(f"{_path_of(parent)}{slug}/"):
        return True
    is_single = getattr(kind, "max_count", None) == 1
    return parent.depth == HOME_DEPTH and slug in own_words() and not is_single


def is_taken_by_the_site(page: Page) -> bool:
    """Whether the page has a slug that it must not have: one from before the word was used."""
    parent = page.get_parent()
    return parent is not None and parent.depth >= HOME_DEPTH and is_reserved(page.slug, parent, page)


def is_refused(slug: str, parent: Page | None, page: Page | None = None) -> bool:
    """Whether the slug is reserved and new to the page: one that has it already keeps it, and is still published."""
    if parent is None or parent.depth < HOME_DEPTH or not is_reserved(slug, parent, page):
        return False
    return not (page and page.pk and parent.get_children().filter(pk=page.pk, slug=slug).exists())


def refuse_them() -> None:
    """Let Wagtail take them for slugs that are not free: in forms, moves and copies, and wherever a page is saved."""
    is_available = Page._slug_is_available

    def is_free(slug: str, parent_page: Page | None, page: Page | None = None) -> bool:
        return is_available(slug, parent_page, page) and not is_refused(slug, parent_page, page)

    Page._slug_is_available = staticmethod(is_free)


def _path_of(page: Page) -> str:
    """The address of a page below the home page, from its place in the tree: `/` for the home page."""
    return "/" + page.url_path.strip("/").partition("/")[2] + ("/" if page.depth > HOME_DEPTH else "")


def _leads_to_pages(path: str) -> bool:
    try:
        return resolve(path).url_name == "wagtail_serve"
    except Resolver404:
        return False
