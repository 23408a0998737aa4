"""Taking a message in hand, and saying how it ended.

Both are one conditional UPDATE each, committed at once: of any number of processes one gets the row, and a
process whose lease has run out cannot overwrite what was decided meanwhile.
"""

import logging
import random
import time
import uuid
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F
from django.db.models.functions import Now

from .clock import seconds_from_now
from .models import OutgoingMessage
from .states import State

logger = logging.getLogger(__name__)

CANDIDATES = 40
CANDIDATES_FRESH_SECONDS = 1.0
PAUSES_BETWEEN_MARKS = (0.1, 0.5, 2.0, 5.0)


class Line:
    """The next messages in line, as hints: the claim itself decides who gets which."""

    def __init__(self) -> None:
        self._hints: list[tuple[int, int]] = []
        self._read_at = 0.0

    def peek(self) -> tuple[int, int] | None:
        """The id and priority of the next one due, or None. Urgent ones are seen within a second."""
        if not self._hints or time.monotonic() - self._read_at > CANDIDATES_FRESH_SECONDS:
            due = OutgoingMessage.objects.due().in_line().values_list("pk", "priority")
            self._hints = list(due[:CANDIDATES])
            # Several processes start at different ends of one priority, so they rarely meet.
            random.shuffle(self._hints)
            self._hints.sort(key=lambda hint: hint[1], reverse=True)
            self._read_at = time.monotonic()
        return self._hints[-1] if self._hints else None

    def drop(self) -> None:
        self._hints.pop()


def claim(pk: int) -> OutgoingMessage | None:
    """Take this message in hand under a lease; None when another process was faster or it is not due."""
    lease = uuid.uuid4().hex
    with transaction.atomic(durable=True):
        taken = (
            OutgoingMessage.objects.due()
            .filter(pk=pk)
            .update(
                state=State.SENDING,
                lease=lease,
                leased_until=seconds_from_now(settings.MAIL_LEASE_SECONDS),
                started_at=Now(),
                attempts=F("attempts") + 1,
            )
        )
    return OutgoingMessage.objects.get(pk=pk) if taken else None


def settle(message: OutgoingMessage, state: State, **changes: Any) -> bool:
    """Write how the attempt ended, if the lease is still ours. Tries again for a while when the database is away.

    Raises OperationalError or InterfaceError when the database stays away: the message is then decided by the
    sweep when its lease has run out.
    """
    if state != State.QUEUED:
        changes["finished_at"] = Now()
    for pause in (*PAUSES_BETWEEN_MARKS, None):
        try:
            return _settle_now(message, state, changes)
        except (OperationalError, InterfaceError):
            if pause is None or connection.in_atomic_block:
                raise
            logger.exception("Message %s ended as %s, but the database is away.", message.pk, state)
            time.sleep(pause)
            connection.close()
    return False


def _settle_now(message: OutgoingMessage, state: State, changes: dict[str, Any]) -> bool:
    mine = OutgoingMessage.objects.filter(pk=message.pk, state=State.SENDING, lease=message.lease)
    changed = mine.update(state=state, lease="", leased_until=None, **changes)
    if not changed:
        logger.error("Message %s ended as %s after its lease had run out.", message.pk, state)
    return bool(changed)
