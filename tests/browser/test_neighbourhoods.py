"""The check and the list as visitors use them: with and without scripts, by keyboard, and what crosses the wire."""

import re

import pytest

from lbn_site.neighbourhoods.postcodes.writing import AREAS_ELSEWHERE, AREAS_OF_ENGLAND, read_postcode

CHECK = "/neighbourhoods/check/"
TYPED = ["ts30ab", "TS3 OAB", "S01 4AB", "N10 1AA", "EC1A 1BB", "QQ1 1AA", "TS3", "1234567", "W1A OAX", "M1 1AE", ""]


def ask(page, postcode: str) -> str:
    """Type a postcode, press Enter, and read the answer's heading."""
    page.get_by_label("Your postcode").fill(postcode)
    page.get_by_label("Your postcode").press("Enter")
    heading = page.locator("[data-answer] h2")
    heading.wait_for()
    return heading.inner_text()


@pytest.mark.parametrize(
    ("postcode", "expected"),
    [
        ("ts3 oab", "Yes, TS3 0AB is on the list"),
        ("B14 5QN", "B14 5QN is close to a boundary"),
        ("TS3 0BR", "We cannot say for sure about TS3 0BR"),
        ("TS3 0ZZ", "No, TS3 0ZZ is not on the list"),
        ("AL1 1AA", "No, AL1 1AA is not on the list"),
        ("EH1 1AA", "EH1 1AA is not in England"),
        ("nonsense", "That is not a postcode"),
    ],
)
def test_the_check_answers_in_the_browser(site, page, postcode, expected):
    page.goto(site + CHECK)
    assert ask(page, postcode) == expected
    assert page.url == site + CHECK


def test_a_no_names_the_places_where_a_newer_postcode_may_lie(site, page):
    page.goto(site + CHECK)
    ask(page, "TS3 0ZZ")
    assert page.locator("[data-answer]").get_by_role("link", name="Park End & Beckfield, Middlesbrough").is_visible()
    ask(page, "AL1 1AA")
    page.get_by_text("None that began like yours was on the list then.").wait_for()
    assert page.get_by_text("Others that begin like yours").count() == 0


def test_a_copy_of_the_site_without_a_server_still_answers(site, page):
    page.goto(site + CHECK)
    page.route("**/check/data/*", lambda route: route.fulfill(status=404))
    assert ask(page, "AL1 1AA") == "No, AL1 1AA is not on the list"


def test_only_the_first_half_of_a_postcode_leaves_the_browser(site, page):
    page.goto(site + CHECK, wait_until="networkidle")
    asked = []
    page.on("request", lambda request: asked.append((request.method, request.url, request.post_data)))
    ask(page, "TS3 0AB")
    assert asked == [("GET", f"{site}{CHECK}data/TS3.json", None)]


def test_a_check_on_another_page_answers_without_complaint(site, page, console_faults):
    page.goto(site)
    assert ask(page, "TS3 0AB") == "Yes, TS3 0AB is on the list"
    assert console_faults == []


def test_the_answer_leads_to_the_place(site, page, axe):
    page.goto(site + CHECK)
    ask(page, "TS3 0AB")
    assert axe(page) == []
    page.locator("[data-answer]").get_by_role("link", name="Park End & Beckfield, Middlesbrough").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Park End & Beckfield"


def test_without_scripts_the_answer_comes_from_the_server(site, page_without_scripts):
    page = page_without_scripts
    page.goto(site + CHECK)
    page.get_by_label("Your postcode").fill("TS3 0AB")
    page.get_by_role("button", name="Check").click()
    assert page.get_by_role("heading", name="Yes, TS3 0AB is on the list").is_visible()
    assert "TS3" not in page.url


def test_a_lost_connection_is_said(site, page):
    page.goto(site + CHECK)
    page.route("**/check/data/*", lambda route: route.abort())
    page.get_by_label("Your postcode").fill("TS3 0AB")
    page.get_by_label("Your postcode").press("Enter")
    page.get_by_text("We could not get the answer").wait_for()


def test_the_browser_reads_postcodes_as_the_server_does(site, page):
    """The module and postcodes/writing.py agree, on their lists of areas and on what people type."""
    page.goto(site + CHECK)
    source = page.locator("script[type=module][src*=neighbourhood-check]").get_attribute("src")
    read = """async ([source, typed]) => {
      const { readPostcode } = await import(source);
      const found = typed.map(readPostcode);
      return found.map((postcode) => postcode && `${postcode.outward} ${postcode.inward}`);
    }"""
    by_browser = page.evaluate(read, [source, TYPED])
    assert by_browser == [str(read_postcode(text) or "") or None for text in TYPED]
    text = page.request.get(site + source).text()
    lists = [set(found.split()) for found in re.findall(r'"([A-Z ]+)"\.split', text)]
    assert lists == [set(AREAS_OF_ENGLAND), set(AREAS_ELSEWHERE)]


def test_the_list_is_filtered_and_sorted_by_keyboard(site, page):
    page.goto(f"{site}/neighbourhoods/")
    page.get_by_label("Place, council or constituency").fill("durham")
    page.get_by_label("Place, council or constituency").press("Enter")
    page.get_by_text("16 of 225 neighbourhoods").wait_for()
    page.get_by_role("columnheader", name="People").get_by_role("link").press("Enter")
    page.wait_for_url("**sort=population**")
    assert page.get_by_role("columnheader", name="People").get_attribute("aria-sort") == "ascending"
    people = page.locator("table.places tbody td:last-child").all_inner_texts()
    numbers = [int(text.replace(",", "")) for text in people]
    assert numbers == sorted(numbers)
    assert len(numbers) == 16


@pytest.mark.parametrize(
    "path",
    [
        "/neighbourhoods/regions/north-east/",
        "/neighbourhoods/marfleet-e05001676/",
        "/neighbourhoods/editions/2020-225/",
        "/neighbourhoods/check/postcodes/ts3/",
        "/neighbourhoods/data/",
    ],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_below_the_list_are_accessible_and_fit_a_phone(site, page, axe, path, scheme):
    page.set_viewport_size({"width": 320, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.goto(site + path)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


PLACE = "/neighbourhoods/marfleet-e05001676/"


def test_the_citation_of_a_place_is_copied_with_one_press(site, page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site + PLACE)
    page.get_by_role("button", name="Copy").press("Enter")
    page.get_by_text("Copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").endswith("/n/E05001676/")


def test_without_scripts_one_click_selects_the_whole_citation(site, page_without_scripts):
    page = page_without_scripts
    page.goto(site + PLACE)
    assert page.get_by_role("button", name="Copy").count() == 0
    assert "user-select:all" in page.content()


def test_beside_the_text_a_wide_screen_shows_the_map_of_a_place(site, page):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(site + PLACE)
    text, panel = page.locator("main .lead").bounding_box(), page.locator(".place-panel").bounding_box()
    assert panel["x"] >= text["x"] + text["width"]
    assert abs(panel["y"] - text["y"]) < 60


def test_text_of_twice_the_size_leaves_the_page_of_a_place_within_a_phone(site, page):
    page.set_viewport_size({"width": 390, "height": 568})
    page.goto(site + PLACE)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
