"""Sessions and their index, as visitors see them."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lbn_site.core import live_figures
from lbn_site.core.dates import Precision
from lbn_site.evidence.models import DocumentKind, SessionDocument, Speaker, Theme
from tests.news.factories import news_page

from .factories import session_page

TOMORROW = timezone.localdate() + datetime.timedelta(days=1)
WITHDRAWN = {"withdrawn_on": datetime.date(2023, 1, 1), "withdrawn_reason": "It did not take place."}


def html_of(client, address) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_session_shows_what_is_on_record(client, home):
    page = session_page(
        number=2,
        starts_at=datetime.time(14, 0),
        ends_at=datetime.time(15, 30),
        place="Committee Room 9",
        attendance="both",
        theme=Theme.objects.create(name="Health", slug="health"),
        recording_url="https://media.example/session-2",
        transcript="<p>Welcome, everyone.</p>",
        reading_list=[("group", {"heading": "Background", "items": [{"title": "A study", "year": "2019"}]})],
        documents=[SessionDocument(kind=DocumentKind.BRIEFING, title="Briefing for session 2")],
        speakers=[Speaker(name="Ada Example", role="Chair", organisation="A trust", agreed_to_be_published=True)],
    )
    html = html_of(client, page.url)
    for words in (
        "Session 2",
        "What helps?",
        "22 September 2020</time>",
        "14:00 to 15:30 (UK time)",
        "Committee Room 9",
        "Health",
        "Ada Example",
        "Briefing for session 2",
        "No copy is held here",
        "https://media.example/session-2",
        "Welcome, everyone.",
        "A study",
    ):
        assert words in html


def test_a_speaker_who_did_not_agree_is_not_named(client, home):
    page = session_page(speakers=[Speaker(name="Shy Witness", role="Resident of a street", organisation="Nowhere")])
    html = html_of(client, page.url)
    assert "Shy Witness" not in html
    assert "Resident of a street" not in html
    assert "1 speaker who is not named here" in html
    assert "Shy" not in page.speaker_names


def test_a_session_to_come_says_so_and_offers_its_calendar_file(client, home):
    page = session_page("Next week’s session", date=TOMORROW, joining="https://book.example/seat")
    html = html_of(client, page.url)
    assert "To come" in html
    assert f"/calendar/session-{page.pk}.ics" in html
    assert "https://book.example/seat" in html
    listed = html_of(client, "/evidence/")
    assert "Sessions to come" in listed
    assert listed.count(f'href="{page.url}"') == 1


def test_a_past_session_offers_no_seat(client, home):
    html = html_of(client, session_page(joining="https://book.example/seat").url)
    assert "book.example" not in html
    assert "To come" not in html


@pytest.mark.parametrize(
    ("minutes", "is_to_come"),
    [({"starts_at": -120, "ends_at": -60}, False), ({"starts_at": -30, "ends_at": 30}, True)],
)
def test_a_session_of_today_is_over_when_its_last_minute_is(home, minutes, is_to_come, monkeypatch):
    noon = timezone.localtime().replace(hour=12, minute=0)
    monkeypatch.setattr(timezone, "localtime", lambda *args: noon)
    times = {name: (noon + datetime.timedelta(minutes=value)).time() for name, value in minutes.items()}
    assert session_page(date=noon.date(), **times).is_to_come is is_to_come


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        ({}, True),
        ({"recording_url": "https://media.example/x"}, False),
        ({"no_recording_reason": "Nobody recorded it."}, False),
        ({"date": TOMORROW}, False),
    ],
)
def test_a_past_session_asks_for_its_recording(home, fields, lacks):
    assert session_page(**fields).lacks_recording is lacks


def test_the_index_leaves_out_what_is_not_public(client, home):
    session_page("A draft session", live=False)
    session_page("A scheduled session", live=False, go_live_at=timezone.now() + datetime.timedelta(days=1))
    session_page("An unpublished session").unpublish()
    session_page("A withdrawn session", **WITHDRAWN)
    session_page("A withdrawn session to come", date=TOMORROW, **WITHDRAWN)
    html = html_of(client, "/evidence/")
    for title in ("A draft", "A scheduled", "An unpublished", "A withdrawn"):
        assert f"{title} session" not in html
    assert "0 sessions" in html


def test_the_index_filters_by_year_and_theme(client, home):
    health, work = (Theme.objects.create(name=name, slug=name.lower()) for name in ("Health", "Work"))
    session_page("Health in 2020", theme=health)
    session_page("Work in 2020", theme=work)
    session_page("Health in 2021", theme=health, date=datetime.date(2021, 3, 1))
    html = html_of(client, "/evidence/?theme=health&year=2020")
    assert "Health in 2020" in html
    assert "Work in 2020" not in html
    assert "Health in 2021" not in html
    assert "3 sessions" in html_of(client, "/evidence/?theme=nonsense")


def test_the_index_costs_the_same_queries_for_one_session_and_for_many(client, home):
    session_page("The first", theme=Theme.objects.create(name="Health", slug="health"))
    client.get("/evidence/")
    with CaptureQueriesContext(connection) as for_one:
        client.get("/evidence/?page=1")
    for number in range(19):
        session_page(f"Session {number}", theme=Theme.objects.get())
    with CaptureQueriesContext(connection) as for_many:
        client.get("/evidence/?page=1&theme=")
    assert len(for_many) == len(for_one)


def test_what_cites_a_session_is_listed_with_it(client, home):
    page = session_page()
    item = news_page("A news item about it", related=[("page", page)])
    news_page("A draft about it", related=[("page", page)], live=False)
    news_page("A withdrawn item about it", related=[("page", page)], **WITHDRAWN)
    in_text = news_page("Cites it in its text", body=[("text", f'<p><a linktype="page" id="{page.pk}">It</a></p>')])
    html = html_of(client, page.url)
    assert item.title in html
    assert in_text.title in html
    assert "A draft about it" not in html
    assert "A withdrawn item about it" not in html


def test_a_session_without_a_recorded_day_never_counts_as_to_come(home):
    page = session_page(date=TOMORROW, date_precision=Precision.UNKNOWN)
    assert not page.is_to_come


def test_the_figure_counts_only_sessions_that_were_held(home):
    session_page("Held", date=datetime.date(2021, 1, 26))
    session_page("To come", date=TOMORROW)
    session_page("Of an unknown day", date=TOMORROW, date_precision=Precision.UNKNOWN)
    assert live_figures.find("sessions").value == "2"


def test_the_index_says_how_many_sessions_the_calendar_leaves_out(client, home):
    session_page("Known")
    for precision in (Precision.MONTH, Precision.UNKNOWN):
        session_page(f"Known by {precision}", date_precision=precision)
    assert "The calendar leaves out 2 sessions with no recorded day" in client.get("/evidence/").content.decode()
    assert client.get("/calendar/sessions.ics").content.decode().count("BEGIN:VEVENT") == 1


def test_the_index_says_nothing_of_a_calendar_that_is_complete(client, home):
    session_page("Known")
    assert "The calendar leaves out" not in client.get("/evidence/").content.decode()
