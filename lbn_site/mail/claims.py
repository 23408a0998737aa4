"""Taking a message in hand, and saying how it ended.

Both are one conditional UPDATE each, committed at once: of any number of processes one gets the row, and a
process whose lease has run out cannot overwrite what was decided meanwhile.
"""

import logging
import time
import uuid
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Case, CharField, Func, QuerySet, Value, When
from django.db.models.functions import Now
from django.db.models.lookups import Exact

from . import clock
from .models import OutgoingMessage
from .states import State

logger = logging.getLogger(__name__)

ANY_PRIORITY = 32_767
SERVERS_WORDS = {"reply", "reason"}
PAUSES_BETWEEN_MARKS = (0.1, 0.5, 2.0, 5.0)
# One statement finds the message, takes it and hands it back. Other processes that look at the same moment pass over
# a row that is locked (PostgreSQL) or wait for their turn (SQLite), so none takes a row in vain.
CLAIM = """
    UPDATE mail_outgoingmessage
    SET state = 'sending', lease = %(lease)s, started_at = {now}, leased_until = {later}, attempts = attempts + 1
    WHERE id = (
        SELECT id FROM mail_outgoingmessage
        WHERE state = 'queued' AND next_attempt_at <= {now} AND {which}
        ORDER BY priority, next_attempt_at LIMIT 1 {skip_locked}
    )
    RETURNING *
"""


def next_priority() -> int | None:
    """The priority of the next message in line, or None when nothing is due."""
    return OutgoingMessage.objects.due().in_line().values_list("priority", flat=True).first()


def claim(pk: int, *, priority: int = ANY_PRIORITY) -> OutgoingMessage | None:
    """Take this message in hand under a lease; None when another process was faster or it is not due."""
    return _claim("id = %(pk)s AND priority <= %(priority)s", pk=pk, priority=priority)


def claim_next(*, priority: int = ANY_PRIORITY) -> OutgoingMessage | None:
    """Take the next message in line, of this priority or a more urgent one; None when none is due."""
    return _claim("priority <= %(priority)s", priority=priority)


def _claim(which: str, **parameters: Any) -> OutgoingMessage | None:
    now, later = clock.sql_now_and_later("%(seconds)s")
    skip_locked = "FOR UPDATE SKIP LOCKED" if connection.features.has_select_for_update_skip_locked else ""
    statement = CLAIM.format(now=now, later=later, which=which, skip_locked=skip_locked)
    parameters |= {"lease": uuid.uuid4().hex, "seconds": settings.MAIL_LEASE_SECONDS}
    with transaction.atomic(durable=True):
        taken = list(OutgoingMessage.objects.raw(statement, parameters))
    return taken[0] if taken else None


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
            logger.exception("Message %s ended as %s, but the database cannot be reached.", message.pk, state)
            time.sleep(pause)
            connection.close()
    return False


def _settle_now(message: OutgoingMessage, state: State, changes: dict[str, Any]) -> bool:
    mine = OutgoingMessage.objects.filter(pk=message.pk, state=State.SENDING, lease=message.lease)
    words = {name: _unless_forgotten(changes[name]) for name in SERVERS_WORDS & changes.keys()}
    changed = _without_waiting_for_the_disk(mine).update(state=state, lease="", leased_until=None, **changes | words)
    if not changed:
        logger.error("Message %s ended as %s after its lease had run out.", message.pk, state)
    return bool(changed)


def _unless_forgotten(words: str) -> Case:
    """These words, or none where the recipient was erased meanwhile: a server may repeat the address."""
    return Case(When(recipient="", then=Value("")), default=Value(words), output_field=CharField())


def _without_waiting_for_the_disk(rows: QuerySet[Any]) -> QuerySet[Any]:
    """On PostgreSQL, let a mark be committed without a write to disk of its own.

    The next claim is written to disk before its message is handed over, and takes the mark along. So a database
    that crashes forgets at most the last mark of a process, and that message is in doubt as any other.
    """
    if connection.vendor != "postgresql":
        return rows
    words = Value("synchronous_commit"), Value("off"), Value(value=True)
    return rows.filter(Exact(Func(*words, function="set_config", output_field=CharField()), Value("off")))
