"""Public pages: one page for everyone."""

import datetime
import gzip

import brotli
import pytest
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError

from lbn_site.core.models import Campaign
from lbn_site.delivery import page_cache
from lbn_site.delivery.middleware import without_indentation
from tests.news.factories import news_page


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


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("br, gzip", "br"), ("gzip, deflate", "gzip"), ("br;q=0, gzip", "gzip"), ("identity", None), ("", None)],
)
def test_a_page_comes_in_the_best_encoding_the_visitor_takes(client, home, accepted, encoding):
    plain = client.get("/").content
    for attempt in ("rendered", "cached"):
        response = client.get("/", {"attempt": attempt}, headers={"Accept-Encoding": accepted})
        assert response.get("Content-Encoding") == encoding
        assert "Accept-Encoding" in response["Vary"]
        unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
        assert unpack(response.content) == plain


def test_each_encoding_has_its_own_validator(client, home):
    etags = {client.get("/", headers={"Accept-Encoding": coding})["ETag"] for coding in ("br", "gzip", "identity")}
    assert len(etags) == 3


def test_an_error_page_is_compressed_too(client, home):
    response = client.get("/nothing-here/", headers={"Accept-Encoding": "br"})
    assert response["Content-Encoding"] == "br"
    assert b"Page not found" in brotli.decompress(response.content)


def test_tracking_parameters_do_not_make_another_page(client, home, django_assert_num_queries):
    client.get("/")
    with django_assert_num_queries(0):
        client.get("/?utm_source=mail&fbclid=1")


def test_the_links_of_a_page_carry_nobodys_tracking_parameters(client, home):
    for number in range(25):
        news_page(f"Item {number}", slug=f"item-{number}")
    client.get("/news/?utm_source=mail&kind=&mc_eid=somebody")
    assert 'href="?page=2"' in client.get("/news/?kind=").content.decode()


def test_of_a_parameter_that_stands_twice_the_last_counts_also_for_the_cache(client, home):
    news_page("Of the first year", slug="a", date=datetime.date(2020, 5, 1))
    news_page("Of the second year", slug="b", date=datetime.date(2021, 5, 1))
    client.get("/news/?year=2020&year=2021")
    assert "Of the first year" in client.get("/news/?year=2021&year=2020").content.decode()


def test_a_signed_in_editor_gets_the_same_bytes(client, admin_client, home):
    assert client.get("/").content == admin_client.get("/?again").content


def test_a_preview_is_neither_kept_nor_served_from_the_cache(client, home):
    home.title = "A draft"
    preview = home.make_preview_request()
    assert b"A draft" in preview.content
    assert b"A draft" not in client.get("/").content
    home.title = "Another draft"
    assert b"Another draft" in home.make_preview_request().content


def test_a_head_request_has_the_headers_of_the_page(client, home):
    page, head = client.get("/"), client.head("/")
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == page["ETag"]
    assert head["Content-Length"] == str(len(page.content))


def test_an_unreachable_database_gives_a_plain_page(client, home, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("connection refused")

    monkeypatch.setattr("wagtail.models.Site.find_for_request", away)
    response = client.get("/")
    assert response.status_code == 503
    assert response["Cache-Control"] == "no-store"
    assert int(response["Retry-After"]) > 0
    assert b"back soon" in response.content


def test_pages_are_still_served_while_the_cache_is_away(home, client, settings):
    away = {"BACKEND": "lbn_site.core.forgiving_cache.ForgivingRedisCache", "LOCATION": "redis://127.0.0.1:9/0"}
    settings.CACHES = {"default": away, "pages": away}
    for _ in range(3):
        assert client.get("/").status_code == 200


def test_a_database_that_goes_away_in_a_middleware_gives_the_plain_page_too(client, home, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("connection refused")

    monkeypatch.setattr("lbn_site.delivery.old_address_middleware.target_of", away)
    client.raise_request_exception = False
    assert client.get("/nothing-here/").status_code == 503


@pytest.mark.parametrize("path", ["/", "/nothing-here/"])
def test_a_server_gets_no_body_to_send_for_head(home, rf, path):
    chain = get_wsgi_application()
    environ = rf.head(path).environ
    started = []
    body = b"".join(chain(environ, lambda status, headers: started.append(dict(headers))))
    assert body == b""
    assert int(started[0]["Content-Length"]) > 1000


def test_what_stands_on_every_page_is_asked_for_once_until_something_is_published(client, campaign):
    def name_on(address: str) -> bool:
        return "The former group" in client.get(address).content.decode()

    client.get("/")
    Campaign.objects.update(name="The former group")
    assert not name_on("/search/")
    page_cache.start_new_generation()
    assert name_on("/search/")


def test_indents_and_empty_lines_of_the_templates_are_not_sent(client, home):
    html = client.get("/").content
    assert b"\n " not in html
    assert b"\n\n" not in html


def test_the_marks_of_the_editor_are_not_sent(client, home):
    home.introduction = '<p data-block-key="abc12">Opened</p>'
    home.save_revision().publish()
    assert b"<p>Opened</p>" in client.get("/").content


def test_text_that_keeps_its_spaces_keeps_them():
    html = b"<main>\n  <pre>a\n  b</pre>\n</main>"
    assert without_indentation(html) == html


def test_who_reads_within_the_transaction_sees_the_change_already(client, campaign):
    client.get("/")
    campaign.name = "The former group"
    campaign.save()
    assert "The former group" in client.get("/").content.decode()
