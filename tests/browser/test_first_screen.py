"""What a first visitor sees without scrolling: on the smallest phone, and on one whose text is twice as large."""

import pytest
from playwright.sync_api import Page, expect

from lbn_site.core.campaign import LONGEST_NOTICE

from .pages_to_look_at import addresses

SMALLEST_PHONE = {"width": 320, "height": 568}
PHONE = {"width": 390, "height": 844}
H1_BY = 300
# The site counts no browser that names itself headless.
READER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"
A_LONG_NOTICE = "The group was active from June 2020 to March 2024. Not kept up to date"

# Words of letters alone that stand on two lines, so were broken without a hyphen. Addresses and codes are no words.
BROKEN_WORDS = """() => {
  const broken = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!parent.checkVisibility() || parent.closest("code, script, style, svg, template")) continue;
    for (const token of node.data.matchAll(/\\S+/g)) {
      if (/[/@_\\d]|\\w\\.\\w/.test(token[0])) continue;
      for (const word of token[0].matchAll(/\\p{L}{2,}/gu)) {
        const range = document.createRange();
        // The hyphen that is drawn at the end of a line counts as a part of what follows it.
        const start = token.index + word.index;
        range.setStart(node, start + (node.data[start - 1] === "\u00ad"));
        range.setEnd(node, start + word[0].length);
        const boxes = [...range.getClientRects()].filter((box) => box.width > 1);
        const lines = new Set(boxes.map((box) => Math.round(box.top)));
        if (lines.size > 1) broken.add(word[0]);
      }
    }
  }
  return [...broken];
}"""


def top(page: Page, selector: str) -> float:
    return page.locator(selector).first.evaluate("element => element.getBoundingClientRect().top + scrollY")


@pytest.fixture
def first_visit(new_context) -> Page:
    """A new reader on the smallest phone: both notices are shown."""
    return new_context(user_agent=READER, viewport=SMALLEST_PHONE).new_page()


@pytest.fixture
def large_text(browser_type, browser_type_launch_args) -> Page:
    """A new reader on a phone who has set their browser's text to 200%."""
    flags = [*browser_type_launch_args["args"], "--blink-settings=defaultFontSize=32,defaultFixedFontSize=26"]
    browser = browser_type.launch(**{**browser_type_launch_args, "args": flags})
    yield browser.new_context(user_agent=READER, viewport=PHONE).new_page()
    browser.close()


def test_every_page_begins_high_on_the_smallest_phone(site, first_visit):
    late = {}
    for path in addresses(site):
        first_visit.goto(site + path)
        if top(first_visit, "h1") > H1_BY:
            late[path] = top(first_visit, "h1")
    assert late == {}


def test_the_postcode_field_of_the_home_page_needs_no_scrolling(site, first_visit):
    first_visit.goto(site)
    expect(first_visit.get_by_role("region", name="Cookies")).to_be_visible()
    expect(first_visit.get_by_role("region", name="About this website")).to_be_visible()
    for part in (first_visit.get_by_label("Your postcode"), first_visit.get_by_role("button", name="Check")):
        box = part.bounding_box()
        assert box["y"] + box["height"] <= SMALLEST_PHONE["height"]


def test_the_longest_notice_takes_two_lines(site, first_visit):
    first_visit.goto(site)
    notice = first_visit.locator(".closing-notice p")
    assert len(A_LONG_NOTICE) == LONGEST_NOTICE
    notice.evaluate("(text, words) => { text.textContent = words }", A_LONG_NOTICE)
    assert (
        notice.evaluate("text => Math.round(text.offsetHeight / parseFloat(getComputedStyle(text).lineHeight))") == 2
    )


def test_find_a_neighbourhood_leads_to_the_postcode_field(site, first_visit):
    first_visit.goto(site)
    first_visit.get_by_role("link", name="Find a neighbourhood").click()
    assert first_visit.get_by_label("Your postcode").bounding_box()["y"] <= SMALLEST_PHONE["height"]


def test_with_text_twice_as_large_every_page_begins_on_the_first_screen_and_breaks_no_word(site, large_text):
    faults = []
    for path in addresses(site):
        large_text.goto(site + path)
        if top(large_text, "h1") > PHONE["height"]:
            faults.append(f"{path} begins at {top(large_text, 'h1')}")
        broken = large_text.evaluate(BROKEN_WORDS)
        if broken:
            faults.append(f"{path} breaks {broken}")
        overflow = large_text.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if overflow > 0:
            faults.append(f"{path} is {overflow} px wider than the screen")
    assert faults == []


@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_is_one_button_on_a_phone(site, new_context, scripts):
    page = new_context(java_script_enabled=scripts, viewport=SMALLEST_PHONE).new_page()
    page.goto(f"{site}/about/")
    menu = page.get_by_role("navigation", name="Main")
    expect(menu.get_by_role("link")).to_have_count(0)
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(menu.get_by_role("link", name="Neighbourhoods")).to_be_visible()
    expect(menu.get_by_role("link", name="About")).to_have_attribute("aria-current", "page")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/about/")


def test_the_menu_is_a_row_where_there_is_room(site, page):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(site)
    menu = page.get_by_role("navigation", name="Main")
    expect(menu.get_by_role("link", name="Neighbourhoods")).to_be_visible()
    expect(menu.locator("summary")).to_be_hidden()
