"""The list as a file that a spreadsheet can open without running any of it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from lbn_site.core.spreadsheets import csv_lines

from .models import ConsentEvent, Subscription

BYTE_ORDER_MARK = "\ufeff"
COLUMNS = ("address", "state", "asked_at", "confirmed_at", "unsubscribed_at", "page", "words_agreed_to")


def lines(subscriptions: QuerySet[Subscription]) -> Iterator[str]:
    """The file, line by line, quoted throughout."""
    yield BYTE_ORDER_MARK + next(csv_lines([COLUMNS], quote_all=True))
    chosen = _with_last_events(subscriptions).iterator(chunk_size=500)
    yield from csv_lines(map(_cells, chosen), quote_all=True)


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
        *(f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else "" for moment in moments),
        subscription.page,
        subscription.words,
    ]
