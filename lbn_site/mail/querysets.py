"""Which messages?"""

from typing import Any

from django.db import models
from django.db.models.functions import Now

from .clock import seconds_from_now
from .states import RETRYABLE, State


class OutgoingMessageQuerySet(models.QuerySet[Any]):
    """Questions about the outbox, all asked on the database's clock."""

    def waiting(self) -> "OutgoingMessageQuerySet":
        return self.filter(state=State.QUEUED)

    def due(self) -> "OutgoingMessageQuerySet":
        """What may be sent now."""
        return self.waiting().filter(next_attempt_at__lte=Now())

    def due_for(self, seconds: float) -> "OutgoingMessageQuerySet":
        """What should have been sent that long ago."""
        return self.waiting().filter(next_attempt_at__lte=seconds_from_now(-seconds))

    def in_line(self) -> "OutgoingMessageQuerySet":
        """In the order of sending: urgent ones first, then who waits longest."""
        return self.order_by("priority", "next_attempt_at", "pk")

    def with_expired_lease(self) -> "OutgoingMessageQuerySet":
        """Taken in hand by a process that did not finish in time."""
        return self.filter(state=State.SENDING, leased_until__lte=Now())

    def in_doubt(self) -> "OutgoingMessageQuerySet":
        return self.filter(state=State.UNCERTAIN)

    def failed(self) -> "OutgoingMessageQuerySet":
        return self.filter(state=State.FAILED)

    def written_within(self, seconds: float) -> "OutgoingMessageQuerySet":
        """What was put in line in the last so many seconds."""
        return self.filter(created_at__gte=seconds_from_now(-seconds))

    def sent_within(self, seconds: float) -> "OutgoingMessageQuerySet":
        """What was sent in the last so many seconds."""
        return self.filter(state=State.SENT, finished_at__gte=seconds_from_now(-seconds))

    def refused_within(self, seconds: float) -> "OutgoingMessageQuerySet":
        """What a server refused for good in the last so many seconds."""
        return self.failed().filter(finished_at__gte=seconds_from_now(-seconds)).exclude(refusal="")

    def put_off(self) -> "OutgoingMessageQuerySet":
        """What waits because the receiving server asked to try again later (4xx)."""
        return self.waiting().filter(reply_code__gte=400, reply_code__lt=500)

    def about(self, reference: str) -> "OutgoingMessageQuerySet":
        return self.filter(about=reference)

    def forget(self) -> int:
        """Take out to whom they went, and the server's words with it, which may repeat the address; how many."""
        return self.update(recipient="", context={}, reply="", reason="")

    def retryable(self) -> "OutgoingMessageQuerySet":
        """What staff may send again: failed, in doubt, or cancelled before it went."""
        return self.filter(state__in=RETRYABLE).exclude(recipient="")
