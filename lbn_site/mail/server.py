"""Whether the mail server can be used: kept in the database, so all processes know it at once.

After five failures in a row nobody tries but one process at a time, after 30 seconds, then 1, 2, 4 … 15 minutes.
"""

import logging

from django.db.models import F, Q
from django.db.models.functions import Coalesce, Now

from .clock import seconds_from_now
from .errors import ServerAwayError
from .models import MailService

logger = logging.getLogger(__name__)

FAILURES_TO_OPEN = 5
FIRST_PROBE_SECONDS = 30
LONGEST_PROBE_SECONDS = 15 * 60
REFUSALS_TO_PAUSE = 10


def may_be_tried() -> bool:
    """Whether this process may connect now; while the server is away it takes the turn of the next probe."""
    service = MailService.load()
    if service.server_failures < FAILURES_TO_OPEN:
        return True
    turn = Q(next_probe_at__isnull=True) | Q(next_probe_at__lte=Now())
    return bool(
        MailService.objects.filter(turn, pk=1).update(next_probe_at=seconds_from_now(FIRST_PROBE_SECONDS * 2))
    )


def is_away(fault: ServerAwayError) -> None:
    """Note a failed connection."""
    failures = MailService.load().server_failures + 1
    MailService.objects.filter(pk=1).update(
        server_failures=F("server_failures") + 1,
        server_away_since=Coalesce(F("server_away_since"), Now()),
        server_error=fault.explanation,
        next_probe_at=seconds_from_now(probe_delay(failures)),
    )
    logger.error("The mail server cannot be used (failure %s): %s", failures, fault.explanation)


def is_back() -> None:
    """Note that the server took a connection."""
    changed = MailService.objects.filter(pk=1, server_failures__gt=0).update(
        server_failures=0, server_away_since=None, server_error="", next_probe_at=None
    )
    if changed:
        logger.warning("The mail server can be reached again.")


def probe_delay(failures: int) -> int:
    """Seconds until the next try after so many failures in a row."""
    beyond = failures - FAILURES_TO_OPEN
    return 0 if beyond < 0 else min(FIRST_PROBE_SECONDS * 2**beyond, LONGEST_PROBE_SECONDS)


def refuses_us(explanation: str) -> None:
    """Note that the server refused our sender or our content; ten in a row pause all mail.

    The cause is then ours (a lapsed account, a blocked sender), and every further message would fail as well.
    """
    MailService.objects.filter(pk=1).update(refusals_in_a_row=F("refusals_in_a_row") + 1)
    paused = MailService.objects.filter(
        pk=1, refusals_in_a_row__gte=REFUSALS_TO_PAUSE, paused_at__isnull=True
    ).update(
        paused_at=Now(),
        paused_because=f"Paused automatically after {REFUSALS_TO_PAUSE} refusals. {explanation}"[:500],
    )
    if paused:
        logger.error("All email is paused: the mail server refused %s messages in a row.", REFUSALS_TO_PAUSE)


def accepts_us() -> None:
    """Note that the server took a message."""
    MailService.objects.filter(pk=1, refusals_in_a_row__gt=0).update(refusals_in_a_row=0)
