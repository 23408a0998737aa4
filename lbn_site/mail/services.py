"""Acts on the outbox."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now

from . import doorbell, folder, kinds
from .clock import seconds_from_now
from .models import MailService, OutgoingMessage
from .querysets import OutgoingMessageQuerySet
from .states import CANCELLABLE, State


@transaction.atomic
def queue(
    *,
    kind: str,
    recipient: str,
    about: str,
    dedupe_key: str,
    context: dict[str, Any] | None = None,
    delay_seconds: float = 0,
) -> OutgoingMessage | None:
    """Put a message in the outbox within the caller's transaction; None when this one is there already.

    Raises KeyError for a kind that nobody registered.
    """
    found = kinds.find(kind)
    if found is None:
        raise KeyError(f"No app has registered the kind of message {kind!r}.")
    message, is_new = OutgoingMessage.objects.get_or_create(
        dedupe_key=dedupe_key,
        defaults={
            "kind": kind,
            "recipient": recipient,
            "about": about,
            "context": context or {},
            "priority": found.priority,
        },
    )
    if not is_new:
        return None
    if delay_seconds:
        delay(messages=OutgoingMessage.objects.filter(pk=message.pk), seconds=delay_seconds)
    else:
        doorbell.ring_after_commit(message.pk)
    return message


def delay(*, messages: OutgoingMessageQuerySet, seconds: float) -> int:
    """Let waiting messages wait so much longer from now; how many."""
    return messages.waiting().update(next_attempt_at=seconds_from_now(seconds))


def retry(*, messages: OutgoingMessageQuerySet) -> int:
    """Send failed, doubtful or cancelled messages again, and waiting ones now; how many."""
    count = messages.waiting().update(next_attempt_at=Now())
    count += messages.retryable().update(
        state=State.QUEUED,
        next_attempt_at=Now(),
        created_at=Now(),
        crashes=0,
        doubts=0,
        finished_at=None,
        reason="",
        refusal="",
    )
    doorbell.ring_after_commit()
    return count


def cancel(*, messages: OutgoingMessageQuerySet, reason: str) -> int:
    """Take waiting or doubtful messages out of the line; how many."""
    return messages.filter(state__in=CANCELLABLE).update(state=State.CANCELLED, finished_at=Now(), reason=reason)


def call_it_sent(*, messages: OutgoingMessageQuerySet) -> int:
    """Settle doubtful messages as having arrived; how many."""
    return messages.in_doubt().update(state=State.SENT, finished_at=Now(), reason="Staff say that it arrived.")


def forget_recipient(*, about: str) -> int:
    """Take the address out of every message about this, and cancel those that wait; how many rows.

    Where emails are kept in a folder, those to the address are deleted, whatever they are about.
    """
    rows = OutgoingMessage.objects.about(about)
    addresses = set(rows.exclude(recipient="").values_list("recipient", flat=True))
    transaction.on_commit(lambda: folder.forget(addresses))
    cancel(messages=rows, reason="The person's data was erased.")
    return rows.forget()


def pause(*, because: str) -> None:
    """Stop all mail, within seconds."""
    MailService.load()
    MailService.objects.filter(pk=1, paused_at__isnull=True).update(paused_at=Now(), paused_because=because)


def resume() -> None:
    """Let mail go again."""
    MailService.objects.filter(pk=1).update(paused_at=None, paused_because="", refusals_in_a_row=0)
    doorbell.ring_after_commit()


def allow_this_installation() -> None:
    """Let this installation send from this database, after it was copied or restored."""
    MailService.load()
    MailService.objects.filter(pk=1).update(allowed_env=settings.MAIL_ALLOWED_ENV)
    doorbell.ring_after_commit()
