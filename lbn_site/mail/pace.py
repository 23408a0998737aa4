"""The pace of sending, kept by all processes together: a slot in time for each message (GCRA, burst of one)."""

import datetime
import time

from django.conf import settings
from django.db.models import DateTimeField, ExpressionWrapper, F, Value
from django.db.models.functions import Greatest, Now

from .clock import seconds_from_now
from .models import MailService

SHORTEST_NAP, LONGEST_NAP = 0.005, 0.05


def interval() -> float:
    """Seconds between two messages, from MAIL_PER_SECOND and MAIL_PER_HOUR; 0 where neither is set."""
    gaps = [0.0]
    if settings.MAIL_PER_SECOND:
        gaps.append(1 / settings.MAIL_PER_SECOND)
    if settings.MAIL_PER_HOUR:
        gaps.append(3600 / settings.MAIL_PER_HOUR)
    return max(gaps)


def take_slot(*, is_urgent: bool, wait_at_most: float = 1.0) -> bool:
    """Wait for the next free slot and take it; False when it did not come in time.

    Urgent messages wait for nobody: they take a slot on top, and the others wait for it longer.
    """
    gap = interval()
    if not gap:
        return True
    # A slot taken late by less than one gap is made up for, so that naps do not slow the pace.
    later = Greatest(F("next_slot_at"), seconds_from_now(-gap)) + Value(datetime.timedelta(seconds=gap))
    advanced = ExpressionWrapper(later, output_field=DateTimeField())
    slots = MailService.objects.filter(pk=1)
    if is_urgent:
        slots.update(next_slot_at=advanced)
        return True
    deadline = time.monotonic() + wait_at_most
    while not slots.filter(next_slot_at__lte=Now()).update(next_slot_at=advanced):
        if time.monotonic() >= deadline:
            return False
        time.sleep(min(max(gap / 4, SHORTEST_NAP), LONGEST_NAP))
    return True
