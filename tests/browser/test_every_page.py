"""What a visitor's browser makes of every kind of page: width, colour scheme, keyboard, no script."""

import pytest

from .pages_to_look_at import addresses

WIDTHS = (320, 768, 1280)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_is_accessible_and_fits(site, page, axe, width, scheme):
    """No fault that axe finds, and nothing to scroll sideways for."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    faults = []
    for path in addresses(site):
        page.goto(site + path)
        faults += axe(page)
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if overflow > 0:
            faults.append(f"{path} is {overflow} px wider than the screen")
    assert faults == []


def test_every_page_is_accessible_in_forced_colours(site, page, axe):
    page.set_viewport_size({"width": 320, "height": 568})
    page.emulate_media(forced_colors="active")
    faults = []
    for path in addresses(site):
        page.goto(site + path)
        faults += axe(page)
    assert faults == []


def test_no_page_makes_the_browser_complain(site, page, console_faults):
    for path in addresses(site):
        page.goto(site + path, wait_until="networkidle")
    assert [fault for fault in console_faults if "no-such-page" not in fault] == []


def test_no_page_leaves_anything_in_the_browser(site, page, context):
    """A first visit: no cookie, nothing in the browser's storage."""
    for path in addresses(site):
        page.goto(site + path)
    assert context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_the_first_tab_stop_leads_to_the_content(site, page):
    page.goto(f"{site}/about/")
    page.keyboard.press("Tab")
    skip_link = page.get_by_role("link", name="Skip to main content")
    for _ in range(6):  # the cookie notice, where there is one, comes before it
        if skip_link.evaluate("link => link === document.activeElement"):
            break
        page.keyboard.press("Tab")
    assert skip_link.evaluate("link => link === document.activeElement")
    assert skip_link.is_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_every_page_can_be_read_without_scripts(site, page_without_scripts):
    faults = []
    for path in addresses(site):
        page_without_scripts.goto(site + path)
        main = page_without_scripts.locator("main")
        if not main.locator("h1").is_visible() or len(main.inner_text()) < 10:
            faults.append(path)
    assert faults == []


def test_a_printed_page_keeps_its_text_and_drops_the_menu(site, page):
    page.emulate_media(media="print")
    page.goto(f"{site}/about/")
    assert page.get_by_role("heading", level=1).is_visible()
    assert not page.get_by_role("navigation", name="Main").is_visible()
