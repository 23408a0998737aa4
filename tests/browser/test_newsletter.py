"""A reader signs up, confirms and leaves in a real browser: without scripts, without cookies, by keyboard."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from lbn_site.example.content import newsletter as example_newsletter
from lbn_site.mail import delivery, doorbell
from lbn_site.newsletter.models import Subscription, SubscriptionState
from tests.newsletter.conftest import everything, subscribe

from .desk import open_desk

FILL_TIME = 2100


@pytest.fixture
def newsletter(django_db_serialized_rollback, live_server, home, monkeypatch):
    """The sign-up page; no worker listens."""
    monkeypatch.setattr(doorbell, "_publish", lambda message_id: None)
    example_newsletter.load()
    return live_server


@pytest.fixture
def reader(newsletter, new_context) -> Page:
    return new_context(base_url=newsletter.url, java_script_enabled=False).new_page()


def newest_link(part: str) -> str:
    """The path of a link in the newest mails."""
    delivery.deliver_due()
    found = [
        match
        for message in mail.outbox
        for match in re.findall(rf"https://lbn\.example(/newsletter/{part}/\S+/)", message.body)
    ]
    return found[-1]


def sign_up(page: Page) -> None:
    page.goto("/newsletter/")
    page.get_by_label("Your email address").fill("reader@example.org")
    page.wait_for_timeout(FILL_TIME)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your inbox")


def state() -> str:
    return Subscription.objects.get().state


def test_the_whole_way_without_scripts_and_cookies(reader):
    sign_up(reader)
    reader.goto(newest_link("confirm"))
    assert state() == SubscriptionState.PENDING
    reader.get_by_role("button", name="Yes, send me the news").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("You are on the list")
    assert state() == SubscriptionState.CONFIRMED
    reader.goto(newest_link("unsubscribe"))
    assert state() == SubscriptionState.CONFIRMED
    reader.get_by_role("button", name="Unsubscribe").click()
    assert state() == SubscriptionState.UNSUBSCRIBED
    reader.get_by_role("button", name="Put me back on the list").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("You are back on the list")
    assert state() == SubscriptionState.CONFIRMED
    assert reader.context.cookies() == []


@pytest.mark.slow
def test_a_browser_that_runs_scripts_changes_nothing_by_looking(newsletter, new_context):
    context = new_context(base_url=newsletter.url)
    sign_up(context.new_page())
    subscribe("other@example.org")
    links = [newest_link(part) for part in ("confirm", "never", "unsubscribe")]
    before = everything()
    for link in links:
        context.new_page().goto(link)
    context.pages[0].wait_for_timeout(10_000)
    assert everything() == before


def test_an_error_is_told_at_the_field_and_keeps_what_was_typed(reader):
    reader.goto("/newsletter/")
    reader.get_by_label("Your email address").fill("reader@nowhere")
    reader.wait_for_timeout(FILL_TIME)
    reader.get_by_role("button", name="Sign up").click()
    summary = reader.get_by_role("alert")
    expect(summary).to_contain_text("There is a problem")
    expect(summary).to_be_focused()
    reader.keyboard.press("Tab")
    reader.keyboard.press("Enter")
    expect(reader.get_by_label("Your email address")).to_be_focused()
    expect(reader.get_by_label("Your email address")).to_have_value("reader@nowhere")
    assert reader.title().startswith("Error:")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_our_pages_are_accessible_and_fit_a_phone(newsletter, new_context, axe, scheme):
    page = new_context(
        base_url=newsletter.url, color_scheme=scheme, viewport={"width": 320, "height": 640}
    ).new_page()
    sign_up(page)
    faults = []
    paths = ["/newsletter/", "/newsletter/check-your-inbox/", "/newsletter/your-data/", newest_link("confirm")]
    for path in [*paths, newest_link("never"), "/newsletter/confirmed/", "/newsletter/confirm/nonsense/"]:
        page.goto(path)
        faults += axe(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults.append(f"{path} is too wide")
    page.goto(paths[3])
    page.get_by_role("button", name="Yes, send me the news").click()
    page.goto(newest_link("unsubscribe"))
    faults += axe(page)
    page.get_by_role("button", name="Unsubscribe").click()
    faults += axe(page)
    assert faults == []


def test_staff_look_at_the_list_the_outbox_and_the_mails(newsletter, new_context, reader):
    sign_up(reader)
    desk = open_desk(newsletter, new_context)
    desk.goto("/admin/subscribers/")
    desk.get_by_role("link", name="reader@example.org").click()
    expect(desk.get_by_text("This address asked to subscribe on the page /newsletter/")).to_be_visible()
    desk.goto("/admin/outbox/")
    expect(desk.get_by_text("1 waiting, 0 failed, 0 in doubt")).to_be_visible()
    desk.goto("/admin/newsletter-mails/confirm/")
    frame = desk.frame_locator("iframe[title='The email as HTML']")
    expect(frame.get_by_role("link", name="Continue to the last step")).to_be_visible()
    desk.get_by_label("Subject").fill("Not saved yet")
    desk.get_by_role("button", name="Preview").click()
    expect(frame.get_by_role("heading", level=1)).to_have_text("Not saved yet")
    desk.reload()
    expect(frame.get_by_role("heading", level=1)).to_have_text("Please confirm your subscription")
