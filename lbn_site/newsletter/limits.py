"""How often an address may be mailed, and a network may sign up: exact, sliding, shared by all processes.

Each limited thing is a row under a keyed hash with the moments it was done; the row is locked while it is counted,
so parallel requests cannot slip through. Rows go when their longest window has passed.
"""

import datetime
import time
from dataclasses import dataclass

from django.db.models import F
from django.utils import timezone

from . import hashing
from .locked_row import locked_row
from .models import Limit, Tally

MINUTE, HOUR, DAY = 60, 3600, 86_400


@dataclass(frozen=True)
class Rule:
    """At most `times` within `seconds`."""

    times: int
    seconds: int


MAILS_TO_AN_ADDRESS = (Rule(1, 10 * MINUTE), Rule(3, DAY), Rule(5, 30 * DAY))
SIGN_UPS_OF_A_NETWORK = (Rule(5, 10 * MINUTE), Rule(20, DAY))
LONGEST_WINDOW = datetime.timedelta(days=30)


def take(purpose: str, text: str, rules: tuple[Rule, ...]) -> bool:
    """Count one more and say yes, or say no and count nothing. Call it inside a transaction."""
    key = hashing.fingerprint(purpose, text)
    row = locked_row(Limit(fingerprint=key), fingerprint=key)
    now = time.time()
    longest = max(rule.seconds for rule in rules)
    row.moments = [moment for moment in row.moments if now - moment < longest]
    is_free = all(sum(now - moment < rule.seconds for moment in row.moments) < rule.times for rule in rules)
    if is_free:
        row.moments.append(now)
    row.save()
    return is_free


def tally(what: str) -> None:
    """Count something for staff, by day."""
    today = timezone.localdate()
    Tally.objects.bulk_create([Tally(day=today, what=what)], ignore_conflicts=True)
    Tally.objects.filter(day=today, what=what).update(count=F("count") + 1)
