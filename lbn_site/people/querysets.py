"""Which roles were held when?"""

import datetime

from django.db import models
from django.db.models import Q


class TermQuerySet(models.QuerySet):
    """Roles in the group over time."""

    def begun_by(self, date: datetime.date) -> "TermQuerySet":
        return self.filter(began_on__lte=date)

    def at(self, date: datetime.date) -> "TermQuerySet":
        """Roles that had begun and, as far as is known, had not ended on that day."""
        return self.begun_by(date).filter(Q(ended_on__isnull=True) | Q(ended_on__gte=date))
