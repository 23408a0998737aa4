"""Redirects from where things stood in the former site."""

from typing import Any
from urllib.parse import urlsplit

from wagtail.contrib.redirects.models import Redirect

from lbn_site.delivery.old_addresses import existing_address

from .wxr import Item

LONGEST = 255
# How WordPress's short links name an item of each kind; ?p= answers for all.
SHORT_LINKS = {"post": ["p"], "page": ["p", "page_id"], "attachment": ["p", "attachment_id"]}


def is_front_page(item: Item) -> bool:
    """Whether the item was what the former site showed first."""
    parts = urlsplit(item.link)
    return item.kind == "page" and bool(parts.netloc) and parts.path in {"", "/"} and not parts.query


def keep_for_page(item: Item, page: Any) -> None:
    """Redirects from the item's former address and from its short links, where they differ from the new one."""
    if is_front_page(item):
        return
    for address in dict.fromkeys((*_short_links(item), _local(item.link))):
        path = Redirect.normalise_path(address or "/")
        if path != "/" and path.rstrip("/") != (page.url or "").rstrip("/"):
            _keep(path, redirect_page=page)


def keep_for_file(item: Item, url: str) -> None:
    """A redirect from where a picture or a document stood: old reports are linked to by their files."""
    for address in (*_short_links(item), _local(item.attachment_url)):
        _keep(Redirect.normalise_path(address), redirect_link=url)


def _keep(path: str, **target: Any) -> None:
    is_hidden = "?" not in path and existing_address(path)
    if len(path) <= LONGEST and not is_hidden:
        Redirect.objects.get_or_create(old_path=path, site=None, defaults=target)


def _short_links(item: Item) -> list[str]:
    return [f"/?{name}={item.number}" for name in SHORT_LINKS[item.kind]]


def _local(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")
