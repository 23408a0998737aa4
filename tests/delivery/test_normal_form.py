"""Old addresses match in whatever way they are typed, linked or stored."""

from importlib import import_module
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.apps import apps
from django.db import connection
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from lbn_site.delivery import normal_form, redirect_file
from tests.news.factories import news_page

ALIKE = [
    ["/annual%20report/", "/annual report", "/Annual%20Report", "/annual%20report/index.html", "/annual%20report//"],
    ["/caf%C3%A9/", "/café", "/CAF%C3%89/", "/cafe%CC%81", "/CAFE\u0301/"],
    ["/%C3%A9t%C3%A9/", "/ÉTÉ"],
    ["/stra%C3%9Fe/", "/STRASSE"],
    ["/100%25/", "/100%"],
    ["/caf%E9/", "/CAF%E9"],
    ["/what%3F/", "/WHAT%3f"],
    ["/a%2Bb/", "/a+b", "/%41+%42"],
    ["/ΟΔΟΣ/", "/%CE%BF%CE%B4%CE%BF%CF%82/"],
]


@pytest.fixture
def letter(home):
    return news_page("A letter", slug="a-letter")


@pytest.mark.parametrize(("stored", "typed"), [(s, t) for alike in ALIKE for s in alike for t in alike])
def test_an_old_address_matches_however_it_is_stored_and_typed(client, letter, stored, typed):
    Redirect.add_redirect(stored, redirect_to=letter)
    response = client.get(quote(typed, safe="/%+"))  # as a browser asks for it
    assert (response.status_code, response.get("Location")) == (301, "/news/a-letter/")


@pytest.mark.parametrize("address", [address for alike in ALIKE for address in alike])
def test_the_form_is_one(address):
    once = normal_form.of_typed(address)
    assert normal_form.of_typed(once) == once


@pytest.mark.parametrize("way", ["add_redirect", "create", "file", "moved page"])
def test_every_way_stores_the_same_form(home, django_capture_on_commit_callbacks, way):
    page = news_page("Été", slug="ÉTÉ")
    if way == "add_redirect":
        Redirect.add_redirect("/News/%C3%89t%C3%A9/", redirect_to=home)
    elif way == "create":
        Redirect.objects.create(old_path="/News/ÉTÉ/", redirect_page=home)
    elif way == "file":
        page.delete()
        redirect_file.write(redirect_file.read("from,to\n/News/E\u0301te\u0301,/search/".encode()))
    else:
        with django_capture_on_commit_callbacks(execute=True):
            page.slug = "after"
            page.save()
    assert list(Redirect.objects.values_list("old_path", flat=True)) == ["/news/été"]


def test_a_page_is_found_in_other_unicode_forms_and_capitals(client, home):
    news_page("Été", slug="été")
    for address in ("/news/e%CC%81te%CC%81/", "/news/%C3%89T%C3%89", "/NEWS/E%CC%81TE%CC%81"):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (301, "/news/%C3%A9t%C3%A9/")


def test_queries_match_in_any_order_case_and_encoding(client, letter):
    Redirect.add_redirect("/page?Id=7&lang=caf%C3%A9", redirect_to=letter)
    for query in ("id=7&lang=cafe%CC%81", "lang=CAF%C3%89&ID=7"):
        assert client.get(f"/page?{query}").get("Location") == "/news/a-letter/"
    assert client.get("/page/?id=8").status_code == 404


def test_stored_redirects_are_written_anew_and_the_oldest_of_several_stays(home):
    migration = import_module("lbn_site.delivery.migrations.0001_write_redirects_in_one_form")
    site = Site.objects.get(is_default_site=True)
    paths = ["/Annual%20Report", "/annual report", "/annual%20report", "/cafe\u0301", "/CAF\u00c9", "/plain", "/?p=7"]
    Redirect.objects.bulk_create(
        Redirect(old_path=path, site=site, redirect_link=f"/{number}/") for number, path in enumerate(paths)
    )
    migration.write(apps, SimpleNamespace(connection=connection))
    assert dict(Redirect.objects.values_list("old_path", "redirect_link")) == {
        "/annual report": "/0/",
        "/café": "/3/",
        "/plain": "/5/",
        "/?p=7": "/6/",
    }
