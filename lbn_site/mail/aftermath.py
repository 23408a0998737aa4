"""What follows from an attempt that went wrong."""

import random
from typing import Any

from django.db.models import F

from . import claims, server
from .clock import seconds_from_now
from .errors import ConnectionLostError, InDoubtError, MailError, Refusal, RefusedError, ServerAwayError
from .kinds import Kind, OnDoubt
from .models import OutgoingMessage
from .states import State

MINUTE = 60
RETRY_DELAYS = (7 * MINUTE, 15 * MINUTE, 60 * MINUTE, 240 * MINUTE)
RETRY_JITTER = 0.2
DOUBT_DELAY = 5 * MINUTE
LONGEST_REASON = 500


def settle(fault: MailError, message: OutgoingMessage, kind: Kind) -> State:
    """Write down what follows from the fault; the state the message is in then."""
    told: dict[str, Any] = {"reason": fault.explanation, "reply_code": fault.code}
    if isinstance(fault, RefusedError):
        return _refused(fault, message, kind, told)
    if isinstance(fault, InDoubtError):
        return _in_doubt(message, kind, told)
    if isinstance(fault, ServerAwayError | ConnectionLostError):
        told["attempts"] = F("attempts") - 1
    return _put_off(message, kind, told)


def not_made(error: Exception, message: OutgoingMessage) -> State:
    """A message whose content could not be made fails at once, and alone."""
    reason = f"The message could not be put together: {type(error).__name__}: {error}"
    claims.settle(message, State.FAILED, reason=reason[:LONGEST_REASON])
    return State.FAILED


def unknown_kind(message: OutgoingMessage) -> State:
    """A kind that only a newer version of the site knows waits for that version."""
    claims.settle(message, State.QUEUED, attempts=F("attempts") - 1, next_attempt_at=seconds_from_now(60 * MINUTE))
    return State.QUEUED


def retry_delay(attempts: int) -> float:
    """Seconds until the next attempt: 7 and 15 minutes, 1 hour, then every 4 hours, a fifth more or less."""
    base = RETRY_DELAYS[min(max(attempts, 1), len(RETRY_DELAYS)) - 1]
    return base * random.uniform(1 - RETRY_JITTER, 1 + RETRY_JITTER)  # noqa: S311


def _refused(fault: RefusedError, message: OutgoingMessage, kind: Kind, told: dict[str, Any]) -> State:
    claims.settle(message, State.FAILED, refusal=fault.refusal, **told)
    if fault.refusal in {Refusal.SENDER, Refusal.CONTENT}:
        server.refuses_us(fault.explanation)
    elif kind.refused is not None:
        kind.refused(message, fault)
    return State.FAILED


def _in_doubt(message: OutgoingMessage, kind: Kind, told: dict[str, Any]) -> State:
    """Sent once more after a while under the same Message-ID, or left to staff."""
    told["doubts"] = F("doubts") + 1
    if kind.on_doubt == OnDoubt.SEND_AGAIN and message.doubts == 0:
        claims.settle(message, State.QUEUED, next_attempt_at=seconds_from_now(DOUBT_DELAY), **told)
        return State.QUEUED
    claims.settle(message, State.UNCERTAIN, **told)
    return State.UNCERTAIN


def _put_off(message: OutgoingMessage, kind: Kind, told: dict[str, Any]) -> State:
    if _is_too_old(message, kind):
        told["reason"] = f"Given up after {kind.give_up_hours} hours. {told['reason']}"[:LONGEST_REASON]
        claims.settle(message, State.FAILED, **told)
        return State.FAILED
    claims.settle(message, State.QUEUED, next_attempt_at=seconds_from_now(retry_delay(message.attempts)), **told)
    return State.QUEUED


def _is_too_old(message: OutgoingMessage, kind: Kind) -> bool:
    """Whether it has been tried for as long as its kind allows, on the database's clock."""
    old = OutgoingMessage.objects.filter(pk=message.pk, created_at__lte=seconds_from_now(-3600 * kind.give_up_hours))
    return old.exists()
