"""Drafts that were sent for approval: who is asked, in which words, and where the answer is read."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Workflow

from lbn_site.accounts.roles import Role
from lbn_site.mail import kinds
from lbn_site.mail.backend import KIND
from lbn_site.mail.models import OutgoingMessage
from tests.accounts.factories import SuperuserFactory, UserFactory
from tests.news.factories import news_page


def member(name: str, *roles: Role):
    user = UserFactory(username=name, first_name=name.capitalize(), email=f"{name}@example.org")
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


@pytest.fixture
def draft(home):
    page = news_page(live=False)
    page.save_revision()
    return page


def sent_to(address: str) -> list:
    rows = OutgoingMessage.objects.filter(recipient=address)
    return [kinds.find(KIND).render(row) for row in rows]


def start(page, writer):
    return Workflow.objects.get().start(page, writer)


def test_all_who_publish_are_asked_with_one_email_each(draft):
    writer = member("will", Role.WRITER)
    member("edith", Role.EDITOR)
    member("pat", Role.PUBLISHER)
    member("alma", Role.ADMINISTRATOR)
    member("both", Role.EDITOR, Role.PUBLISHER)
    member("dora", Role.DATA_STEWARD)
    SuperuserFactory(username="root", email="root@example.org")
    start(draft, writer)
    asked = sorted(OutgoingMessage.objects.values_list("recipient", flat=True))
    assert asked == [f"{name}@example.org" for name in ("alma", "both", "edith", "pat", "root")]


def test_the_email_says_what_is_asked_in_plain_words(draft):
    writer = member("will", Role.WRITER)
    member("edith", Role.EDITOR)
    start(draft, writer)
    (content,) = sent_to("edith@example.org")
    assert content.subject == "Please check ‘A letter was sent’"
    assert "Will asks for ‘A letter was sent’ to be checked and published." in content.text
    assert "moderation" not in content.text.lower()
    assert reverse("wagtailadmin_pages:edit", args=[draft.pk]) in content.text


@pytest.fixture
def asked_for_changes(draft):
    writer, editor = member("will", Role.WRITER), member("edith", Role.EDITOR)
    state = start(draft, writer)
    task_state = state.current_task_state.specific
    task_state.task.specific.on_action(task_state, editor, "reject", comment="Name the minister & the date.")
    return draft


def test_a_request_for_changes_reaches_the_writer_in_its_own_words(asked_for_changes):
    (content,) = sent_to("will@example.org")
    assert content.subject == "Changes requested to ‘A letter was sent’"
    assert "Edith asks for changes" in content.text
    assert "Name the minister & the date." in content.text
    assert "rejected" not in content.text


def test_and_stands_on_the_dashboard_and_above_the_page(client, asked_for_changes):
    client.force_login(get_user_model().objects.get(username="will"))
    for address in (reverse("wagtailadmin_home"), reverse("wagtailadmin_pages:edit", args=[asked_for_changes.pk])):
        html = client.get(address).content.decode()
        assert "Edith asked for changes on" in html
        assert "Name the minister &amp; the date." in html


def test_it_goes_once_the_page_is_sent_again(client, asked_for_changes):
    writer = get_user_model().objects.get(username="will")
    asked_for_changes.current_workflow_state.resume(writer)
    client.force_login(writer)
    assert "asked for changes" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_an_approval_says_that_it_is_public(draft):
    writer, editor = member("will", Role.WRITER), member("edith", Role.EDITOR)
    task_state = start(draft, writer).current_task_state.specific
    task_state.task.specific.on_action(task_state, editor, "approve")
    (content,) = sent_to("will@example.org")
    assert content.subject == "‘A letter was sent’ was approved"
    assert "Readers see it now" in content.text
