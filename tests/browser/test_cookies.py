"""The promise about cookies, kept in a real browser: on every kind of page, with and without JavaScript."""

import datetime
import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from lbn_site.consent.models import LONGEST_QUESTION

from .pages_to_look_at import addresses

# The site counts no browser that names itself headless.
READER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"
SMALLEST_PHONE = {"width": 320, "height": 568}
A_LONG_QUESTION = "May we set a cookie to count visits? None is set until you agree."
WITH_SCRIPTS, WITHOUT_SCRIPTS = True, False


@pytest.fixture
def visitor(new_context):
    """Makes the first visit of a new reader; gives their page."""

    def arrive(scripts: bool = WITH_SCRIPTS, **options) -> Page:
        return new_context(java_script_enabled=scripts, user_agent=READER, **options).new_page()

    return arrive


def left_in(context: BrowserContext) -> set[str]:
    """The names of everything that the site has put into the browser."""
    state = context.storage_state(indexed_db=True)
    stored = {item["name"] for origin in state["origins"] for item in origin["localStorage"]}
    return {cookie["name"] for cookie in state["cookies"]} | stored


def visit_every_page(site: str, page: Page, scripts: bool) -> None:
    """Scripts may ask for more once a page is there; without them nothing follows."""
    for path in addresses(site):
        page.goto(site + path, wait_until="networkidle" if scripts else "load")


def notice(page: Page):
    return page.get_by_role("region", name="Cookies")


def answer(page: Page, button: str) -> None:
    notice(page).get_by_role("button", name=button).click()
    expect(page.get_by_text("Your choice is saved.")).to_be_visible()


def choose_on_the_cookies_page(site: str, page: Page, choice: str) -> None:
    page.goto(f"{site}/cookies/")
    page.get_by_label(choice).check()
    page.get_by_role("button", name="Save my choice").click()
    expect(page.get_by_text("Your choice is saved")).to_be_visible()


@pytest.mark.parametrize("scripts", [WITH_SCRIPTS, WITHOUT_SCRIPTS])
def test_nothing_is_left_without_a_yes_and_only_what_is_registered_after_it(site, visitor, scripts):
    page = visitor(scripts)
    visit_every_page(site, page, scripts)
    assert left_in(page.context) == set()

    choose_on_the_cookies_page(site, page, "No, do not use them")
    visit_every_page(site, page, scripts)
    assert left_in(page.context) == {"cookie_choice"}

    choose_on_the_cookies_page(site, page, "Yes, use them")
    visit_every_page(site, page, scripts)
    assert left_in(page.context) == ({"cookie_choice", "visit"} if scripts else {"cookie_choice"})

    choose_on_the_cookies_page(site, page, "No, do not use them")
    visit_every_page(site, page, scripts)
    assert left_in(page.context) == {"cookie_choice"}


@pytest.mark.parametrize("button", ["Accept", "Reject"])
def test_the_choice_cookie_holds_version_choice_and_date_for_twelve_months(site, visitor, button):
    page = visitor()
    page.goto(site)
    answer(page, button)
    (cookie,) = [cookie for cookie in page.context.cookies() if cookie["name"] == "cookie_choice"]
    version, accepted, date = cookie["value"].split(".")
    assert (version.isdigit(), accepted) == (True, "analytics" if button == "Accept" else "none")
    assert date == page.evaluate("new Date().toLocaleDateString('en-CA')")
    assert 364 < (cookie["expires"] - page.evaluate("Date.now() / 1000")) / 86400 <= 365
    assert (cookie["sameSite"], cookie["path"]) == ("Lax", "/")


def test_yes_and_no_look_the_same(site, visitor):
    page = visitor()
    page.goto(site)
    looks = page.evaluate(
        """() => [...document.querySelectorAll(".cookie-notice button")].map((button) => ({
            tag: button.tagName, ...Object.fromEntries([...getComputedStyle(button)].map(
                (name) => [name, getComputedStyle(button).getPropertyValue(name)])),
        }))"""
    )
    assert len(looks) == 2
    assert looks[0] == looks[1]
    boxes = [notice(page).get_by_role("button", name=name).bounding_box() for name in ("Accept", "Reject")]
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[1]["x"] - boxes[0]["x"] - boxes[0]["width"] < 20


def test_the_notice_is_small_first_and_in_nobodys_way(site, visitor):
    page = visitor(viewport=SMALLEST_PHONE)
    page.goto(site, wait_until="networkidle")
    box = notice(page).bounding_box()
    assert (box["x"], box["y"]) == (0, 0)
    assert len(A_LONG_QUESTION) == LONGEST_QUESTION
    question = notice(page).locator("form p")
    question.evaluate("(text, words) => { text.firstChild.data = words }", A_LONG_QUESTION)
    lines = question.evaluate("text => text.offsetHeight / parseFloat(getComputedStyle(text).lineHeight)")
    assert round(lines) <= 2
    assert notice(page).bounding_box()["height"] <= SMALLEST_PHONE["height"] / 4
    assert notice(page).evaluate("element => document.body.firstElementChild === element")
    assert notice(page).evaluate("element => getComputedStyle(element).position") == "static"
    assert page.evaluate("document.activeElement === document.body")
    for name in ("Accept", "Reject"):
        assert notice(page).get_by_role("button", name=name).bounding_box()["height"] >= 24


def test_after_an_answer_the_notice_gives_way_to_a_confirmation_with_the_focus(site, visitor):
    page = visitor()
    page.goto(f"{site}/about/")
    answer(page, "Reject")
    assert page.evaluate("document.activeElement.id") == "cookies-saved"
    expect(notice(page).get_by_role("button")).to_have_count(0)
    page.goto(f"{site}/news/")
    expect(notice(page)).to_have_count(0)
    page.go_back()
    expect(notice(page).get_by_role("button")).to_have_count(0)


def test_an_answered_notice_does_not_move_the_page(site, visitor):
    page = visitor(viewport=SMALLEST_PHONE)
    page.goto(site)
    answer(page, "Reject")
    page.goto(f"{site}/about/", wait_until="networkidle")
    shift = page.evaluate(
        """() => new Promise((done) => new PerformanceObserver((list) => done(
            list.getEntries().reduce((sum, entry) => sum + entry.value, 0)))
            .observe({ type: "layout-shift", buffered: true }) || setTimeout(() => done(0), 500))"""
    )
    assert shift <= 0.02


def test_the_keyboard_alone_can_answer(site, visitor):
    page = visitor()
    page.goto(site)
    for name in ("About cookies", "Accept", "Reject"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == name
    page.keyboard.press("Enter")
    expect(page.get_by_text("Your choice is saved.")).to_be_focused()


def test_where_the_script_file_is_lost_the_same_page_comes_back_with_a_confirmation(site, visitor):
    page = visitor()
    page.route("**/consent*.js", lambda route: route.abort())
    page.goto(f"{site}/search/?query=neighbourhood")
    answer(page, "Reject")
    assert page.url == f"{site}/search/?query=neighbourhood#cookies-saved"
    expect(notice(page).get_by_role("button")).to_have_count(0)


def test_without_scripts_nobody_is_asked_because_nothing_could_be_counted(site, visitor):
    page = visitor(WITHOUT_SCRIPTS)
    page.goto(f"{site}/about/")
    expect(notice(page)).to_have_count(0)
    assert page.locator(".site-header").bounding_box()["y"] == 0
    choose_on_the_cookies_page(site, page, "No, do not use them")
    expect(page.get_by_text("Your choice is saved: no optional cookies.")).to_be_visible()
    expect(page.get_by_label("No, do not use them")).to_be_checked()


def test_without_scripts_the_cookies_page_leads_to_the_present_choice(site, visitor):
    page = visitor(WITHOUT_SCRIPTS)
    page.goto(f"{site}/cookies/")
    page.get_by_role("link", name="See your current choice").click()
    expect(page.get_by_text("You have not chosen yet")).to_be_visible()


def test_a_new_version_of_the_question_asks_again(site, visitor):
    page = visitor()
    page.goto(site)
    answer(page, "Accept")
    value = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "cookie_choice")
    version, rest = value.split(".", 1)
    page.context.add_cookies([{"name": "cookie_choice", "value": f"{int(version) - 1}.{rest}", "url": site}])
    page.goto(f"{site}/about/")
    expect(notice(page).get_by_role("button", name="Accept")).to_be_visible()


def test_the_cookies_page_shows_the_present_choice_and_none_at_first(site, visitor):
    page = visitor()
    page.goto(f"{site}/cookies/", wait_until="networkidle")
    for label in ("Yes, use them", "No, do not use them"):
        expect(page.get_by_label(label)).not_to_be_checked()
    choose_on_the_cookies_page(site, page, "Yes, use them")
    page.reload()
    expect(page.get_by_label("Yes, use them")).to_be_checked()


def test_withdrawing_stops_the_counting_in_the_same_page_view(site, visitor):
    page = visitor()
    page.goto(site)
    sent = []
    page.on("request", lambda request: sent.append(request.url) if "/_private/count" in request.url else None)
    choose_on_the_cookies_page(site, page, "Yes, use them")
    page.wait_for_timeout(300)
    assert len(sent) == 1
    page.get_by_label("No, do not use them").check()
    page.get_by_role("button", name="Save my choice").click()
    page.wait_for_timeout(300)
    assert left_in(page.context) == {"cookie_choice"}
    assert len(sent) == 1


def test_global_privacy_control_counts_as_no_and_can_be_overruled(site, visitor):
    page = visitor(extra_http_headers={"Sec-GPC": "1"})
    page.add_init_script("Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })")
    page.goto(f"{site}/about/", wait_until="networkidle")
    expect(notice(page)).to_have_count(0)
    page.goto(f"{site}/cookies/")
    expect(page.get_by_text("Your browser asks websites not to track you")).to_be_visible()
    expect(page.get_by_label("No, do not use them")).to_be_checked()
    assert left_in(page.context) == set()
    choose_on_the_cookies_page(site, page, "Yes, use them")
    page.goto(f"{site}/about/", wait_until="networkidle")
    assert left_in(page.context) == {"cookie_choice", "visit"}


def test_a_choice_that_cannot_be_sent_by_script_is_sent_plainly(site, visitor):
    page = visitor()
    page.goto(f"{site}/about/")
    page.route(
        "**/cookies/choice", lambda route: route.abort() if _is_by_script(route.request) else route.continue_()
    )
    answer(page, "Reject")
    assert page.url.endswith("/about/#cookies-saved")
    assert left_in(page.context) == {"cookie_choice"}


def _is_by_script(request) -> bool:
    return request.resource_type == "fetch"


def today(**difference: int) -> str:
    return (datetime.date.today() - datetime.timedelta(**difference)).isoformat()


@pytest.mark.parametrize(
    "value",
    ["{version}.analytics." + today(days=400), "{version}.analytics.someday", "{version}.analytics", "yes", "1.1.1"],
)
def test_an_answer_that_is_too_old_or_was_tampered_with_is_no_answer(site, visitor, value):
    page = visitor()
    page.goto(site)
    version = page.locator("#consent").get_attribute("data-version")
    page.context.add_cookies([{"name": "cookie_choice", "value": value.format(version=version), "url": site}])
    page.goto(f"{site}/about/", wait_until="networkidle")
    expect(notice(page).get_by_role("button", name="Accept")).to_be_visible()
    assert left_in(page.context) == {"cookie_choice"}


def test_without_style_nothing_is_said_to_be_saved_before_it_is(site, visitor):
    page = visitor()
    page.route("**/about/", _without_style)
    page.goto(f"{site}/about/", wait_until="networkidle")
    assert "saved" not in page.locator("body").inner_text()
    answer(page, "Reject")


def test_an_address_with_the_confirmation_claims_nothing_to_those_who_have_not_answered(site, visitor):
    page = visitor()
    page.goto(f"{site}/about/#cookies-saved", wait_until="networkidle")
    expect(notice(page).get_by_role("button", name="Accept")).to_be_visible()
    expect(page.get_by_text("Your choice is saved.")).not_to_be_visible()


def test_a_browser_that_keeps_no_cookies_is_told_so(site, visitor):
    page = visitor()
    page.add_init_script("Object.defineProperty(document, 'cookie', { get: () => '', set: () => {} })")
    page.goto(f"{site}/about/")
    notice(page).get_by_role("button", name="Reject").click()
    expect(page.get_by_text("your choice could not be saved")).to_be_focused()


def _without_style(route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=re.sub(r"<style>.*?</style>", "", answer.text(), flags=re.DOTALL))
