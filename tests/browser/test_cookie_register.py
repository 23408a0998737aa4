"""The register of cookies is complete and true: compared, both ways, with what a browser finds."""

import pytest
from playwright.sync_api import Page, Response, expect

from lbn_site.consent import register
from lbn_site.consent.models import Cookie
from lbn_site.example.content import statements
from lbn_site.statistics.models import Method, Provider, StatisticsSettings
from tests.accounts.factories import SuperuserFactory

READER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"
PASSWORD = "quite long and quite secret"
STATISTICS_HOST = "https://stats.lbn.example"


@pytest.fixture
def example(django_db_serialized_rollback, live_server, home):
    """A site with its statements, counting the visits of people who agree."""
    register.add_known_cookies()
    statements.load()
    return live_server.url


def found_in(page: Page) -> set[str]:
    """Cookies and storage that the site has put into this browser so far."""
    state = page.context.storage_state()
    stored = {item["name"] for origin in state["origins"] for item in origin["localStorage"]}
    return {cookie["name"] for cookie in state["cookies"]} | stored


def registered() -> list[Cookie]:
    return [row for group in register.groups() for row in group.cookies]


def names_on_the_cookies_page(address: str, page: Page) -> set[str]:
    page.goto(f"{address}/cookies/")
    return set(page.locator(".register code").all_inner_texts())


def a_visitor_says_yes(address: str, page: Page) -> set[str]:
    page.goto(address)
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("Your choice is saved.")).to_be_visible()
    page.wait_for_load_state("networkidle")
    return found_in(page)


def a_member_of_staff_works(address: str, page: Page, home) -> set[str]:
    """Sign in by the form, look around, change a page, sign out; gives all that was ever there."""
    SuperuserFactory(username="ada", password=PASSWORD)
    found: set[str] = set()
    answers = []
    page.on("response", lambda response: answers.append(response))
    page.goto(f"{address}/admin/")
    page.get_by_label("User name or e-mail address").fill("ada")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    found |= found_in(page)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_load_state("networkidle")
    found |= found_in(page)
    for path in (f"pages/{home.pk}/edit/", f"pages/{home.pk}/", "images/", "snippets/consent/cookie/"):
        page.goto(f"{address}/admin/{path}", wait_until="networkidle")
        found |= found_in(page)
    page.goto(f"{address}/", wait_until="networkidle")
    return found | found_in(page) | names_set_by(answers)


def names_set_by(answers: list[Response]) -> set[str]:
    """The names of all cookies that these answers set, also of those that the next one took back."""
    headers = [header for answer in answers for header in answer.headers_array()]
    return {header["value"].split("=")[0] for header in headers if header["name"].lower() == "set-cookie"}


def test_everything_found_is_registered_and_everything_registered_is_found(example, new_context, home):
    found = a_visitor_says_yes(example, new_context(user_agent=READER).new_page())
    found |= a_member_of_staff_works(example, new_context().new_page(), home)
    rows = registered()
    unregistered = {name for name in found if not any(row.covers(name) for row in rows)}
    not_found = {row.name for row in rows if not any(row.covers(name) for name in found)}
    assert (unregistered, not_found) == (set(), set())
    assert names_on_the_cookies_page(example, new_context().new_page()) == {row.name for row in rows}


def test_a_program_of_the_staffs_own_is_loaded_only_after_a_yes_and_from_its_host_alone(example, browser):
    settings = StatisticsSettings.load()
    settings.method, settings.provider = Method.PROVIDER, Provider.GOATCOUNTER
    settings.provider_url = STATISTICS_HOST
    settings.save()
    Cookie.objects.create(
        name="_goat", category="analytics", purpose="Counts.", provider="GoatCounter", duration="1 day"
    )
    context = browser.new_context(user_agent=READER)
    page, asked, faults = context.new_page(), [], []
    context.route(f"{STATISTICS_HOST}/**", lambda route: route.fulfill(body="document.cookie = '_goat=1; path=/'"))
    page.on("request", lambda request: asked.append(request.url) if not request.url.startswith(example) else None)
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)

    page.goto(example, wait_until="networkidle")
    assert asked == []
    assert found_in(page) == set()
    assert a_visitor_says_yes(example, page) == {"cookie_choice", "_goat"}
    assert asked == [f"{STATISTICS_HOST}/count.js"]

    page.goto(f"{example}/cookies/", wait_until="networkidle")
    page.get_by_label("No, set none").check()
    page.get_by_role("button", name="Save my choice").click()
    page.wait_for_load_state("networkidle")
    asked.clear()
    page.goto(example, wait_until="networkidle")
    assert asked == []
    assert found_in(page) == {"cookie_choice"}
    assert faults == []
    context.close()
