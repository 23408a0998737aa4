"""Addresses behind emailed links: never altered by a redirect, never kept, never told to the next page."""

import pytest
from django.test import Client

from tests.news.factories import news_page

LINKS = [
    "/newsletter/confirm/Ab-0-1F.SigNature/",
    "/newsletter/unsubscribe/Ab-0-1F.SigNature/",
    "/newsletter/your-data/Ab-0-1F.SigNature/",
    "/accounts/password/reset/key/1-abc-0123abc/",  # as they are sent: in small letters
    "/helpful/comment/7:1Abc:SigNature",
]


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_an_answer_at_a_secret_address_is_kept_by_nobody_and_tells_nobody(client, home, link, method):
    for path in (link, link.rstrip("/"), f"{link.rstrip('/')}%3E", link.replace("newsletter", "Newsletter")):
        response = getattr(client, method)(path)
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "strict-origin"
        assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_redirect_changes_the_case_of_a_secret(client, home, settings, link, method):
    settings.REDIRECT_HOSTS = ["old.example"]
    for path in (link, link[:-1], link.replace("newsletter", "Newsletter").replace("accounts", "Accounts")):
        for host in ("testserver", "old.example"):
            location = getattr(client, method)(path, headers={"host": host}).get("Location", "")
            assert location == "" or path.rstrip("/").partition("-")[2] in location


def test_a_page_that_is_no_secret_says_nothing_of_the_kind(client, home):
    response = client.get("/")
    assert response["Referrer-Policy"] == "same-origin"
    assert "X-Robots-Tag" not in response


def test_the_staffs_bar_and_the_cookie_notice_stand_behind_no_secret_address(client, home):
    news_page("A letter", slug="a-letter")
    assert "userbar.js" in client.get("/news/a-letter/").content.decode()
    assert "userbar.js" not in client.get(LINKS[0]).content.decode()


def test_a_form_behind_a_link_may_still_be_sent_by_browsers_that_tell_the_host_only(home):
    client = Client(enforce_csrf_checks=True)
    response = client.post(LINKS[1], headers={"Referer": "http://testserver/", "Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 404  # a link that we did not make, and not a refused post
