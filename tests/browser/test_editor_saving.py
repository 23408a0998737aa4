"""What an editor wrote is not lost: not when something is missing, not when the sign-in ends meanwhile."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from lbn_site.explainers.models import ExplainerIndexPage
from tests.accounts.factories import PASSWORD

from .desk import DRAFTAIL_PAUSE, open_desk, publish, text_editor


@pytest.fixture
def about(django_db_serialized_rollback, live_server, home) -> ExplainerIndexPage:
    page = ExplainerIndexPage(title="About", slug="about", search_description="About.")
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


@pytest.fixture
def desk(live_server, new_context, about):
    page = open_desk(live_server, new_context)
    page.goto(f"/admin/pages/{about.pk}/edit/")
    return page


def test_a_missing_part_is_named_beside_its_field_and_nothing_is_lost(desk, about):
    text_editor(desk).click()
    desk.keyboard.type("A sentence that took long to write.")
    desk.get_by_role("tab", name="Promote").click()
    desk.get_by_label("Description (needed to publish)").fill("")
    desk.wait_for_timeout(DRAFTAIL_PAUSE)
    desk.get_by_role("button", name="More actions").last.click()
    desk.get_by_role("button", name="Publish", exact=True).click()
    expect(desk.get_by_text("The page could not be").first).to_be_visible()
    desk.get_by_role("tab", name="Promote").click()
    expect(desk.get_by_text("Say in one or two sentences what the page is about")).to_be_visible()
    desk.get_by_role("tab", name="Content").click()
    expect(text_editor(desk)).to_have_text("A sentence that took long to write.")
    about.refresh_from_db()
    assert "took long" not in about.introduction


def test_when_the_sign_in_ends_the_text_stays_and_is_saved_after_the_next_one(desk, about):
    text_editor(desk).click()
    desk.keyboard.type("Written while the session ended.")
    Session.objects.all().delete()
    desk.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(desk.get_by_text("You have been signed out.")).to_be_visible()
    with desk.context.expect_page() as opened:
        desk.get_by_role("link", name="Sign in again in a new tab").click()
    tab = opened.value
    tab.get_by_label("User name or email address").fill("ada")
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Sign in", exact=True).click()
    tab.get_by_role("heading", name="Two-step sign-in").wait_for()
    desk.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(desk.get_by_text("You have been signed out.")).to_be_hidden()
    publish(desk)
    about.refresh_from_db()
    assert "Written while the session ended." in about.introduction
