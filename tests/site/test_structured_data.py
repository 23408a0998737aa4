"""Every page's JSON-LD says what schema.org and Google's guides for search require of its type.

https://developers.google.com/search/docs/appearance/structured-data/search-gallery
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings

from .crawl import Crawl, Visit, own_address
from .test_pages import offenders

pytestmark = pytest.mark.django_db

# What each type must say; `a|b` stands for one of the two. A type that is not listed here must be added first.
REQUIRED = {
    "Answer": {"text"},
    "BreadcrumbList": {"itemListElement"},
    "CreativeWork": {"name|headline", "url", "publisher"},
    "DataCatalog": {"url"},
    "DataDownload": {"contentUrl", "encodingFormat"},
    "Dataset": {
        "name",
        "description",
        "url",
        "creator",
        "license",
        "datePublished",
        "temporalCoverage",
        "spatialCoverage",
        "distribution",
        "version",
    },
    "Event": {"name", "startDate", "location"},
    "FAQPage": {"mainEntity"},
    "ListItem": {"position", "name"},
    "NewsArticle": {"headline", "datePublished", "image", "publisher", "url"},
    "Organization": {"name"},
    "Person": {"name"},
    "Place": {"name"},
    "PropertyValue": {"name"},
    "Question": {"name", "acceptedAnswer"},
    "Report": {"name", "author", "publisher", "url"},
    "VirtualLocation": {"url"},
    "WebPage": {"creativeWorkStatus"},
    "WebSite": {"name", "url"},
}
ADDRESSES = {"url", "item", "image", "logo", "contentUrl", "license"}
DATES = {"datePublished", "dateModified", "foundingDate", "dissolutionDate"}
ISO_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
SHORTEST_DESCRIPTION, LONGEST_DESCRIPTION = 50, 5000  # of a Dataset
# What pages of these types must be; the others have their trail.
TYPES_OF_PAGES = {
    "FAQIndexPage": {"FAQPage"},
    "HomePage": {"WebSite", "Organization"},
    "NewsPage": {"NewsArticle", "CreativeWork"},
    "PublicationPage": {"Report"},
}


def blocks(page: Visit) -> list[dict[str, Any]]:
    """Every block of a page; one that is a list gives each of its things."""
    scripts = page.soup.find_all("script", type="application/ld+json")
    found = [json.loads(script.string) for script in scripts]
    return [thing for block in found for thing in (block if isinstance(block, list) else [block])]


def things(data: Any) -> Iterator[dict[str, Any]]:
    """A thing and all that it holds."""
    if isinstance(data, dict):
        yield data
        data = list(data.values())
    if isinstance(data, list):
        for value in data:
            yield from things(value)


def lacking(thing: dict[str, Any]) -> list[str]:
    needed = REQUIRED.get(thing.get("@type", ""))
    if needed is None:
        return [f"{thing.get('@type')} is no type of the list"]
    return [f"{thing['@type']} lacks {name}" for name in needed if not any(map(thing.get, name.split("|")))]


def faults(thing: dict[str, Any]) -> list[str]:
    found = lacking(thing)
    for name, value in thing.items():
        if name in ADDRESSES and not str(value).startswith("https://"):
            found.append(f"{name} is {value}")
        if name in DATES and not ISO_DATE.fullmatch(str(value)):
            found.append(f"{name} is {value}")
    for name in ("publisher", "organizer"):
        if name in thing and not thing[name].get("url"):
            found.append(f"{name} lacks url")
    if thing.get("@type") == "Dataset":
        length = len(thing.get("description", ""))
        found += [] if SHORTEST_DESCRIPTION <= length <= LONGEST_DESCRIPTION else [f"description of {length}"]
    return found


@pytest.mark.parametrize(
    "thing",
    [
        {"@type": "Event", "name": "A session", "startDate": "2021-01-01"},
        {"@type": "Nothing"},
        {"@type": "Question", "name": "Why?", "acceptedAnswer": {}},
        {"@type": "WebSite", "name": "A site", "url": "/"},
        {"@type": "Person", "name": "A person", "foundingDate": "soon"},
        {"@type": "Person", "name": "A person", "publisher": {"name": "A group"}},
    ],
)
def test_the_rules_find_what_is_wrong(thing):
    assert faults(thing)


def test_everything_has_what_its_type_requires(example_crawl: Crawl):
    def rule(page: Visit):
        found = blocks(page)
        outer = ["no context" for block in found if block.get("@context") != "https://schema.org"]
        return outer + [fault for block in found for thing in things(block) for fault in faults(thing)]

    assert offenders(example_crawl.pages, rule) == []


def test_pages_are_what_they_show(example_crawl: Crawl):
    wrong = {}
    for address, model in example_crawl.live_pages.items():
        page = example_crawl.visits[address]
        kinds = {block["@type"] for block in blocks(page)}
        wanted = TYPES_OF_PAGES.get(model, {"BreadcrumbList"})
        if not (kinds & wanted) or (model == "HomePage" and not wanted <= kinds):
            wrong[address] = kinds
    assert wrong == {}


def test_a_trail_leads_from_the_front_page_to_the_page_itself(example_crawl: Crawl):
    def rule(page: Visit):
        for block in blocks(page):
            if block["@type"] == "BreadcrumbList" and page.soup.find("meta", property="og:title"):
                items = block["itemListElement"]
                own = page.soup.find("meta", property="og:title")["content"]
                if items[0]["item"] != f"{settings.SITE_URL}/" or items[-1]["name"] != own or "item" in items[-1]:
                    return items
        return None

    assert offenders(example_crawl.pages, rule) == []


def test_the_pages_of_data_describe_every_edition_and_its_files(example_crawl: Crawl):
    address = "/neighbourhoods/data/"
    found = [thing for thing in blocks(example_crawl.visits[address]) if thing["@type"] == "Dataset"]
    pages = {own_address(thing["url"], address) for thing in found}
    editions = {"/neighbourhoods/editions/2020-225/", "/neighbourhoods/editions/2019-206/"}
    assert pages == {*editions, "/neighbourhoods/pride-in-place/"}
    kinds = {file["encodingFormat"] for thing in found for file in thing["distribution"]}
    assert {"text/csv", "application/geo+json", "application/csvm+json"} <= kinds


def test_our_own_addresses_in_it_answer(example_crawl: Crawl):
    known = {visit.address for visit in example_crawl.visits.values() if visit.status == 200}

    def rule(page: Visit):
        for thing in (thing for block in blocks(page) for thing in things(block)):
            for name in ADDRESSES - {"image", "logo"}:
                own = own_address(str(thing.get(name, "https://elsewhere.example/")), page.address)
                if own is not None and own not in known:
                    return own
        return None

    assert offenders(example_crawl.pages, rule) == []
