"""Which sessions?"""

from django.db.models import Q
from django.utils import timezone

from lbn_site.core.dates import Precision
from lbn_site.core.listings import ListedQuerySet


class SessionQuerySet(ListedQuerySet):
    """Evidence sessions."""

    def on_a_day(self) -> "SessionQuerySet":
        """Those whose day is known: only they can stand in a calendar."""
        return self.filter(date_precision=Precision.DAY)

    def without_a_day(self) -> "SessionQuerySet":
        """Those that no calendar can show."""
        return self.exclude(date_precision=Precision.DAY)

    def to_come(self) -> "SessionQuerySet":
        """Those of today and later whose day is known, the next one first."""
        return self.on_a_day().filter(date__gte=timezone.localdate()).order_by("date", "starts_at", "pk")

    def held(self) -> "SessionQuerySet":
        """Those that took place: all but those of a later day."""
        return self.exclude(~Q(date_precision=Precision.UNKNOWN), date__gt=timezone.localdate())

    def of_theme(self, slug: str) -> "SessionQuerySet":
        """Those of one theme, where a theme is given."""
        return self.filter(theme__slug=slug) if slug else self
