"""What staff read about visits: days, pages and referring sites of a period."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Min, Sum
from django.utils import timezone

from .models import PageCount, ReferralTotal, VisitTotal

PERIODS = (7, 30, 90, 365)
LONGEST_LIST = 25
PLOT_WIDTH, PLOT_HEIGHT = 720, 160


@dataclass(frozen=True)
class Day:
    """One day. Visits that were not counted, or are not added up yet, are None."""

    date: datetime.date
    views: int
    visits: int | None = None
    visitors: int | None = None
    returns: int | None = None


@dataclass(frozen=True)
class Bar:
    """A day of the plot, in its units."""

    day: Day
    x: float
    y: float
    width: float
    height: float


class Report:
    """The days up to and with today, the newest last; its pages and sites are of one `day` where that is given."""

    def __init__(self, days: int, day: datetime.date | None = None) -> None:
        self.until = timezone.localdate()
        self.since = self.until - datetime.timedelta(days=days - 1)
        self.day = day
        self.days = self._days(days)

    def _days(self, number: int) -> list[Day]:
        period = {"day__range": (self.since, self.until)}
        views = dict(PageCount.objects.filter(**period).values_list("day").annotate(Sum("views")))
        totals = {total.day: total for total in VisitTotal.objects.filter(**period)}
        added_up = VisitTotal.objects.aggregate(first=Min("day"), last=Max("day"))
        dates = [self.since + datetime.timedelta(days=offset) for offset in range(number)]
        return [Day(date, views.get(date, 0), *self._visits(totals.get(date), date, **added_up)) for date in dates]

    def _visits(
        self, total: VisitTotal | None, date: datetime.date, first: datetime.date | None, last: datetime.date | None
    ) -> tuple[int | None, ...]:
        """The visits, visitors and returns of a day. One without a total between two that have one had none."""
        if total:
            return total.visits, total.visitors, total.returns
        return (0, 0, 0) if first and last and first < date < last else (None, None, None)

    @property
    def has_counts(self) -> bool:
        return any(day.views or day.visits for day in self.days)

    @property
    def newest_first(self) -> list[Day]:
        return self.days[::-1]

    def total(self, name: str) -> int:
        return sum(getattr(day, name) or 0 for day in self.days)

    @property
    def totals(self) -> dict[str, int]:
        """Visitors of several days cannot be added up, since nobody is recognised for long."""
        return {name: self.total(name) for name in ("views", "visits", "returns")}

    @property
    def most(self) -> int:
        """The views of the busiest day."""
        return max(day.views for day in self.days)

    @property
    def bars(self) -> list[Bar]:
        """The plot of views by day."""
        step = PLOT_WIDTH / len(self.days)
        scale = PLOT_HEIGHT / max(self.most, 1)
        return [
            Bar(day, round(number * step, 1), round(PLOT_HEIGHT - day.views * scale, 1), round(step * 0.8, 1),
                round(day.views * scale, 1))
            for number, day in enumerate(self.days)
        ]  # fmt: skip

    @property
    def _listed(self) -> tuple[datetime.date, datetime.date]:
        return (self.day, self.day) if self.day else (self.since, self.until)

    @property
    def pages(self) -> list[Any]:
        """The addresses opened most, as rows with `path` and `total`."""
        counts = PageCount.objects.filter(day__range=self._listed)
        return list(counts.values("path").annotate(total=Sum("views")).order_by("-total", "path")[:LONGEST_LIST])

    @property
    def sites(self) -> list[Any]:
        """The other websites that most visits came from, as rows with `site` and `total`."""
        counts = ReferralTotal.objects.filter(day__range=self._listed)
        return list(counts.values("site").annotate(total=Sum("visits")).order_by("-total", "site")[:LONGEST_LIST])
