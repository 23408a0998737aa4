"""The sweep: decides what a dead process left in hand, and rings again for what is due.

It runs every half minute, by whom and how often does not matter: each step is a conditional update.
"""

import logging

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Now

from . import doorbell, kinds
from .kinds import OnDoubt
from .models import MailService, OutgoingMessage
from .states import State

logger = logging.getLogger(__name__)

MOST_CRASHES = 3
MOST_BELLS = 4
MESSAGES_A_BELL = 50


def sweep() -> int:
    """Note the time, decide expired leases, ring for what is due; how many messages are due."""
    note()
    decide_expired_leases()
    return ring_for_due()


def note() -> None:
    """Say that a sweep ran, and let a new database belong to this installation."""
    MailService.load()
    MailService.objects.filter(pk=1).update(last_sweep_at=Now())
    MailService.objects.filter(pk=1, allowed_env="").update(allowed_env=settings.MAIL_ALLOWED_ENV)


def decide_expired_leases() -> int:
    """Decide each message whose process died with it; how many there were."""
    expired = OutgoingMessage.objects.with_expired_lease()
    decided = 0
    for message in expired[:1000]:
        mine = expired.filter(pk=message.pk, lease=message.lease)
        decided += mine.update(lease="", leased_until=None, crashes=F("crashes") + 1, **_decision(message))
    if decided:
        logger.warning("%s messages were in the hands of processes that died.", decided)
    return decided


def ring_for_due() -> int:
    """Ring for what is due, once for every so many messages; how many are due."""
    due = OutgoingMessage.objects.due().count() if MailService.load().may_send else 0
    for _bell in range(min(MOST_BELLS, -(-due // MESSAGES_A_BELL))):
        doorbell.ring()
    return due


def _decision(message: OutgoingMessage) -> dict[str, object]:
    """Nobody knows whether the server took it before the process died."""
    kind = kinds.find(message.kind)
    if message.crashes + 1 >= MOST_CRASHES:
        return {
            "state": State.FAILED,
            "finished_at": Now(),
            "reason": f"The process that was sending it failed {MOST_CRASHES} times: crashed sender.",
        }
    if kind is None or kind.on_doubt == OnDoubt.ASK_STAFF:
        return {
            "state": State.UNCERTAIN,
            "finished_at": Now(),
            "doubts": F("doubts") + 1,
            "reason": "The process that was sending it failed before the mail server's answer was recorded.",
        }
    return {
        "state": State.QUEUED,
        "next_attempt_at": Now(),
        "doubts": F("doubts") + 1,
        "reason": "The process that was sending it failed; it will be sent again with the same Message-ID.",
    }
