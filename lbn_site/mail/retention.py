"""How long the outbox remembers."""

from typing import Any

from django.db.models import QuerySet

from lbn_site.core import retention

from . import folder, months
from .models import OutgoingMessage

RECIPIENTS = retention.register(
    "mail-recipients",
    what="The address that an email was sent to",
    days=lambda: 30,
    after="the email was sent",
    why="So that we can find out what happened if someone does not receive an email.",
)
MESSAGES = retention.register(
    "mail-records",
    what="That an email of a certain kind was sent, without the address",
    days=lambda: 365,
    after="the email was sent",
    why="To see whether email is working.",
)
if folder.is_in_use():
    retention.register(
        "mail-folder",
        what="An email that this installation keeps in a folder instead of sending",
        days=lambda: folder.KEPT_DAYS,
        after="it was written",
        why="To try the site without sending emails.",
    )


def purge() -> int:
    """Forget recipients and delete old rows but for their number, in small transactions; how many rows changed."""
    finished = OutgoingMessage.objects.filter(finished_at__isnull=False)
    forgotten = finished.filter(finished_at__lt=RECIPIENTS.cutoff()).exclude(recipient="")
    old = finished.filter(finished_at__lt=MESSAGES.cutoff())
    return retention.in_batches(forgotten, lambda rows: rows.forget()) + retention.in_batches(old, _count_and_delete)


def _count_and_delete(rows: QuerySet[Any]) -> None:
    months.keep(rows)
    rows.delete()
