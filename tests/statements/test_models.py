"""The statements: one of each, below home, dated, and complete for the reader."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import Page

from lbn_site.core import retention
from lbn_site.example.content import statements as example
from lbn_site.statements.models import AccessibilityStatementPage, Conformance, CookiesPage, PrivacyPage

PAGE_TYPES = [CookiesPage, PrivacyPage, AccessibilityStatementPage]


@pytest.fixture
def statements(home):
    """The three statements of the example content."""
    example.load()


@pytest.mark.parametrize("path", ["/cookies/", "/privacy/", "/accessibility/"])
def test_a_statement_is_a_public_page_with_the_date_of_its_review(client, statements, path):
    response = client.get(path)
    assert response.status_code == 200
    assert "public" in response["Cache-Control"]
    assert '<time datetime="2026-11-22">22 November 2026</time>' in response.content.decode()
    assert response.content.decode().count("<h1>") == 1


@pytest.mark.parametrize("page_type", PAGE_TYPES)
def test_there_is_one_of_each_below_home(statements, home, page_type):
    assert page_type.objects.count() == 1
    assert not page_type.can_create_at(home)
    assert not page_type.can_exist_under(Page.get_first_root_node())


@pytest.mark.parametrize(("age", "due"), [(365, False), (366, True)])
def test_a_statement_is_due_for_review_after_a_year(age, due):
    page = PrivacyPage(reviewed_on=timezone.localdate() - datetime.timedelta(days=age))
    assert page.review_is_due is due


def test_the_privacy_notice_shows_how_long_data_is_kept(client, statements, monkeypatch):
    monkeypatch.setattr(retention, "_rules", {})
    retention.register("visits", what="Rows of visits", days=lambda: 31, after="the visit", why="To add them up.")
    text = client.get("/privacy/").content.decode()
    assert "Rows of visits" in text
    assert "31 days after the visit" in text


def test_the_privacy_notice_says_what_is_kept_and_why(client, statements):
    text = client.get("/privacy/").content.decode()
    for words in ("The newsletter", "Lawful basis", "Your rights", "Who is responsible", "How to reach us"):
        assert words in text


def test_the_address_to_write_to_is_the_campaigns_own(client, statements, campaign):
    campaign.contact_email = "hello@lbn.example"
    campaign.save()
    for path in ("/privacy/", "/accessibility/"):
        assert "mailto:hello@lbn.example" in client.get(path).content.decode()


def test_the_accessibility_statement_claims_no_more_than_staff_chose(client, statements):
    text = client.get("/accessibility/").content.decode()
    assert Conformance.UNCONFIRMED.label in text
    assert Conformance.FULL.label not in text
    assert "No problems have been recorded so far" in text


def test_a_known_issue_is_shown_with_its_way_round_and_plan(client, statements):
    page = AccessibilityStatementPage.objects.get()
    page.known_issues = [
        (
            "issue",
            {
                "title": "Old PDFs",
                "effect": "<p>They have no headings.</p>",
                "way_round": "<p>Read the summary.</p>",
                "plan": "",
            },
        )
    ]
    page.save_revision().publish()
    text = client.get("/accessibility/").content.decode()
    assert "They have no headings." in text
    assert "Read the summary." in text
    assert "What we will do" not in text
    assert "Nothing has been recorded" not in text
