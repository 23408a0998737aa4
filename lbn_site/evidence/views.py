"""Sessions as calendar files."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header

from lbn_site.core.public_addresses import PublicAddress

from .calendars import calendar_of
from .models import EvidenceSessionPage


def all_sessions(request: HttpRequest) -> HttpResponse:
    """The calendar feed: every session whose day is known, for calendars that subscribe."""
    return _calendar(EvidenceSessionPage.objects.live().on_a_day().order_by("date", "pk"), "sessions.ics")


def one_session(request: HttpRequest, pk: int) -> HttpResponse:
    """One session, to put into one's own calendar."""
    session = get_object_or_404(EvidenceSessionPage.objects.live().on_a_day(), pk=pk)
    return _calendar([session], f"session-{session.slug}.ics")


def public_addresses() -> list[PublicAddress]:
    """The addresses of the calendar files, for whoever copies the site."""
    sessions = EvidenceSessionPage.objects.live().on_a_day().values_list("pk", flat=True)
    own = [PublicAddress(reverse("session-calendar", args=[pk])) for pk in sessions]
    return [PublicAddress(reverse("sessions-calendar")), *own]


def _calendar(sessions: Iterable[EvidenceSessionPage], name: str) -> HttpResponse:
    response = HttpResponse(calendar_of(sessions), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    return response
