"""The maps in a browser: what a phone shows, one stop for the Tab key, arrow keys, and all of it without scripts."""

import brotli
import pytest

ENGLAND = "/neighbourhoods/map/"
NORTH_EAST = "/neighbourhoods/regions/north-east/"
REGIONS = (
    *("north-east", "north-west", "yorkshire-and-the-humber", "east-midlands", "west-midlands"),
    *("east-of-england", "london", "south-east", "south-west"),
)
# The marks and words of a map as the browser has drawn them, in pixels.
DRAWN = """() => {
  const box = (item) => { const at = item.getBoundingClientRect(); return [at.x, at.y, at.right, at.bottom]; };
  const map = document.querySelector("[data-map]");
  return {
    map: box(map),
    marks: [...map.querySelectorAll("a > path:not(.map__land)")].map(box),
    words: [...map.querySelectorAll("text")].map(box),
  };
}"""


FIRST_VIEW = 12_500  # bytes, as compressed for a visitor
BROTLI_QUALITY = 6


def touching(one: list[float], other: list[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def overlapping_discs(boxes: list[list[float]]) -> list:
    discs = [((x1 + x2) / 2, (y1 + y2) / 2, (x2 - x1) / 2) for x1, y1, x2, y2 in boxes]
    return [
        (a, b)
        for at, a in enumerate(discs)
        for b in discs[:at]
        if ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5 < a[2] + b[2] - 0.9  # corners of diamonds may come nearer
    ]


def where(page) -> str:
    """The name of the place that has the focus."""
    return page.evaluate("document.activeElement.querySelector('title')?.textContent ?? ''")


def test_on_a_phone_no_mark_hides_another_and_no_name_covers_a_mark(site, page):
    page.set_viewport_size({"width": 320, "height": 568})
    for region in REGIONS:
        page.goto(f"{site}/neighbourhoods/regions/{region}/")
        drawn = page.evaluate(DRAWN)
        assert overlapping_discs(drawn["marks"]) == [], region
        assert not any(touching(word, mark) for word in drawn["words"] for mark in drawn["marks"]), region
        left, _, right, _ = drawn["map"]
        assert all(left <= word[0] and word[2] <= right for word in drawn["words"]), region
        assert all(mark[2] - mark[0] > 9 for mark in drawn["marks"]), region


def test_the_first_view_of_the_list_and_of_every_map_fits_into_one_round_trip(site, page):
    paths = ("/neighbourhoods/", ENGLAND, *(f"/neighbourhoods/regions/{region}/" for region in REGIONS))
    pages = {path: page.request.get(site + path).body() for path in paths}
    sizes = {path: len(brotli.compress(body, quality=BROTLI_QUALITY)) for path, body in pages.items()}
    assert {path: size for path, size in sizes.items() if size > FIRST_VIEW} == {}


@pytest.mark.parametrize("path", [ENGLAND, NORTH_EAST])
def test_the_tab_key_stops_once_at_a_map(site, page, path):
    page.goto(site + path)
    assert page.locator("[data-map] a").count() > 8
    assert page.locator('[data-map] a[tabindex="0"]').count() == 1
    page.locator('[data-map] a[tabindex="0"]').focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[data-map]')") is None


def test_arrow_keys_reach_every_place_and_show_its_name(site, page):
    page.goto(site + NORTH_EAST)
    page.locator('[data-map] a[tabindex="0"]').focus()
    reached = []
    for _ in range(56):
        reached.append(where(page))
        assert page.locator(".map__name").inner_text() == reached[-1]
        page.keyboard.press("ArrowRight")
    assert len(set(reached)) == 56
    assert where(page) == reached[0]
    page.keyboard.press("ArrowDown")
    below = where(page)
    page.keyboard.press("ArrowUp")
    assert below != where(page) != ""
    page.keyboard.press("End")
    assert where(page) == reached[-1]


def test_the_map_leads_by_keyboard_to_a_region_and_on_to_a_place(site, page):
    page.goto(site + ENGLAND)
    page.locator('[data-map] a[tabindex="0"]').focus()
    while where(page) != "South West: 3":
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Neighbourhoods in the South West").wait_for()
    assert page.locator("[data-map] a").count() == page.locator("table.places tbody tr").count() == 3
    page.locator('[data-map] a[tabindex="0"]').press("Enter")
    page.get_by_role("heading", name="Why it is on the list").wait_for()


def test_a_screen_reader_meets_one_place_of_the_map_and_the_whole_table(site, page):
    page.goto(site + NORTH_EAST)
    assert page.locator("[data-map]").get_by_role("link").count() == 1
    assert page.get_by_role("table").get_by_role("rowheader").count() == 56


def test_a_place_on_the_map_is_clicked_without_complaint(site, page, console_faults):
    page.goto(site + NORTH_EAST)
    link = page.locator("[data-map] a").nth(20)
    name = link.locator("title").text_content().split(",")[0]
    link.click()
    page.get_by_role("heading", name=name, level=1).wait_for()
    assert console_faults == []


def test_without_scripts_the_map_is_a_picture_that_can_be_clicked(site, page_without_scripts):
    page = page_without_scripts
    page.goto(site + NORTH_EAST)
    assert page.locator("[data-map]").get_by_role("link").count() == 0
    assert not page.locator(".map__name").is_visible()
    page.locator("[data-map] a").first.click()
    assert page.url != site + NORTH_EAST


@pytest.mark.parametrize("path", [ENGLAND, NORTH_EAST])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_maps_are_accessible_and_fit_a_phone(site, page, axe, path, scheme):
    page.set_viewport_size({"width": 320, "height": 568})
    page.emulate_media(color_scheme=scheme)
    page.goto(site + path)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
