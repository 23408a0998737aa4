"""News items and their index, as visitors see them."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lbn_site.core.dates import Precision
from lbn_site.news.models import NewsAuthor, NewsKind

from .factories import news_page


def text_of(response) -> str:
    return response.content.decode()


def test_an_item_shows_its_kind_date_text_and_authors(client, home):
    page = news_page("A letter was sent")
    page.authors.add(NewsAuthor(name="Ada Example", role="co-chair"))
    page.save()
    html = text_of(client.get(page.url))
    assert "Letter" in html
    assert '<time datetime="2021-07-09">9 July 2021</time>' in html
    assert "The text of the item." in html
    assert "By Ada Example, co-chair" in html


@pytest.mark.parametrize(
    ("precision", "shown"),
    [
        (Precision.MONTH, '<time datetime="2021-07">July 2021</time>'),
        (Precision.YEAR, '<time datetime="2021">2021</time>'),
        (Precision.UNKNOWN, "Date not recorded"),
    ],
)
def test_a_date_is_shown_only_as_far_as_it_is_known(client, home, precision, shown):
    page = news_page(date_precision=precision)
    html = text_of(client.get(page.url))
    assert shown in html
    assert "9 July" not in html


def test_the_index_lists_what_is_live_the_newest_first(client, home):
    news_page("Older", date=datetime.date(2020, 7, 14))
    news_page("Newer", date=datetime.date(2022, 7, 13))
    html = text_of(client.get("/news/"))
    assert html.index("Newer") < html.index("Older")


def test_the_index_leaves_out_what_is_not_public(client, home):
    news_page("A draft item", live=False)
    news_page("A scheduled item", live=False, go_live_at=timezone.now() + datetime.timedelta(days=1))
    news_page("An unpublished item").unpublish()
    news_page("A withdrawn item", withdrawn_on=datetime.date(2023, 1, 1), withdrawn_reason="It was wrong.")
    html = text_of(client.get("/news/"))
    for title in ("A draft item", "A scheduled item", "An unpublished item", "A withdrawn item"):
        assert title not in html
    assert "0 items" in html


def test_a_withdrawn_item_stays_at_its_address_and_says_why(client, home):
    page = news_page(withdrawn_on=datetime.date(2023, 1, 1), withdrawn_reason="It was wrong.")
    response = client.get(page.url)
    assert response.status_code == 200
    assert "It was wrong." in text_of(response)


def test_the_index_filters_by_kind_and_year(client, home):
    news_page("A blog of 2021", kind=NewsKind.BLOG)
    news_page("A letter of 2021")
    news_page("A blog of 2022", kind=NewsKind.BLOG, date=datetime.date(2022, 2, 1))
    html = text_of(client.get("/news/?kind=blog&year=2021"))
    assert "A blog of 2021" in html
    assert "A letter of 2021" not in html
    assert "A blog of 2022" not in html


@pytest.mark.parametrize("query", ["kind=nonsense", "year=20x1", "year=²⁰²¹", "page=-1", "page=x", "page=99"])
def test_a_senseless_filter_is_no_filter(client, home, query):
    news_page("Still here")
    response = client.get(f"/news/?{query}")
    assert response.status_code == 200
    assert "Still here" in text_of(response)


def test_an_item_without_a_recorded_date_belongs_to_no_year(client, home):
    news_page("Of unknown date", date_precision=Precision.UNKNOWN)
    assert "Of unknown date" not in text_of(client.get("/news/?year=2021"))
    assert "Of unknown date" in text_of(client.get("/news/"))


def test_the_index_is_cut_into_pages_that_keep_the_filter(client, home):
    for number in range(25):
        news_page(f"Blog {number:02}", kind=NewsKind.BLOG)
    first, second = (text_of(client.get(f"/news/?kind=blog&page={number}")) for number in (1, 2))
    assert "Page 1 of 2" in first
    assert "?kind=blog&amp;page=2" in first
    assert first.count("<h2>") == 20
    assert second.count("<h2>") == 5


def test_the_index_costs_the_same_queries_for_one_item_and_for_many(client, home):
    news_page("The first")
    client.get("/news/")  # fills Wagtail's memory of the site's root
    with CaptureQueriesContext(connection) as for_one:
        client.get("/news/?page=1")
    for number in range(19):
        news_page(f"Item {number}")
    with CaptureQueriesContext(connection) as for_many:
        client.get("/news/?page=1&kind=")
    assert len(for_many) == len(for_one)


def test_items_link_to_each_other_from_both_ends(client, home):
    earlier = news_page("Earlier")
    later = news_page("Later", related=[("page", earlier)])
    withdrawn = {"withdrawn_on": datetime.date(2023, 1, 1), "withdrawn_reason": "It was wrong."}
    hidden = news_page("Withdrawn", related=[("page", earlier)], **withdrawn)
    assert earlier.title in text_of(client.get(later.url))
    html = text_of(client.get(earlier.url))
    assert later.title in html
    assert hidden.title not in html
