"""What readers said, for staff."""

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from django.utils.formats import date_format

from lbn_site.feedback.models import Vote
from tests.accounts.factories import SuperuserFactory

ADDRESS = "/admin/reports/helpful/"


def read(client) -> BeautifulSoup:
    client.force_login(SuperuserFactory())
    response = client.get(ADDRESS)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").select_one("main")


def test_each_question_has_its_yes_and_no_and_comments_follow(client, question):
    for is_helpful, comment in ((True, ""), (False, "Too long."), (False, "")):
        Vote.objects.create(page=question, is_helpful=is_helpful, comment=comment)
    report = read(client)
    (row,) = report.select("tbody tr")
    assert [cell.text for cell in row.find_all("td")][:3] == ["What is it?", "1", "2"]
    (comment,) = report.select(".desk-list li")
    today = date_format(timezone.localdate(), "j M Y")
    assert [part.text for part in comment.find_all("span")] == ["Too long.", f"No to ‘What is it?’, {today}"]


def test_a_comment_cannot_smuggle_in_markup(client, question):
    Vote.objects.create(page=question, is_helpful=False, comment="<script>alert(1)</script>")
    assert not read(client).find("script", string="alert(1)")


def test_without_votes_the_report_says_so(client, home):
    assert "Nobody has answered yet." in read(client).text


@pytest.mark.django_db
def test_visitors_cannot_read_it(client):
    assert client.get(ADDRESS).status_code == 302
