"""What the site keeps about people, and for how long: one list, filled by the apps that keep it.

The privacy notice shows these rules, and the job that deletes reads the very same number of days, so the
notice cannot promise what the site does not do:

    NEVER_CONFIRMED = retention.register(
        "never-confirmed", what="Addresses that were never confirmed", after="the sign-up",
        days=lambda: NewsletterSettings.current().keep_unconfirmed_days,
    )
    ...
    Subscription.objects.pending().filter(requested_at__lt=NEVER_CONFIRMED.cutoff()).delete()
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

BATCH = 500


@dataclass(frozen=True)
class Rule:
    """One kind of data. `what` is a noun phrase, `after` the moment from which `days` are counted."""

    key: str
    what: str
    days: Callable[[], int]
    after: str
    why: str = ""

    @property
    def kept_for(self) -> str:
        """The time as readers see it: '30 days', '2 years'."""
        days = self.days()
        if days and days % 365 == 0:
            years = days // 365
            return "1 year" if years == 1 else f"{years} years"
        return "1 day" if days == 1 else f"{days} days"

    def cutoff(self) -> datetime.datetime:
        """The moment before which data of this kind must be gone."""
        return timezone.now() - datetime.timedelta(days=self.days())


_rules: dict[str, Rule] = {}


def register(key: str, *, what: str, days: Callable[[], int], after: str, why: str = "") -> Rule:
    """Add a rule to the privacy notice. Raises ValueError when the key is taken."""
    if key in _rules:
        raise ValueError(f"The retention rule {key!r} is registered twice.")
    _rules[key] = Rule(key, what, days, after, why)
    return _rules[key]


def all_rules() -> list[Rule]:
    """Every rule, in the order of registration."""
    return list(_rules.values())


def in_batches(rows: QuerySet[Any], act: Callable[[Any], object]) -> int:
    """Act on these rows, few enough to a transaction that nobody has to wait for it; how many there were.

    The rows are locked first, so that none changes between being found and being acted on (a reader may sign up again
    at that moment); one that somebody has locked already is left for the next time.

    What is acted on must no longer be among `rows` afterwards, as when it is deleted or blanked: they are asked
    for again until none is left.
    """
    changed = 0
    while True:
        with transaction.atomic():
            unused = rows.select_for_update(skip_locked=True, of=("self",))
            keys = list(unused.values_list("pk", flat=True)[:BATCH])
            if not keys:
                return changed
            act(rows.model._default_manager.filter(pk__in=keys))
            changed += len(keys)
