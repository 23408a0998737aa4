"""Error pages."""

import re

import pytest
from django.db import OperationalError, connection

from lbn_site.core import styles
from lbn_site.example.content import explainers


def test_a_fault_gives_an_apology(client, home, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("broken")

    monkeypatch.setattr("wagtail.models.Site.find_for_request", broken)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert response["Cache-Control"] == "no-store"
    assert b"Something went wrong" in response.content
    assert b"RuntimeError" not in response.content


def broken_by(fault: Exception, monkeypatch) -> None:
    def broken(*args, **kwargs):
        raise fault

    monkeypatch.setattr("wagtail.models.Site.find_for_request", broken)


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        (RuntimeError("broken"), 500, "Something went wrong"),
        (OperationalError("connection refused"), 503, "will be back soon"),
    ],
)
def test_a_page_for_a_fault_has_the_look_and_the_notice_of_the_site(client, home, monkeypatch, fault, status, words):
    client.get("/")
    broken_by(fault, monkeypatch)
    client.raise_request_exception = False
    response = client.get("/about/")
    page = response.content.decode()
    assert response.status_code == status
    assert words in page
    assert "The group was active from June 2020 to March 2024." in page
    sheet = re.search(r"<style>(.*?)</style>", page, re.DOTALL).group(1)
    assert styles.csp_hash(sheet) in response["Content-Security-Policy"]


def test_while_the_database_is_away_the_page_is_made_without_it(client, home):
    def away(*args, **kwargs):
        raise OperationalError("connection refused")

    client.get("/")
    with connection.execute_wrapper(away):
        response = client.get("/about/")
    assert response.status_code == 503
    assert "The group was active from June 2020 to March 2024." in response.content.decode()


def test_a_page_that_is_not_there_offers_a_search_and_the_sections(client, home):
    explainers.load()
    page = client.get("/nothing-here/").content.decode()
    assert '<form action="/search/" role="search">' in page
    assert '<a href="/about/">About</a>' in page
    assert "noindex" in page
