"""What went out lately and what did not, in numbers for staff."""

from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import TruncMinute

from .errors import Refusal
from .models import OutgoingMessage

HOUR = 3600
DAY = 24 * HOUR
REFUSALS_DAYS = 30


@dataclass(frozen=True)
class Traffic:
    """A snapshot. `refused` counts by why, leaving out what did not happen, over the last 30 days."""

    last_hour: int
    last_day: int
    busiest_minute: int
    put_off: int
    at_a_later_attempt: int
    refused: list[tuple[str, int]]

    @property
    def a_second(self) -> float:
        """Messages a second in the busiest minute."""
        return self.busiest_minute / 60


def look() -> Traffic:
    """Count what the outbox holds."""
    messages = OutgoingMessage.objects.order_by()
    of_the_day = messages.sent_within(DAY)
    by_minute = of_the_day.values_list(TruncMinute("finished_at")).annotate(count=Count("pk")).order_by("-count")
    refusals = messages.refused_within(REFUSALS_DAYS * DAY).values_list("refusal").annotate(Count("pk"))
    counts = dict(refusals)
    return Traffic(
        messages.sent_within(HOUR).count(),
        of_the_day.count(),
        max((count for _, count in by_minute[:1]), default=0),
        messages.put_off().count(),
        of_the_day.filter(attempts__gt=1).count(),
        [(str(why.label), counts[why]) for why in Refusal if why in counts],
    )
