"""Public pages: one page for everyone."""

import pytest


def test_a_public_page_is_cacheable_and_sets_no_cookie(client, home):
    response = client.get("/")
    assert response.status_code == 200
    assert "s-maxage=600" in response["Cache-Control"]
    assert "cookie" not in response.get("Vary", "").lower()
    assert not response.cookies
    assert response["ETag"]


def test_the_second_visitor_costs_no_query(client, home, django_assert_num_queries):
    client.get("/")
    with django_assert_num_queries(0):
        response = client.get("/")
    assert response.status_code == 200


def test_a_known_page_is_answered_with_304(client, home):
    etag = client.get("/")["ETag"]
    response = client.get("/", headers={"If-None-Match": etag})
    assert (response.status_code, response.content) == (304, b"")


@pytest.mark.parametrize("cookie", ["sessionid=abc", "csrftoken=abc", "_ga=GA1.2", "consent=yes"])
def test_no_cookie_changes_a_byte(client, home, cookie):
    plain = client.get("/")
    cookied = client.get("/?x=1", headers={"Cookie": cookie})
    assert plain.content == cookied.content
    assert plain["ETag"] == cookied["ETag"]


def test_publishing_purges(client, home, django_capture_on_commit_callbacks):
    assert b"A new title" not in client.get("/").content
    with django_capture_on_commit_callbacks(execute=True):
        home.title = "A new title"
        home.save_revision().publish()
    assert b"A new title" in client.get("/").content


def test_a_page_that_is_not_there_says_so_with_the_notice(client, home):
    response = client.get("/nothing-here/")
    assert response.status_code == 404
    assert b"closing-notice" in response.content
