"""What a page tells search engines, and those it is shared with, in its head. Decided here for every page.

A page is public if it says so: a live page of the tree does, and so does a view that puts a `PageHead` into its
context as `head`. Everything else is private: a form that was sent, what an emailed link opens, a preview, an error.
Search engines are asked not to list it, and it has no card.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from django.http import HttpRequest
from django.urls import reverse

from .addresses import card_address
from .pages import BasePage


@dataclass(frozen=True)
class PageHead:
    """A public page: `address` and `card` are paths of this site, `picture` is one that staff chose for sharing.

    Without `is_indexed` it may be shared, but search engines are asked not to list it, and no sitemap names it.
    """

    title: str
    description: str
    address: str
    card: str
    is_indexed: bool = True
    picture: Any = None
    kind: str = "website"  # og:type

    @classmethod
    def of_view(cls, title: str, description: str, address: str, *, is_indexed: bool = True) -> "PageHead":
        """The head of a page that is not in the page tree; its card is drawn from its title in the sitemap."""
        return cls(title, description, address, card_address(address), is_indexed)

    @classmethod
    def of_page(cls, page: BasePage, *, is_indexed: bool = True) -> "PageHead":
        """The head of a page of the tree. A withdrawn page may still be found: it says why it was withdrawn."""
        return cls(
            page.title,
            page.description,
            page.url,
            reverse("share-card", args=[page.pk]),
            is_indexed and not page.hidden_from_search_engines,
            page.share_image,
            page.open_graph_type,
        )


def head_of(context: Mapping[str, Any]) -> PageHead | None:
    """The head of the page that is made with this context; None for a private one.

    A head holds for its own address, where the page is only read: not where a form was sent to, nor for a preview.
    """
    request: HttpRequest | None = context.get("request")
    if request is None or request.method not in {"GET", "HEAD"} or getattr(request, "is_preview", False):
        return None
    page = context.get("page")
    head = context.get("head")
    if head is None and isinstance(page, BasePage) and page.live and page.url:
        head = PageHead.of_page(page)
    return head if head and unquote(head.address) == request.path else None
