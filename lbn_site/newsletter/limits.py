"""How often an address may be emailed, and a network may sign up: exact, sliding, shared by all processes.

Each limited thing is a row under a keyed hash with the moments it was done, or will be where it has a place in line;
the row is locked while it is counted, so parallel requests cannot slip through. Rows go when their longest window has
passed.
"""

import datetime
import math
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
# Emails to the people of one domain: of a company or a club, and of a provider that half the country uses.
MAILS_TO_A_DOMAIN = (Rule(10, 10 * MINUTE), Rule(40, HOUR), Rule(200, DAY))
MAILS_TO_A_PROVIDER = (Rule(100, 10 * MINUTE), Rule(400, HOUR), Rule(4_000, DAY))
LONGEST_WINDOW = datetime.timedelta(days=30)


def take(purpose: str, text: str, rules: tuple[Rule, ...]) -> bool:
    """Count one more and say yes, or say no and count nothing. Call it inside a transaction."""
    return reserve(purpose, text, rules) == 0


def reserve(purpose: str, text: str, rules: tuple[Rule, ...], *, within: float = 0) -> float:
    """Return how many seconds it takes until this may be done once more; 0 for now.

    A place in line that comes `within` so many seconds is taken. After a longer wait nothing was counted. Call it
    inside a transaction.
    """
    key = hashing.fingerprint(purpose, text)
    row = locked_row(Limit(fingerprint=key), fingerprint=key)
    now = time.time()
    longest = max(rule.seconds for rule in rules)
    row.moments = [moment for moment in row.moments if now - moment < longest]
    # The moments stand in order, so the one `times` before the next decides when that may be.
    due = [row.moments[-rule.times] + rule.seconds for rule in rules if len(row.moments) >= rule.times]
    wait = max([0.0, *(moment - now for moment in due)])
    if wait <= within:
        row.moments.append(now + wait)
    row.save()
    return wait


def wait_for(purpose: str, text: str, rules: tuple[Rule, ...]) -> float:
    """Return what `reserve` would, and take no place."""
    return reserve(purpose, text, rules, within=-1)


def in_words(seconds: float) -> str:
    """Return a wait as people say it, rounded up: 1 minute, 8 minutes, 3 hours."""
    number, unit = math.ceil(seconds / MINUTE), "minute"
    if number > 90:
        number, unit = math.ceil(seconds / HOUR), "hour"
    return f"{number} {unit}{'' if number == 1 else 's'}"


def tally(what: str) -> None:
    """Count something for staff, by day."""
    today = timezone.localdate()
    Tally.objects.bulk_create([Tally(day=today, what=what)], ignore_conflicts=True)
    Tally.objects.filter(day=today, what=what).update(count=F("count") + 1)
