"""On a slow connection a button does what it says, though the editor is saving by itself at that moment."""

import datetime
from contextlib import suppress

import pytest
from django.utils import timezone
from playwright.sync_api import Error, Page, Route, expect

from lbn_site.news.models import NewsPage
from tests.news.factories import news_page

from .desk import open_desk

QUESTION = "You saved a new version in another window"
STATE = "data-w-autosave-state-value"
NEXT_YEAR = datetime.date.today().year + 1


@pytest.fixture
def letter(django_db_serialized_rollback, live_server, home) -> NewsPage:
    page = news_page()
    page.save_revision().publish()
    return page


@pytest.fixture
def desk(live_server, new_context, letter) -> Page:
    page = open_desk(live_server, new_context)
    page.goto(f"/admin/pages/{letter.pk}/edit/")
    # Wagtail watches the form for changes only once it has stood for two seconds.
    page.wait_for_timeout(2500)
    return page


class Held:
    """Requests that stay under way until they are let go."""

    def __init__(self, desk: Page, address: str, is_held) -> None:
        self.routes: list[Route] = []
        self.desk = desk
        desk.route(address, lambda route: self.routes.append(route) if is_held(route.request) else route.continue_())

    def wait(self, number: int = 1) -> None:
        for _ in range(100):
            if len(self.routes) >= number:
                return
            self.desk.wait_for_timeout(100)
        raise AssertionError("No such request came.")

    def let_go(self) -> None:
        while self.routes:
            with suppress(Error):  # the browser gave it up
                self.routes.pop(0).continue_()


@pytest.fixture
def autosaves(desk) -> Held:
    return Held(
        desk,
        "**/admin/pages/*/edit/",
        lambda request: request.method == "POST" and "json" in request.headers.get("accept", ""),
    )


@pytest.fixture
def questions(desk) -> Held:
    """What the editor asks the server: who else is editing?"""
    return Held(desk, "**/admin/editing-sessions/**", lambda request: request.method == "POST")


def write_title(desk: Page, title: str) -> None:
    desk.get_by_role("textbox", name="Title*").fill(title)


def let_an_answer_cross_a_save(desk: Page, questions: Held) -> None:
    """The editor asks who else is editing, saves by itself, and only then gets the answer."""
    desk.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    questions.wait()
    write_title(desk, "A second letter")
    expect(desk.locator(f"[{STATE}=saved]")).to_have_count(1, timeout=15000)
    questions.let_go()
    desk.wait_for_timeout(1500)


def press(desk: Page, name: str) -> None:
    if name != "Save draft":
        desk.get_by_role("button", name="More actions").last.click()
    desk.get_by_role("button", name=name, exact=True).click()


def schedule(desk: Page) -> None:
    desk.get_by_role("button", name="Toggle status").click()
    desk.get_by_role("button", name="Set schedule").click()
    field = desk.get_by_label("Go live date/time")
    field.fill(f"01/12/{NEXT_YEAR} 09:00")
    field.press("Tab")
    desk.get_by_role("button", name="Save schedule").click()


@pytest.mark.parametrize(
    ("button", "is_public", "text"),
    [("Save draft", False, "has been updated"), ("Publish", True, "has been published")],
)
def test_a_button_waits_for_the_save_under_way(desk, letter, autosaves, button, is_public, text):
    write_title(desk, "A second letter")
    autosaves.wait()
    press(desk, button)
    desk.wait_for_timeout(500)
    autosaves.let_go()
    expect(desk.get_by_text(text).first).to_be_visible(timeout=15000)
    expect(desk.get_by_text(QUESTION)).to_have_count(0)
    letter.refresh_from_db()
    assert letter.get_latest_revision_as_object().title == "A second letter"
    assert (letter.title == "A second letter") is is_public
    assert letter.has_unpublished_changes is not is_public


def test_what_is_written_while_the_button_waits_goes_with_it(desk, letter, autosaves):
    write_title(desk, "A second letter")
    autosaves.wait()
    press(desk, "Publish")
    write_title(desk, "A third letter")
    desk.wait_for_timeout(1000)
    autosaves.let_go()
    autosaves.wait()
    autosaves.let_go()
    expect(desk.get_by_text("has been published").first).to_be_visible(timeout=15000)
    letter.refresh_from_db()
    assert letter.title == "A third letter"
    assert not letter.has_unpublished_changes


@pytest.mark.parametrize("button", ["Publish", "Save draft"])
def test_an_answer_that_crosses_a_save_does_not_stop_the_button(desk, letter, questions, button):
    let_an_answer_cross_a_save(desk, questions)
    press(desk, button)
    expect(desk.get_by_text("has been " + ("published" if button == "Publish" else "updated")).first).to_be_visible()
    letter.refresh_from_db()
    assert (letter.title == "A second letter") is (button == "Publish")


def test_a_schedule_is_kept_though_an_answer_crosses_its_save(desk, letter, questions):
    let_an_answer_cross_a_save(desk, questions)
    schedule(desk)
    desk.wait_for_url("**/admin/pages/*/edit/")
    expect(desk.get_by_text("has been updated")).to_be_visible()
    press(desk, "Schedule to publish")
    expect(desk.get_by_text("scheduled for publishing").first).to_be_visible()
    letter.refresh_from_db()
    assert letter.scheduled_revision.approved_go_live_at > timezone.now()


def test_nothing_is_saved_by_itself_behind_a_form_on_its_way(desk, letter, autosaves):
    on_its_way = Held(
        desk, "**/admin/pages/*/edit/", lambda request: request.method == "POST" and request.is_navigation_request()
    )
    write_title(desk, "A second letter")
    desk.get_by_role("button", name="More actions").last.click()
    publish = desk.get_by_role("button", name="Publish", exact=True)
    publish.evaluate("button => { setTimeout(() => button.click()); }")  # not waiting for where it leads
    on_its_way.wait()
    desk.wait_for_timeout(1500)
    assert not autosaves.routes
    on_its_way.let_go()
    expect(desk.get_by_text("has been published").first).to_be_visible()
    letter.refresh_from_db()
    assert not letter.has_unpublished_changes


def test_a_real_version_of_somebody_else_still_asks(desk, letter):
    other = letter.specific
    other.title = "Somebody else's letter"
    other.save_revision()
    desk.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    desk.wait_for_timeout(1500)
    press(desk, "Publish")
    expect(desk.get_by_role("link", name="View latest version")).to_be_visible()
    letter.refresh_from_db()
    assert letter.title == "A letter was sent"


@pytest.fixture
def letter_for_approval(desk, letter) -> NewsPage:
    letter.get_workflow().start(letter, user=None)
    desk.reload()
    desk.wait_for_timeout(2500)
    return letter


def test_an_answer_that_crosses_a_save_does_not_stop_approval(desk, letter_for_approval, questions):
    let_an_answer_cross_a_save(desk, questions)
    press(desk, "Approve and Publish")
    expect(desk.get_by_text("has been updated").first).to_be_visible(timeout=15000)
    expect(desk.get_by_text(QUESTION)).to_have_count(0)
    letter_for_approval.refresh_from_db()
    assert letter_for_approval.title == "A second letter"
    assert letter_for_approval.workflow_states.get().status == "approved"


def test_an_answer_that_crosses_a_save_does_not_stop_a_request_for_changes(desk, letter_for_approval, questions):
    let_an_answer_cross_a_save(desk, questions)
    press(desk, "Request changes")
    dialog = desk.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("Say who wrote it.")
    dialog.get_by_role("button", name="Request changes").click()
    expect(desk.get_by_text("has been updated").first).to_be_visible(timeout=15000)
    expect(desk.get_by_text(QUESTION)).to_have_count(0)
    letter_for_approval.refresh_from_db()
    assert letter_for_approval.get_latest_revision_as_object().title == "A second letter"
    assert letter_for_approval.title == "A letter was sent"
    state = letter_for_approval.workflow_states.get()
    assert state.status == "needs_changes"
    assert state.current_task_state.comment == "Say who wrote it."
