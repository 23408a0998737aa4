"""What the first page of the desk shows to whom."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from lbn_site.accounts.roles import Role
from lbn_site.explainers.models import ExplainerIndexPage
from lbn_site.faq.models import FAQIndexPage, QuestionPage
from tests.accounts.factories import SuperuserFactory, UserFactory

TODAY = timezone.localdate


def desk(client, role: Role | None = None) -> str:
    user = UserFactory(first_name="Ada") if role else SuperuserFactory(first_name="Ada")
    if role:
        user.groups.add(Group.objects.get(name=role.value))
    client.force_login(user)
    return client.get("/admin/").content.decode()


@pytest.fixture
def about(home):
    page = ExplainerIndexPage(title="About us", slug="about", search_description="About.")
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


@pytest.fixture
def questions(home):
    return home.add_child(instance=FAQIndexPage(title="Questions", slug="faqs", search_description="Questions."))


def test_staff_are_welcomed_and_see_the_state_of_the_campaign(client, campaign):
    page = desk(client)
    assert "Welcome, Ada" in page
    assert "Winding down: the notice is on every page, and forms still work." in page
    assert f'href="/admin/settings/core/campaign/{campaign.site_id}/"' in page


def test_each_act_leads_to_its_form(client, questions):
    page = desk(client)
    assert f'href="/admin/pages/add/faq/questionpage/{questions.pk}/"' in page
    assert "Correct a text" in page


def test_an_act_without_its_place_in_the_site_is_not_offered(client, home):
    assert "Answer a new question" not in desk(client)


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (Role.WRITER, {"Correct a text", "Answer a new question"}),
        (Role.DATA_STEWARD, set()),
        (Role.PUBLISHER, {"Correct a text", "Answer a new question", "Change the notice or close the campaign"}),
    ],
)
def test_only_acts_that_one_may_do_are_offered(client, questions, role, offered):
    page = desk(client, role)
    acts = {"Correct a text", "Answer a new question", "Change the notice or close the campaign"}
    assert {act for act in acts if act in page} == offered


def test_answers_due_to_be_checked_are_listed_and_later_ones_are_not(client, questions):
    for title, days in (("Overdue?", -3), ("Soon?", 10), ("Later?", 60)):
        date = TODAY() + datetime.timedelta(days=days)
        questions.add_child(instance=QuestionPage(title=title, slug=f"q{days + 10}", summary="Yes.", review_by=date))
    page = desk(client, Role.EDITOR)
    assert "Due to be checked again" in page
    assert "Overdue?" in page
    assert "Soon?" in page
    assert "Later?" not in page


def test_drafts_are_listed_until_they_are_published(client, about):
    assert "Drafts that readers cannot see yet" not in desk(client)
    about.title = "About the group"
    about.save_revision()
    page = desk(client, Role.EDITOR)
    assert "Drafts that readers cannot see yet" in page
    assert "changes to a live page" in page
    about.get_latest_revision().publish()
    assert "Drafts that readers cannot see yet" not in desk(client)


def test_what_goes_live_and_comes_down_this_week_is_listed(client, about, home):
    now = timezone.now()
    about.expire_at = now + datetime.timedelta(days=2)
    about.save_revision().publish()
    coming = ExplainerIndexPage(title="News to come", slug="coming", search_description="To come.", live=False)
    home.add_child(instance=coming)
    coming.go_live_at = now + datetime.timedelta(days=1)
    coming.save_revision().publish()
    page = desk(client, Role.EDITOR)
    assert "goes live on" in page
    assert "comes down on" in page


def test_a_data_steward_is_not_shown_pages(client, about):
    about.save_revision()
    page = desk(client, Role.DATA_STEWARD)
    assert "Drafts that readers cannot see yet" not in page
    assert "The campaign" in page


def test_staff_are_told_that_readers_find_no_address_to_write_to(client, campaign):
    words = "Readers have no address to write to"
    assert "A Publisher or an Administrator can enter one" in desk(client, Role.DATA_STEWARD)
    assert f"{words}, even on the privacy and accessibility pages. Please enter a contact email." in desk(client)
    assert words in desk(client, Role.DATA_STEWARD)
    campaign.contact_email = "office@example.org"
    campaign.save()
    assert words not in desk(client, Role.DATA_STEWARD)
