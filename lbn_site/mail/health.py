"""How mail stands, for monitors and for staff: what waits, since when, and what is wrong in plain words.

An app whose mail can go wrong in a way of its own adds a check in `AppConfig.ready`:

    health.also_check(floods.alarm)
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.timesince import timesince
from django.views.decorators.cache import never_cache

from . import kinds, server
from .clock import database_now
from .models import MailService, OutgoingMessage
from .querysets import OutgoingMessageQuerySet

MINUTE = 60
LONGEST_WAIT_URGENT = 5 * MINUTE
LONGEST_WAIT_OTHERS = 30 * MINUTE
LONGEST_WITHOUT_SWEEP = 3 * MINUTE
LONGEST_SERVER_AWAY = 15 * MINUTE
LONGEST_DOUBT = datetime.timedelta(hours=24)

Check = Callable[[], str | None]
_checks: list[Check] = []


def also_check(check: Check) -> None:
    """Add a check: it answers None when all is well, else what is wrong in plain words."""
    _checks.append(check)


@dataclass
class Health:
    """A snapshot. `problems` is empty when all is well; `next_probe_at` is set while nobody uses the server."""

    service: MailService
    problems: list[str]
    oldest_due_at: datetime.datetime | None
    waiting: int
    failed: int
    in_doubt: int
    next_probe_at: datetime.datetime | None


def look() -> Health:
    """Look at the outbox and at the state of sending."""
    service = MailService.load()
    messages = OutgoingMessage.objects.all()
    oldest = messages.due().order_by("next_attempt_at").values_list("next_attempt_at", flat=True).first()
    return Health(
        service,
        [*_problems(service, messages), *filter(None, (check() for check in _checks))],
        oldest,
        messages.waiting().count(),
        messages.failed().exclude(recipient="").count(),
        messages.in_doubt().count(),
        service.next_probe_at if service.server_failures >= server.FAILURES_TO_OPEN else None,
    )


def is_held_up() -> bool:
    """Whether no email leaves now: mail is paused, or its server is away."""
    service = MailService.load()
    return not service.may_send or service.server_failures >= server.FAILURES_TO_OPEN


def _problems(service: MailService, messages: OutgoingMessageQuerySet) -> list[str]:
    now = database_now()
    found = []
    if service.runs_elsewhere:
        found.append("This database belongs to another installation, so no email is being sent.")
    elif not service.is_paused:
        urgent = messages.filter(priority=kinds.URGENT)
        if urgent.due_for(LONGEST_WAIT_URGENT).exists() or messages.due_for(LONGEST_WAIT_OTHERS).exists():
            found.append("Emails that are due are not being sent. Is the worker running?")
    if _longer_ago(now, service.last_sweep_at, LONGEST_WITHOUT_SWEEP):
        since = f"for {timesince(service.last_sweep_at, now)}" if service.last_sweep_at else "at all"
        found.append(f"The outbox has not been checked {since}. Are the worker and beat running?")
    if service.server_away_since and _longer_ago(now, service.server_away_since, LONGEST_SERVER_AWAY):
        found.append(f"The mail server has not been reachable for {timesince(service.server_away_since, now)}.")
    if messages.in_doubt().filter(finished_at__lt=timezone.now() - LONGEST_DOUBT).exists():
        found.append("Messages have been in doubt for more than a day. Look at them in the outbox.")
    return found


def _longer_ago(now: datetime.datetime, moment: datetime.datetime | None, seconds: int) -> bool:
    return moment is None or now - moment > datetime.timedelta(seconds=seconds)


@never_cache
def check(request: HttpRequest) -> JsonResponse:
    """For monitors: 200, or 503 with what is wrong. Not part of readiness: pages work without mail."""
    problems = look().problems
    status = 503 if problems else 200
    return JsonResponse({"status": "unhealthy" if problems else "ok", "problems": problems}, status=status)
