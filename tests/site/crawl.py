"""The whole example site, read once as a visitor would: every link followed, every answer kept."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup
from django.conf import settings
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from lbn_site.delivery.purge import purge_public_pages

# Addresses that other sites, mails and search engines rely on: they must answer even if nothing links to them.
KNOWN_ADDRESSES = (
    "/",
    "/faqs/",
    "/news/",
    "/evidence/",
    "/publication/",
    "/neighbourhoods/",
    "/newsletter/",
    "/search/",
    "/cookies/",
    "/privacy/",
    "/accessibility/",
    "/sitemap.xml",
    "/robots.txt",
    "/favicon.ico",
)
UNKNOWN_ADDRESS = "/no-such-page/"
MOST_VISITS = 2500
# Lists can be filtered and sorted in endless ways, and every place has files; a few of each are enough.
MOST_OF_A_KIND = 3
FILE_OF_A_PLACE = re.compile(r"/n/\w+\.")


@dataclass
class Visit:
    """One answer of the site, and how many queries it cost right after a purge."""

    address: str
    status: int
    headers: dict[str, str]
    body: bytes = field(repr=False)
    cookies: list[str]
    queries: int

    @property
    def is_html(self) -> bool:
        return self.headers.get("content-type", "").startswith("text/html")

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.body, "html.parser")

    @cached_property
    def ids(self) -> set[str]:
        return {element["id"] for element in self.soup.find_all(id=True)}

    def links(self) -> Iterator[str]:
        """The address of every link, form that reads, and resource, as written."""
        for element in self.soup.find_all(href=True):
            yield element["href"]
        for element in self.soup.find_all(src=True):
            yield element["src"]
        for element in self.soup.find_all(srcset=True):
            yield from (candidate.split()[0] for candidate in element["srcset"].split(",") if candidate.strip())
        for form in self.soup.find_all("form", action=True):
            if form.get("method", "get").lower() == "get":
                yield form["action"]


@dataclass
class Crawl:
    """Everything that was visited, by address, who led there, and the live pages of the tree with their types."""

    visits: dict[str, Visit]
    led_from: dict[str, str]
    live_pages: dict[str, str]

    @cached_property
    def pages(self) -> list[Visit]:
        """The HTML pages that answered 200."""
        return [visit for visit in self.visits.values() if visit.is_html and visit.status == 200]


def crawl() -> Crawl:
    """Visit the site in the database from its known addresses."""
    client = Client()
    visits: dict[str, Visit] = {}
    led_from = dict.fromkeys(KNOWN_ADDRESSES, "an address that others rely on")
    waiting = deque([UNKNOWN_ADDRESS, *KNOWN_ADDRESSES])
    while waiting and len(visits) < MOST_VISITS:
        address = waiting.popleft()
        visit = visits[address] = _visit(client, address)
        for link in _links(visit):
            target = own_address(link, address)
            if target is None or target in led_from or _enough_of_its_kind(target, led_from):
                continue
            led_from[target] = address
            waiting.append(target)
    live = Page.objects.live().filter(depth__gt=1).specific()
    return Crawl(visits, led_from, {page.url: type(page).__name__ for page in live})


def own_address(link: str, base: str) -> str | None:
    """The path (and query) of a link within this site, without its fragment; None for any other link."""
    parts = urlsplit(urljoin(settings.SITE_URL + base, link))
    own = urlsplit(settings.SITE_URL)
    if (parts.scheme, parts.netloc) != (own.scheme, own.netloc):
        return None
    return urldefrag((parts.path or "/") + (f"?{parts.query}" if parts.query else "")).url


def _visit(client: Client, address: str) -> Visit:
    with TestCase.captureOnCommitCallbacks(execute=True):
        purge_public_pages()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[arg-type]
    headers = {name.lower(): value for name, value in response.items()}
    return Visit(address, response.status_code, headers, body, list(response.cookies), len(queries))


def _links(visit: Visit) -> list[str]:
    if "location" in visit.headers:
        return [visit.headers["location"]]
    if visit.is_html:
        return list(visit.links())
    if visit.address == "/sitemap.xml":
        return re.findall(r"<loc>(.*?)</loc>", visit.body.decode())
    return []


def _enough_of_its_kind(target: str, known: dict[str, str]) -> bool:
    path, _, query = target.partition("?")
    if query:
        return sum(address.startswith(f"{path}?") for address in known) >= MOST_OF_A_KIND
    if FILE_OF_A_PLACE.match(path):
        return sum(bool(FILE_OF_A_PLACE.match(address)) for address in known) >= 2 * MOST_OF_A_KIND
    return False
