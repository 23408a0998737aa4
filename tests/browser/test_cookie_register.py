"""The register of cookies is complete and true: compared, both ways, with what a browser finds."""

from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response, expect

from tests.running_site import run_locally, running_site

READER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"
STATISTICS_HOST = "https://stats.lbn.example"
USE_GOATCOUNTER = f"""
from lbn_site.consent.models import Cookie
from lbn_site.statistics.models import StatisticsSettings
settings = StatisticsSettings.load()
settings.method, settings.provider, settings.provider_url = "provider", "goatcounter", "{STATISTICS_HOST}"
settings.save()
Cookie.objects.create(name="_goat", category="analytics", purpose="Counts.", provider="GoatCounter", duration="1 day")
"""


@pytest.fixture
def own_folder(prepared_folder) -> Path:
    """The example site of this test alone."""
    return prepared_folder()


@pytest.fixture
def own_site(own_folder) -> Iterator[str]:
    with running_site(own_folder, REQUIRE_MFA="no") as address:
        yield address


def found_in(page: Page) -> set[str]:
    """Cookies and storage that the site has put into this browser and left there."""
    state = page.context.storage_state()
    stored = {item["name"] for origin in state["origins"] for item in origin["localStorage"]}
    return {cookie["name"] for cookie in state["cookies"]} | stored


def names_set_by(answers: list[Response]) -> set[str]:
    """The names of all cookies that these answers set, also of those that a later one took back."""
    headers = [header for answer in answers for header in answer.headers_array()]
    return {header["value"].split("=")[0] for header in headers if header["name"].lower() == "set-cookie"}


def names_on_the_cookies_page(address: str, page: Page) -> set[str]:
    page.goto(f"{address}/cookies/")
    return set(page.locator(".register code").all_inner_texts())


def a_visitor_says_yes(address: str, page: Page) -> set[str]:
    page.goto(address)
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("Your choice is saved.")).to_be_visible()
    page.wait_for_load_state("networkidle")
    return found_in(page)


def a_member_of_staff_works(address: str, page: Page, folder: Path) -> set[str]:
    """Sign in by the form, look around, save something, read the site."""
    name, password = sign_in_details(folder)
    answers: list[Response] = []
    page.on("response", lambda response: answers.append(response))
    page.goto(f"{address}/admin/")
    page.get_by_label("User name or email address").fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_load_state("networkidle")
    for path in ("", "pages/", "images/", "snippets/consent/cookie/", "settings/consent/cookiequestion/"):
        page.goto(f"{address}/admin/{path}", wait_until="networkidle")
    page.get_by_role("button", name="Save").click()
    page.wait_for_load_state("networkidle")
    page.goto(f"{address}/", wait_until="networkidle")
    return found_in(page) | names_set_by(answers)


def sign_in_details(folder: Path) -> tuple[str, str]:
    """The name and the password that `make serve` made for the first member of staff."""
    name, password = (folder / "staff-sign-in.txt").read_text().splitlines()
    return name.split()[-1], password.split()[-1]


def test_everything_found_is_registered_and_everything_registered_is_found(own_site, own_folder, new_context):
    found = a_visitor_says_yes(own_site, new_context(user_agent=READER).new_page())
    found |= a_member_of_staff_works(own_site, new_context().new_page(), own_folder)
    registered = names_on_the_cookies_page(own_site, new_context().new_page())
    unregistered = {name for name in found if not any(fnmatch(name, row) for row in registered)}
    not_found = {row for row in registered if not any(fnmatch(name, row) for name in found)}
    assert (unregistered, not_found) == (set(), set())


def test_a_program_of_the_staffs_own_is_loaded_only_after_a_yes_and_from_its_host_alone(own_folder, browser):
    run_locally("manage.py", "shell", "-c", USE_GOATCOUNTER, folder=own_folder)
    with running_site(own_folder) as address:
        context = browser.new_context(user_agent=READER)
        page, asked, faults = context.new_page(), [], []
        script = {"content_type": "text/javascript", "body": "document.cookie = '_goat=1; path=/'"}
        context.route(f"{STATISTICS_HOST}/**", lambda route: route.fulfill(**script))
        page.on("request", lambda request: None if request.url.startswith(address) else asked.append(request.url))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)

        page.goto(address, wait_until="networkidle")
        assert asked == []
        assert found_in(page) == set()
        assert a_visitor_says_yes(address, page) == {"cookie_choice", "_goat"}
        assert asked == [f"{STATISTICS_HOST}/count.js"]

        page.goto(f"{address}/cookies/", wait_until="networkidle")
        page.get_by_label("No, do not use them").check()
        page.get_by_role("button", name="Save my choice").click()
        expect(page.get_by_text("Your choice is saved: no optional cookies.")).to_be_visible()
        asked.clear()
        page.goto(address, wait_until="networkidle")
        assert asked == []
        assert found_in(page) == {"cookie_choice"}
        assert faults == []
        context.close()
