"""Staff are reminded of statements that nobody has reviewed for a year."""

import datetime

import pytest
from django.utils import timezone

from lbn_site.example.content import statements as example
from lbn_site.statements.models import PrivacyPage
from tests.accounts.factories import SuperuserFactory


@pytest.fixture
def desk(client, home) -> str:
    """The first page of the admin, for somebody who may change everything; call it to read it."""
    example.load()
    client.force_login(SuperuserFactory())
    return lambda: client.get("/admin/").content.decode()


def review(days_ago: int) -> None:
    PrivacyPage.objects.update(reviewed_on=timezone.localdate() - datetime.timedelta(days=days_ago))


def test_a_statement_of_more_than_a_year_is_named_on_the_desk(desk):
    review(days_ago=366)
    text = desk()
    assert "Please review 1 statement<" in text
    assert f"/admin/pages/{PrivacyPage.objects.get().pk}/edit/" in text


def test_a_fresh_statement_is_not(desk):
    review(days_ago=365)
    assert "Please review" not in desk()


def test_a_statement_that_is_not_published_is_not(desk):
    review(days_ago=366)
    PrivacyPage.objects.get().unpublish()
    assert "Please review" not in desk()
