"""A subscriber's history in plain words, and the list's state in numbers, for staff."""

import datetime
from dataclasses import dataclass

from django.db.models import Sum
from django.utils import timezone

from .models import ConsentEvent, EventKind, Subscription, SubscriptionState, Tally
from .retention import NEVER_CONFIRMED

RECENT_DAYS = 30


@dataclass(frozen=True)
class Line:
    """One thing that happened."""

    at: datetime.datetime
    words: str
    wording: str = ""


def of(subscription: Subscription) -> list[Line]:
    """What happened, the oldest first."""
    events = subscription.events.select_related("wording")
    return [Line(event.at, _sentence(event), event.wording.text if event.wording else "") for event in events]


def _sentence(event: ConsentEvent) -> str:
    """An event as a sentence: who did what, where, and on what ground."""
    who = f"{event.staff}: this address" if event.staff else "This address"
    parts = [f"{who} {event.get_kind_display()}"]
    if event.source:
        parts.append(_place(event))
    if event.privacy_notice:
        parts.append(f"while the privacy notice was {event.privacy_notice}")
    if event.note:
        parts.append(f"({event.note})")
    return " ".join(parts) + "."


def _place(event: ConsentEvent) -> str:
    """Where it was done, or where the address came from."""
    if event.kind == EventKind.IMPORTED:
        return f"from: {event.source}"
    return f"on the page {event.source}" if event.source.startswith("/") else f"by {event.source}"


@dataclass(frozen=True)
class Numbers:
    """The list in numbers. `recent` counts what happened in the last 30 days, by what.

    `signed_up` and `confirmed` count addresses over the days for which unconfirmed ones are kept: of older
    sign-ups only the confirmed are left, so no share could be told.
    """

    by_state: list[tuple[str, int]]
    recent: list[tuple[str, int]]
    signed_up: int
    confirmed: int
    counted_days: int

    @property
    def conversion(self) -> int:
        """How many in a hundred of those who signed up have confirmed."""
        return round(100 * self.confirmed / self.signed_up)


def numbers() -> Numbers:
    """Counts by state, and what the form had to do lately. Erased people are counted and nothing more."""
    counts = Subscription.objects.counts_by_state()
    since = timezone.localdate() - datetime.timedelta(days=RECENT_DAYS)
    recent = Tally.objects.filter(day__gte=since).values_list("what").annotate(Sum("count")).order_by("what")
    signed_up = Subscription.objects.signed_up_since(NEVER_CONFIRMED.cutoff())
    return Numbers(
        [(str(state.label), counts.get(state.value, 0)) for state in SubscriptionState],
        list(recent),
        signed_up.count(),
        signed_up.who_confirmed().count(),
        NEVER_CONFIRMED.days(),
    )
