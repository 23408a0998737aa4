"""Atom feeds, read back by a parser."""

import datetime

import feedparser
import pytest

from lbn_site.core import public_addresses
from tests.evidence.factories import session_page
from tests.news.factories import news_page

WITHDRAWN = {"withdrawn_on": datetime.date(2023, 1, 1), "withdrawn_reason": "It was wrong."}


def feed(client, name):
    response = client.get(f"/feeds/{name}.atom")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    parsed = feedparser.parse(response.content)
    assert not parsed.bozo
    assert parsed.version == "atom10"
    return parsed


def test_the_feed_of_the_news_has_absolute_addresses_and_own_dates(client, home):
    page = news_page("A letter", slug="a-letter")
    parsed = feed(client, "news")
    (entry,) = parsed.entries
    assert (entry.title, entry.link) == ("A letter", "https://lbn.example/news/a-letter/")
    assert entry.summary == page.search_description
    assert entry.published.startswith("2021-07-09")
    assert entry.id == f"tag:lbn.example,2020:page-{page.pk}"
    assert {link.href for link in parsed.feed.links if link.rel == "self"} == {"https://lbn.example/feeds/news.atom"}


@pytest.mark.parametrize("precision", ["month", "year", "unknown"])
def test_a_day_that_is_not_known_is_not_told(client, home, precision):
    news_page("A letter", date_precision=precision)
    (entry,) = feed(client, "news").entries
    assert "published" not in entry
    assert entry.updated


def test_an_entry_is_as_old_as_its_page_not_as_its_upload(client, home):
    loaded = datetime.datetime(2026, 11, 28, 9, tzinfo=datetime.UTC)
    news_page("A letter", first_published_at=loaded, last_published_at=loaded)
    assert feed(client, "news").entries[0].updated.startswith("2021-07-09")


def test_an_entry_is_new_again_once_its_page_was_changed(client, home):
    loaded = datetime.datetime(2026, 11, 28, 9, tzinfo=datetime.UTC)
    news_page("A letter", first_published_at=loaded, last_published_at=loaded + datetime.timedelta(days=1))
    assert feed(client, "news").entries[0].updated.startswith("2026-11-29")


def test_what_is_still_to_come_was_updated_when_it_was_published(client, home):
    announced = datetime.datetime(2026, 11, 28, 9, tzinfo=datetime.UTC)
    session_page(date=datetime.date(2999, 1, 1), first_published_at=announced, last_published_at=announced)
    assert feed(client, "sessions").entries[0].updated.startswith("2026-11-28")


def test_a_description_is_read_as_it_was_written(client, home):
    news_page("A letter", search_description="Fewer than < 5 & more than <b>4")
    response = client.get("/feeds/news.atom")
    assert "Fewer than &amp;lt; 5 &amp;amp; more than &amp;lt;b&amp;gt;4" in response.content.decode()


def test_the_feed_of_all_joins_the_sections_the_newest_first(client, home):
    session_page("A session")
    news_page("A letter")
    assert [entry.title for entry in feed(client, "all").entries] == ["A letter", "A session"]


def test_the_feed_of_sessions_holds_sessions_only(client, home):
    session_page("A session")
    news_page("A letter")
    assert [entry.title for entry in feed(client, "sessions").entries] == ["A session"]


def test_the_closing_notice_stands_in_the_feed_with_its_figures(client, home):
    assert "from June 2020 to March 2024" in feed(client, "all").feed.subtitle


def test_what_is_not_public_is_in_no_feed(client, home):
    news_page("A draft", live=False)
    news_page("Withdrawn", **WITHDRAWN)
    assert feed(client, "all").entries == []


@pytest.mark.parametrize("name", ["nothing", "NEWS"])
def test_there_is_no_other_feed(client, home, name):
    response = client.get(f"/feeds/{name}x.atom")
    assert response.status_code == 404


def test_every_page_names_the_feed(client, home):
    assert 'href="/feeds/all.atom"' in client.get("/").content.decode()


def test_feeds_cards_and_calendars_are_known_to_whoever_copies_the_site(client, home):
    session_page("A session")
    paths = [address.path for address in public_addresses.all_addresses() if not address.title]
    assert {"/feeds/all.atom", "/feeds/news.atom", f"/share/{home.pk}.png", "/calendar/sessions.ics"} <= set(paths)
    assert client.get(f"/share/{home.pk}.png").status_code == 200
