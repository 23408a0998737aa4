"""Whether scheduled publishing is alive: each run leaves its time, and the desk warns when the last is long ago."""

import datetime

from django.core.cache import cache
from django.utils import timezone

LAST_RUN_KEY = "delivery:scheduler:last-run"
WAITING_SINCE_KEY = "delivery:scheduler:waiting-since"
LONGEST_PAUSE = datetime.timedelta(minutes=5)


def note_run() -> None:
    """Remember that scheduled publishing ran just now."""
    cache.set(LAST_RUN_KEY, timezone.now(), timeout=None)


def last_run() -> datetime.datetime | None:
    """When it last ran; None where nobody knows (it never did, or the cache was emptied)."""
    return cache.get(LAST_RUN_KEY)


def is_late() -> bool:
    """Whether it has not run for five minutes; it should run every half minute.

    Where it never ran, the five minutes begin when somebody first asks: a site that just started is not late.
    """
    since = last_run() or cache.get_or_set(WAITING_SINCE_KEY, timezone.now, timeout=None) or timezone.now()
    return timezone.now() - since > LONGEST_PAUSE
