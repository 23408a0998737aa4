"""What pages tell search engines and those they are shared with: complete, and the same in page and sitemap."""

import re

import pytest
from django.conf import settings
from django.urls import resolve

from lbn_site.core.counted import may_be_counted

from .crawl import UNKNOWN_ADDRESS, Crawl, Visit
from .test_pages import offenders

pytestmark = pytest.mark.django_db

OPEN_GRAPH = ("type", "site_name", "title", "description", "url", "image")
PRIVATE = ("/search/", "/newsletter/your-data/", "/cookies/choice", "/accounts/login/")


def is_indexed(page: Visit) -> bool:
    robots = page.soup.find("meta", attrs={"name": "robots"})
    return robots is None


def address_of(link: str) -> str:
    return link.removeprefix(settings.SITE_URL)


def canonical(page: Visit) -> str | None:
    link = page.soup.find("link", rel="canonical")
    return address_of(link["href"]) if link else None


def tags(page: Visit) -> dict[str, str]:
    found = page.soup.find_all("meta", property=re.compile("^og:"))
    return {tag["property"].removeprefix("og:"): tag["content"] for tag in found}


def listed(crawl: Crawl) -> set[str]:
    locations = re.findall("<loc>(.*?)</loc>", crawl.visits["/sitemap.xml"].body.decode())
    return {address_of(location) for location in locations}


def is_withdrawn(page: Visit) -> bool:
    return page.soup.select_one(".withdrawal-notice") is not None


def test_every_page_of_the_sitemap_asks_to_be_indexed_under_that_address(example_crawl: Crawl):
    pages = {page.address: page for page in example_crawl.pages}
    wrong = [address for address in listed(example_crawl) if canonical(pages[address]) != address]
    assert wrong == []
    assert len(listed(example_crawl)) > 300


def test_every_page_that_asks_to_be_indexed_is_in_the_sitemap(example_crawl: Crawl):
    known = listed(example_crawl)

    def rule(page: Visit):
        if not is_indexed(page):
            return None if canonical(page) is None else "noindex and canonical"
        return None if canonical(page) in known or is_withdrawn(page) else f"{canonical(page)} is in no sitemap"

    assert offenders(example_crawl.pages, rule) == []


def test_every_public_page_has_all_that_a_shared_link_shows(example_crawl: Crawl):
    def rule(page: Visit):
        if not may_be_counted(page.address.partition("?")[0]) or page.address.startswith("/search/"):
            return None
        found = tags(page)
        lacking = [name for name in OPEN_GRAPH if not found.get(name, "").strip()]
        heading = page.soup.h1.get_text(" ", strip=True)
        return ", ".join(lacking) or (not found["title"] and heading)

    assert offenders(example_crawl.pages, rule) == []


def test_every_private_page_has_none_of_it_and_is_not_indexed(example_crawl: Crawl, client):
    private = [page for page in example_crawl.pages if page.address.startswith(PRIVATE)]
    assert len(private) >= len(PRIVATE) - 1

    def rule(page: Visit):
        return tags(page) or is_indexed(page)

    assert offenders([*private, example_crawl.visits[UNKNOWN_ADDRESS]], rule) == []


def test_every_page_has_a_card_of_its_own(example_crawl: Crawl):
    pages: dict[str, set[str]] = {}
    for page in example_crawl.pages:
        if tags(page):
            pages.setdefault(address_of(tags(page)["image"]), set()).add(tags(page)["url"])
    assert {card: urls for card, urls in pages.items() if len(urls) > 1} == {}
    assert {resolve(card).url_name for card in pages} == {"share-card", "share-card-of-address"}
