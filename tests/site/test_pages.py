"""What every page of the example content must be. Each rule reads the whole site and names every offender."""

import gzip
from itertools import pairwise
from urllib.parse import urlsplit

import brotli
import pytest
from django.apps import apps
from django.conf import settings

from lbn_site.core import styles
from lbn_site.core.pages import BasePage
from lbn_site.delivery.page_cache import BROTLI_QUALITY

from .crawl import KNOWN_ADDRESSES, MOST_VISITS, UNKNOWN_ADDRESS, Crawl, Visit, own_address

pytestmark = pytest.mark.django_db

FIRST_VIEW_BYTES = 12_500
SCRIPT_BYTES = 6 * 1024
MOST_QUERIES = 12
# The readable sitemap asks for every type of page by itself.
PAGES_OF_ALL_TYPES = ("/sitemap/",)


def sent_bytes(data: bytes) -> int:
    """What gzip, the worse of the two codings, makes of it."""
    return len(gzip.compress(data, 6))


def sent_by_brotli(data: bytes) -> int:
    """What a browser of today is sent of a page."""
    return len(brotli.compress(data, quality=BROTLI_QUALITY))


def offenders(pages, rule) -> list[str]:
    """The addresses of the pages for which `rule` returns something, with what it returned."""
    return [f"{page.address}: {found}" for page in pages if (found := rule(page))]


def test_the_crawl_saw_the_whole_site(example_crawl: Crawl):
    assert len(example_crawl.pages) > 10
    assert len(example_crawl.visits) < MOST_VISITS


@pytest.mark.parametrize("address", KNOWN_ADDRESSES)
def test_the_addresses_that_others_rely_on_answer(example_crawl: Crawl, address):
    visit = example_crawl.visits[address]
    if visit.status in {301, 302}:
        visit = example_crawl.visits[own_address(visit.headers["location"], address)]
    assert visit.status == 200


def test_no_link_within_the_site_is_broken(example_crawl: Crawl):
    broken = [
        f"{example_crawl.led_from[visit.address]} leads to {visit.address}: {visit.status}"
        for visit in example_crawl.visits.values()
        if visit.status >= 400 and visit.address != UNKNOWN_ADDRESS
    ]
    assert broken == []


def test_every_link_to_a_part_of_a_page_finds_it(example_crawl: Crawl):
    lost = []
    for page in example_crawl.pages:
        for link in page.links():
            target = example_crawl.visits.get(own_address(link, page.address) or "")
            fragment = urlsplit(link).fragment
            if fragment and target is not None and target.is_html and fragment not in target.ids:
                lost.append(f"{page.address} leads to {link}")
    assert lost == []


def test_an_unknown_address_has_the_sites_own_page_with_the_notice(example_crawl: Crawl):
    page = example_crawl.visits[UNKNOWN_ADDRESS]
    assert page.status == 404
    assert page.soup.select_one("main h1")
    assert b"closing-notice" in page.body


def test_every_page_type_is_shown_by_the_example(example_crawl: Crawl):
    types = {model.__name__ for model in apps.get_models() if issubclass(model, BasePage)}
    assert types - set(example_crawl.live_pages.values()) == set()


def test_a_visitor_finds_every_live_page(example_crawl: Crawl):
    hidden = set(example_crawl.live_pages) - set(example_crawl.led_from)
    assert sorted(hidden) == []


def test_every_page_has_one_main_heading(example_crawl: Crawl):
    def rule(page: Visit):
        headings = page.soup.find_all("h1")
        return None if len(headings) == 1 and headings[0].get_text(strip=True) else f"{len(headings)} h1"

    assert offenders(example_crawl.pages, rule) == []


def test_no_heading_level_is_skipped(example_crawl: Crawl):
    def rule(page: Visit):
        levels = [int(heading.name[1]) for heading in page.soup.select("main :is(h1, h2, h3, h4, h5, h6)")]
        steps = [f"h{a} then h{b}" for a, b in pairwise(levels) if b > a + 1]
        return ", ".join(steps)

    assert offenders(example_crawl.pages, rule) == []


def test_every_page_says_its_language_title_and_description(example_crawl: Crawl):
    def rule(page: Visit):
        description = page.soup.find("meta", attrs={"name": "description"})
        missing = []
        if page.soup.html is None or page.soup.html.get("lang") != "en-GB":
            missing.append("lang")
        if page.soup.title is None or page.soup.title.get_text(strip=True).startswith("–"):
            missing.append("title")
        if description is None or not description.get("content", "").strip():
            missing.append("description")
        return ", ".join(missing)

    assert offenders(example_crawl.pages, rule) == []


def test_no_two_pages_share_a_title(example_crawl: Crawl):
    titles: dict[str, set[str]] = {}
    for page in example_crawl.pages:
        titles.setdefault(page.soup.title.get_text(strip=True), set()).add(page.address.partition("?")[0])
    assert {title: sorted(addresses) for title, addresses in titles.items() if len(addresses) > 1} == {}


def test_no_id_stands_twice_on_a_page(example_crawl: Crawl):
    def rule(page: Visit):
        ids = [element["id"] for element in page.soup.find_all(id=True)]
        return ", ".join(sorted({name for name in ids if ids.count(name) > 1}))

    assert offenders(example_crawl.pages, rule) == []


def test_the_closing_notice_stands_on_every_page(example_crawl: Crawl):
    assert offenders(example_crawl.pages, lambda page: b"closing-notice" not in page.body) == []


def test_no_page_costs_more_than_twelve_queries_when_it_is_made(example_crawl: Crawl):
    def rule(page: Visit):
        return page.queries if page.queries > MOST_QUERIES and page.address not in PAGES_OF_ALL_TYPES else None

    assert offenders(example_crawl.pages, rule) == []


def test_no_page_sets_a_cookie_or_varies_by_one(example_crawl: Crawl):
    def rule(visit: Visit):
        return visit.cookies or "cookie" in visit.headers.get("vary", "").lower()

    assert offenders(example_crawl.visits.values(), rule) == []


def test_every_page_is_cacheable_or_says_no_store(example_crawl: Crawl):
    def rule(page: Visit):
        caching = page.headers.get("cache-control", "")
        return (
            None if "no-store" in caching or ("public" in caching and "s-maxage=" in caching) else caching or "none"
        )

    assert offenders(example_crawl.pages, rule) == []


def test_nothing_is_loaded_from_another_host(example_crawl: Crawl):
    def rule(page: Visit):
        elements = page.soup.select(
            "script[src], img[src], iframe[src], source[src], video[src], audio[src], embed[src]"
        )
        loaded = [element["src"] for element in elements]
        loaded += [
            link["href"] for link in page.soup.select("link[rel~=stylesheet], link[rel~=icon], link[rel~=preload]")
        ]
        return ", ".join(link for link in loaded if own_address(link, page.address) is None and link[:5] != "data:")

    assert offenders(example_crawl.pages, rule) == []


def test_no_page_needs_an_inline_handler_or_style_attribute_or_a_script_that_the_policy_does_not_name(
    example_crawl: Crawl,
):
    def rule(page: Visit):
        policy = page.headers.get("content-security-policy", "")
        inline = [script for script in page.soup.find_all("script", src=False) if script.get("type") is None]
        scripts = [script for script in inline if styles.csp_hash(script.string or "") not in policy]
        styled = page.soup.select("[style]")
        handlers = [
            element.name for element in page.soup.find_all() for name in element.attrs if name.startswith("on")
        ]
        return ", ".join(map(str, [*scripts, *styled, *handlers]))[:200]

    assert offenders(example_crawl.pages, rule) == []


def test_every_picture_has_its_size_and_its_text(example_crawl: Crawl):
    def rule(page: Visit):
        lacking = [
            img.get("src", "?")
            for img in page.soup.find_all("img")
            if not {"alt", "width", "height"} <= set(img.attrs)
        ]
        return ", ".join(lacking)

    assert offenders(example_crawl.pages, rule) == []


def test_the_first_view_fits_one_round_trip(example_crawl: Crawl):
    """HTML with its inlined sheets, and sheets it links to, compressed."""

    def rule(page: Visit):
        size = sent_by_brotli(page.body)
        for link in page.soup.select("link[rel~=stylesheet]"):
            size += sent_by_brotli(example_crawl.visits[own_address(link["href"], page.address)].body)
        return f"{size} bytes, {FIRST_VIEW_BYTES} are allowed" if size > FIRST_VIEW_BYTES else None

    assert offenders(example_crawl.pages, rule) == []


def test_scripts_are_small_modules(example_crawl: Crawl):
    def rule(page: Visit):
        scripts = page.soup.find_all("script", src=True)
        size = sum(sent_bytes(example_crawl.visits[own_address(s["src"], page.address)].body) for s in scripts)
        blocking = [s["src"] for s in scripts if s.get("type") != "module" and not s.has_attr("defer")]
        if size > SCRIPT_BYTES:
            return f"{size} bytes of script, {SCRIPT_BYTES} are allowed"
        return ", ".join(blocking)

    assert offenders(example_crawl.pages, rule) == []


def test_every_page_has_the_security_headers(example_crawl: Crawl):
    expected = {
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "x-frame-options": "SAMEORIGIN",
    }

    def rule(page: Visit):
        wrong = [name for name, value in expected.items() if page.headers.get(name) != value]
        return ", ".join(wrong + [name for name in ("permissions-policy",) if not page.headers.get(name)])

    assert offenders(example_crawl.pages, rule) == []


def test_the_policy_of_every_page_is_strict(example_crawl: Crawl):
    def rule(page: Visit):
        policy = page.headers.get("content-security-policy", "")
        loose = [word for word in ("'unsafe-inline'", "'unsafe-eval'", " *", "http:", "https:") if word in policy]
        return ", ".join(loose) if "default-src 'none'" in policy else "no policy"

    assert offenders(example_crawl.pages, rule) == []


def test_addresses_are_made_from_the_one_public_address(example_crawl: Crawl):
    def rule(page: Visit):
        canonical = page.soup.select_one("link[rel=canonical]")
        wrong = canonical is not None and not canonical["href"].startswith(f"{settings.SITE_URL}/")
        return canonical["href"] if wrong else b"testserver" in page.body

    assert offenders(example_crawl.pages, rule) == []
