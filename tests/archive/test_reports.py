"""The report of withdrawn pages."""

import datetime

import pytest

from lbn_site.explainers.models import ExplainerIndexPage

ADDRESS = "/admin/reports/withdrawn/"


@pytest.fixture
def withdrawn(home) -> ExplainerIndexPage:
    page = ExplainerIndexPage(
        title="Old page",
        slug="old",
        withdrawn_on=datetime.date(2024, 4, 1),
        withdrawn_reason="It is out of date.",
        successor_url="https://example.org/new/",
    )
    return home.add_child(instance=page)


def test_staff_see_what_is_withdrawn_and_why(admin_client, withdrawn):
    html = admin_client.get(ADDRESS).content.decode()
    for text in ("Old page", "1 April 2024", "It is out of date.", "https://example.org/new/"):
        assert text in html


def test_the_list_of_pages_says_which_are_withdrawn(admin_client, withdrawn, home):
    standing = home.add_child(instance=ExplainerIndexPage(title="Standing page", slug="standing"))
    rows = admin_client.get(f"/admin/pages/{home.pk}/").content.decode().split("<tr")
    row_of = {page: next(row for row in rows if f'"page_{page.pk}_title"' in row) for page in (withdrawn, standing)}
    assert "live, withdrawn" in row_of[withdrawn]
    assert "withdrawn" not in row_of[standing]


def test_pages_that_stand_are_not_listed(admin_client, home):
    assert "No page is withdrawn" in admin_client.get(ADDRESS).content.decode()


def test_the_report_can_be_taken_away_as_csv(admin_client, withdrawn):
    response = admin_client.get(ADDRESS, {"export": "csv"})
    rows = b"".join(response.streaming_content).decode().splitlines()
    assert rows[1].startswith("Old page,2024-04-01,It is out of date.")


def test_visitors_are_sent_to_sign_in(client, home):
    assert client.get(ADDRESS).status_code == 302
