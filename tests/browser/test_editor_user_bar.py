"""The user bar on public pages, in the browsers of staff and of visitors."""

import pytest
from playwright.sync_api import expect

from tests.accounts.factories import PASSWORD, SuperuserFactory


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
