"""Posts without a CSRF cookie are taken from this site's own pages only."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from lbn_site.core.same_origin import same_origin_post
from lbn_site.urls import urlpatterns as site_urls


@same_origin_post
def give(request):
    return HttpResponse(f"{request.method} taken")


urlpatterns = [path("give/", give), *site_urls]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture
def poster() -> Client:
    """A client that the CSRF middleware checks, as it checks a browser."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://testserver"},
        {"Origin": "https://lbn.example"},  # SITE_URL: a proxy ended https and talks http to us
        {"Referer": "http://testserver/faqs/?page=2"},
    ],
)
def test_a_post_from_a_page_of_this_site_is_taken(poster, headers):
    response = poster.post("/give/", headers=headers)
    assert (response.status_code, response.content) == (200, b"POST taken")
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Origin": "null"},
        {"Origin": "null", "Referer": "http://testserver/"},
        {"Origin": "https://elsewhere.example", "Referer": "http://testserver/"},
        {"Origin": "http://testserver.elsewhere.example"},
        {"Origin": "http://testserver:81"},
        {"Referer": "https://elsewhere.example/http://testserver/"},
        {"Referer": "http://[broken"},
        {},
    ],
)
def test_any_other_post_is_refused_with_a_page_that_explains(poster, headers):
    response = poster.post("/give/", headers=headers)
    assert response.status_code == 403
    assert "reload the page and send the form again" in response.content.decode()
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


def test_a_read_needs_no_header_and_is_not_stored(poster):
    response = poster.get("/give/")
    assert response.content == b"GET taken"
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_every_method_that_writes_is_checked(poster, method):
    assert getattr(poster, method)("/give/").status_code == 403
