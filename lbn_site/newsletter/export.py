"""The list as a file that a spreadsheet can open without running any of it."""

import csv
from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from .models import ConsentEvent, Subscription

BYTE_ORDER_MARK = "\ufeff"
# Starts of a formula, in ASCII and full width, and what spreadsheets skip before one (OWASP ASVS 1.2.10, CWE-1236).
DANGEROUS_STARTS = tuple("=+-@\t\r\n\0＝＋－＠")
COLUMNS = ("address", "state", "asked_at", "confirmed_at", "unsubscribed_at", "page", "words_agreed_to")


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def inert(text: Any) -> str:
    """The text as a cell that no spreadsheet takes for a formula; others are left as they are."""
    value = "" if text is None else str(text)
    return f"'{value}" if value.startswith(DANGEROUS_STARTS) else value


def lines(subscriptions: QuerySet[Subscription]) -> Iterator[str]:
    """The file, line by line, quoted throughout."""
    writer = csv.writer(_Echo(), quoting=csv.QUOTE_ALL)
    yield BYTE_ORDER_MARK + writer.writerow(COLUMNS)
    for subscription in _with_last_events(subscriptions).iterator(chunk_size=500):
        yield writer.writerow([inert(cell) for cell in _cells(subscription)])


def _with_last_events(subscriptions: QuerySet[Subscription]) -> QuerySet[Any]:
    """With the page and the words of the last sign-up.

    Asked for as columns: events fetched beside their subscriptions would refer to each other and pile up in memory.
    """
    events = ConsentEvent.objects.filter(subscription=OuterRef("pk")).order_by("-at", "-pk")
    return (
        subscriptions.exclude(address="")
        .annotate(
            page=Subquery(events.filter(source__startswith="/").values("source")[:1]),
            words=Subquery(events.filter(wording__isnull=False).values("wording__text")[:1]),
        )
        .order_by("pk")
    )


def _cells(subscription: Any) -> list[Any]:
    moments = (subscription.requested_at, subscription.confirmed_at, subscription.unsubscribed_at)
    return [
        subscription.address,
        subscription.get_state_display(),
        *(f"{moment:%Y-%m-%d %H:%M}" if moment else "" for moment in moments),
        subscription.page,
        subscription.words,
    ]
