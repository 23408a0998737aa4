"""Which pages may be counted: only those that say so. A form, or a page behind an emailed link, says nothing.

A view says it with `@counted`. Pages of the page tree are all public, so they need not. The scripts that count are
on such pages only (statistics), and what a browser says it has opened is checked by the same rule.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve
from wagtail.models import Page

from .addresses import live_page_at
from .secret_urls import is_secret

View = TypeVar("View", bound=Callable[..., Any])
PAGES_OF_THE_TREE = "wagtail_serve"


def counted(view: View) -> View:
    """Declare that the view shows a page to everyone, at an address that says nothing about its visitor."""
    view.is_counted = True  # type: ignore[attr-defined]
    return view


def is_counted(request: HttpRequest, page: Page | None) -> bool:
    """Whether the page that is being made may be counted; `page` is the one of the tree that it shows, if any."""
    match = request.resolver_match
    if match is None or is_secret(request.path_info):
        return False
    return page is not None and page.live if _is_of_the_tree(match) else _says_so(match)


def may_be_counted(path: str) -> bool:
    """Whether one of our counted pages has this address."""
    if is_secret(path):
        return False
    try:
        match = resolve(path)
    except Resolver404:
        return False
    return live_page_at(path) is not None if _is_of_the_tree(match) else _says_so(match)


def _says_so(match: ResolverMatch) -> bool:
    return getattr(match.func, "is_counted", False)


def _is_of_the_tree(match: ResolverMatch) -> bool:
    return match.url_name == PAGES_OF_THE_TREE
