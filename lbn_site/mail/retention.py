"""How long the outbox remembers."""

from collections.abc import Callable

from django.db.models import QuerySet

from lbn_site.core import retention

from .models import OutgoingMessage

BATCH = 1000
RECIPIENTS = retention.register(
    "mail-recipients",
    what="To whom a mail went",
    days=lambda: 30,
    after="the mail was sent",
    why="So that we can find out what happened when somebody misses a mail.",
)
MESSAGES = retention.register(
    "mail-records",
    what="That a mail of some kind went out, without the address",
    days=lambda: 365,
    after="the mail was sent",
    why="To see whether mail works.",
)


def purge() -> int:
    """Forget recipients and delete old rows, in small transactions; how many rows changed."""
    finished = OutgoingMessage.objects.filter(finished_at__isnull=False)
    forgotten = finished.filter(finished_at__lt=RECIPIENTS.cutoff()).exclude(recipient="")
    old = finished.filter(finished_at__lt=MESSAGES.cutoff())
    return _in_batches(forgotten, lambda rows: rows.update(recipient="", context={}, reply="")) + _in_batches(
        old, lambda rows: rows.delete()[0]
    )


def _in_batches(rows: "QuerySet[OutgoingMessage]", act: Callable[["QuerySet[OutgoingMessage]"], int]) -> int:
    changed = 0
    while keys := list(rows.values_list("pk", flat=True)[:BATCH]):
        changed += act(OutgoingMessage.objects.filter(pk__in=keys))
    return changed
