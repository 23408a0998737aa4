"""Sessions as calendar files, read back by the library."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from lbn_site.core.dates import Precision
from lbn_site.evidence.calendars import calendar_of

from .factories import session_page

LONDON = ZoneInfo("Europe/London")


def events(client, address="/calendar/sessions.ics"):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/calendar")
    return Calendar.from_ical(response.content)


def test_a_session_with_times_stands_at_uk_time(client, home):
    page = session_page(starts_at=datetime.time(14, 0), ends_at=datetime.time(15, 30), place="Room 9")
    calendar = events(client, f"/calendar/session-{page.pk}.ics")
    (event,) = calendar.events
    assert event.start == datetime.datetime(2020, 9, 22, 14, 0, tzinfo=LONDON)
    assert event.start.utcoffset() == datetime.timedelta(hours=1)
    assert event.end == datetime.datetime(2020, 9, 22, 15, 30, tzinfo=LONDON)
    assert event["LOCATION"] == "Room 9"
    assert event["URL"] == f"https://lbn.example{page.url}"
    assert [str(zone["TZID"]) for zone in calendar.timezones] == ["Europe/London"]


def test_a_session_without_times_takes_its_whole_day(client, home):
    session_page()
    (event,) = events(client).events
    assert event.start == datetime.date(2020, 9, 22)


def test_the_feed_holds_every_session_whose_day_is_known(client, home):
    session_page("Known day")
    session_page("Known month", date_precision=Precision.MONTH)
    session_page("A draft", live=False)
    calendar = events(client)
    assert [str(event["SUMMARY"]) for event in calendar.events] == ["Known day"]
    assert len({str(event["UID"]) for event in calendar.events}) == 1


def test_a_withdrawn_session_is_cancelled_in_calendars_that_subscribed(client, home):
    session_page(withdrawn_on=datetime.date(2020, 9, 1), withdrawn_reason="It did not take place.")
    (event,) = events(client).events
    assert event["STATUS"] == "CANCELLED"


def test_the_feed_carries_the_closing_notice(client, home):
    assert "No longer updated." in str(events(client)["X-WR-CALDESC"])


def test_a_draft_has_no_calendar_file(client, home):
    page = session_page(live=False)
    assert client.get(f"/calendar/session-{page.pk}.ics").status_code == 404


@pytest.mark.parametrize("number", [2**63 - 1, 2**63, 10**30, "9" * 5000])
def test_a_number_that_no_session_can_have_is_not_found(client, home, number):
    assert client.get(f"/calendar/session-{number}.ics").status_code == 404
    assert client.get(f"/share/{number}.png").status_code == 404


def test_a_session_says_when_it_was_changed_and_how_often(home):
    page = session_page()
    page.save_revision().publish()
    page.refresh_from_db()
    (first,) = Calendar.from_ical(calendar_of([page])).events
    assert first["SEQUENCE"] == 0
    assert first["LAST-MODIFIED"].dt == page.last_published_at.replace(microsecond=0)
    page.last_published_at += datetime.timedelta(hours=2)
    (second,) = Calendar.from_ical(calendar_of([page])).events
    assert second["SEQUENCE"] == 7200
    assert second["UID"] == first["UID"]
    assert second["LAST-MODIFIED"].dt > first["LAST-MODIFIED"].dt


def test_an_end_that_is_its_beginning_is_left_out(client, home):
    session_page(starts_at=datetime.time(14), ends_at=datetime.time(14))
    (event,) = events(client).events
    assert "DTEND" not in event


def test_an_end_that_the_clock_puts_before_its_beginning_is_left_out(home):
    """At 01:00 of this night clocks go to 02:00, so 01:30 is shown by none and means 02:30."""
    page = session_page(date=datetime.date(2026, 3, 29), starts_at=datetime.time(1, 30), ends_at=datetime.time(2))
    (event,) = Calendar.from_ical(calendar_of([page])).events
    assert "DTEND" not in event
    assert "endDate" not in page.structured_data


@pytest.mark.parametrize("year", [1, 26, 3500, 9999])
def test_a_stored_day_that_no_form_takes_breaks_no_calendar(client, home, year):
    session_page(date=datetime.date(year, 12, 31), starts_at=datetime.time(), ends_at=datetime.time(23, 59))
    session_page("Another", starts_at=datetime.time(14))
    calendar = events(client)
    assert len(calendar.events) == 2
    assert [str(zone["TZID"]) for zone in calendar.timezones] == ["Europe/London"]
