"""Every public address of the site, for search engines and for people."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from wagtail.models import Site

from lbn_site.core.addresses import absolute
from lbn_site.core.counted import counted
from lbn_site.core.page_head import PageHead
from lbn_site.core.public_addresses import PublicAddress, pages

TITLE = "All pages"


@dataclass
class Branch:
    """A page of the readable sitemap with the pages below it."""

    page: Any
    below: list["Branch"] = field(default_factory=list)


def public_pages() -> list[Any]:
    """Live pages that are neither withdrawn nor hidden, in the order of the page tree."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return []
    pages = site.root_page.get_descendants(inclusive=True).live().order_by("path")
    return [page for page in pages.defer_streamfields().specific() if _is_listed(page)]


def _is_listed(page: Any) -> bool:
    return not getattr(page, "is_withdrawn", False) and not getattr(page, "hidden_from_search_engines", False)


def tree_of(pages: Iterable[Any]) -> list[Branch]:
    """The pages as a tree. A page whose parent is not among them stands below its nearest ancestor that is."""
    roots: list[Branch] = []
    way: list[Branch] = []
    for page in pages:
        while way and not page.path.startswith(way[-1].page.path):
            way.pop()
        branch = Branch(page)
        (way[-1].below if way else roots).append(branch)
        way.append(branch)
    return roots


def sitemap_xml(request: HttpRequest) -> HttpResponse:
    """The sitemap for search engines (sitemaps.org): addresses that answer 200, each once."""
    entries = {absolute(page.url): page.last_published_at for page in public_pages()}
    entries |= {absolute(address.path): None for address in _indexed()}
    return render(request, "search/sitemap.xml", {"entries": entries.items()}, content_type="application/xml")


@counted
def readable_sitemap(request: HttpRequest) -> HttpResponse:
    """The sitemap for people: the tree of pages, then what else there is."""
    context = {
        "head": PageHead.of_view(TITLE, "Every page of this site in one list.", reverse("readable-sitemap")),
        "branches": tree_of(public_pages()),
        "addresses": [address for address in _indexed() if not address.is_detail],
    }
    return render(request, "search/sitemap.html", context)


def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt (RFC 9309): open for all, but for the admin and for search results."""
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /accounts/", f"Disallow: {reverse('search')}?", ""]
    lines.append(f"Sitemap: {absolute(reverse('sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def public_addresses() -> list[PublicAddress]:
    """The sitemap for people, which need not name itself."""
    return [PublicAddress(reverse("readable-sitemap"), TITLE, is_detail=True)]


def _indexed() -> list[PublicAddress]:
    return [address for address in pages() if address.is_indexed]
