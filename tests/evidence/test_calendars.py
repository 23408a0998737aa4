"""Sessions as calendar files, read back by the library."""

import datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar

from lbn_site.core.dates import Precision

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
    assert "no longer updated" in str(events(client)["X-WR-CALDESC"])


def test_a_draft_has_no_calendar_file(client, home):
    page = session_page(live=False)
    assert client.get(f"/calendar/session-{page.pk}.ics").status_code == 404
