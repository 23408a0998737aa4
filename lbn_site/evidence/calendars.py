"""Sessions as iCalendar (RFC 5545), for one session or for all."""

import datetime
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from lbn_site.core.addresses import absolute
from lbn_site.core.campaign import Campaign
from lbn_site.core.storable_text import storable, storable_line

from .models import EvidenceSessionPage

# Later days may be stored, though no form takes them; nobody knows the rules of summer time so far ahead.
LAST_YEAR = 2999
REFRESH = datetime.timedelta(hours=12)


def calendar_of(sessions: Iterable[EvidenceSessionPage]) -> bytes:
    """A calendar of the sessions whose day is known; one that is withdrawn stands there as cancelled."""
    campaign = Campaign.current()
    calendar = Calendar()
    calendar.add("prodid", f"-//{campaign.name}//Evidence sessions//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", storable_line(f"{campaign.name}: evidence sessions"))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    if campaign.shows_notice:
        calendar.add("x-wr-caldesc", storable(campaign.notice_text))
    years = []
    for session in sessions:
        calendar.add_component(_event(session))
        years.append(min(session.date.year, LAST_YEAR))
    if years:  # the rules of summer time for these years only
        calendar.add_missing_timezones(
            first_date=datetime.date(min(years), 1, 1), last_date=datetime.date(max(years) + 1, 12, 31)
        )
    return calendar.to_ical()


def _event(session: EvidenceSessionPage) -> Event:
    event = Event()
    event.add("uid", f"session-{session.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", _changed(session))
    event.add("last-modified", _changed(session))
    event.add("sequence", _times_revised(session))
    event.add("dtstart", session.starts())
    if session.ends():
        event.add("dtend", session.ends())
    event.add("summary", storable_line(session.title))
    event.add("url", absolute(session.url))
    event.add(
        "description", "\n\n".join(part for part in (storable(session.question), absolute(session.url)) if part)
    )
    place = ", ".join(part for part in (session.place, session.get_attendance_display()) if part)
    if place:
        event.add("location", storable_line(place))
    event.add("status", "CANCELLED" if session.is_withdrawn else "CONFIRMED")
    event.add("transp", "OPAQUE" if session.starts_at else "TRANSPARENT")
    return event


def _times_revised(session: EvidenceSessionPage) -> int:
    """A number that grows with each publication (RFC 5545, 3.8.7.4): the seconds since the first, 0 at the first."""
    first, last = session.first_published_at, session.last_published_at
    return max(0, int((last - first).total_seconds())) if first and last else 0


def _changed(session: EvidenceSessionPage) -> datetime.datetime:
    """When the session was last published; its own day for one that never went through the editor."""
    changed = session.last_published_at or datetime.datetime.combine(session.date, datetime.time(), datetime.UTC)
    return changed.astimezone(datetime.UTC)
