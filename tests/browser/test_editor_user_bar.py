"""The user bar on public pages, in the browsers of staff and of visitors."""

import pytest
from playwright.sync_api import expect

from tests.accounts.factories import PASSWORD, SuperuserFactory
from tests.news.factories import news_page


@pytest.fixture
def site_address(django_db_serialized_rollback, live_server, home) -> str:
    return live_server.url


def sign_in(page, address):
    SuperuserFactory(username="ada")
    page.goto(f"{address}/accounts/login/?next=/")
    page.get_by_label("User name or email address").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{address}/")


def test_staff_get_the_bar_and_lose_it_when_they_sign_out(page, site_address, axe, console_faults):
    sign_in(page, site_address)
    bar = page.get_by_role("navigation", name="Staff")
    expect(bar).to_be_visible()
    assert axe(page) == []
    bar.get_by_role("link", name="Edit this page").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Edit")
    page.goto(f"{site_address}/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.goto(site_address)
    expect(page.get_by_role("banner")).to_be_visible()
    expect(bar).to_have_count(0)
    assert console_faults == []


def test_visitors_browsers_ask_for_nothing_private(page, site_address):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_address)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/admin" in url]
    assert page.context.cookies() == []


@pytest.mark.parametrize("way", ["by a link", "back in the history"])
def test_staff_see_the_present_state_of_a_page_that_their_browser_kept(page, site_address, way):
    letter = news_page()
    sign_in(page, site_address)
    page.goto(f"{site_address}{letter.url}")
    expect(page.get_by_role("heading", level=1)).to_have_text("A letter was sent")
    page.goto(f"{site_address}/search/")
    publish_title(letter, "A second letter was sent")
    if way == "by a link":
        page.evaluate("url => { location.href = url }", letter.url)
    else:
        page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("A second letter was sent")


def test_visitors_keep_what_their_browser_kept(page, site_address):
    """Or the test above would hold without the script."""
    letter = news_page()
    page.goto(f"{site_address}{letter.url}")
    page.goto(f"{site_address}/search/")
    publish_title(letter, "A second letter was sent")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("A letter was sent")


def publish_title(letter, title: str) -> None:
    letter.title = title
    letter.save_revision().publish()
