"""How many messages went out in each month: counted from the outbox, and kept as numbers when its old rows go."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, F, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from .models import MonthlyCount, OutgoingMessage
from .states import State

# The month (its first day) and the state that messages were settled in.
Key = tuple[datetime.date, str]


@dataclass(frozen=True)
class Month:
    """One month in numbers. `first` is its first day."""

    first: datetime.date
    sent: int
    failed: int
    cancelled: int


def look() -> list[Month]:
    """Every month in which a message was settled, the newest first."""
    counts = _counted(OutgoingMessage.objects.filter(finished_at__isnull=False))
    for kept in MonthlyCount.objects.all():
        counts[kept.month, kept.state] += kept.count
    return [
        Month(first, counts[first, State.SENT], counts[first, State.FAILED], counts[first, State.CANCELLED])
        for first in sorted({first for first, _ in counts}, reverse=True)
    ]


def keep(settled: QuerySet[OutgoingMessage]) -> None:
    """Add these messages to the kept numbers. Call it in the transaction that deletes them."""
    for (month, state), count in _counted(settled).items():
        MonthlyCount.objects.bulk_create([MonthlyCount(month=month, state=state)], ignore_conflicts=True)
        MonthlyCount.objects.filter(month=month, state=state).update(count=F("count") + count)


def _counted(settled: QuerySet[OutgoingMessage]) -> Counter[Key]:
    rows = settled.order_by().values_list(TruncMonth("finished_at"), "state").annotate(Count("pk"))
    return Counter({(timezone.localtime(month).date(), state): count for month, state, count in rows})
