"""Which subscribers?"""

import datetime
from typing import Any, NoReturn

from django.db import models


class SubscriptionQuerySet(models.QuerySet[Any]):
    """Questions about the list."""

    def pending(self) -> "SubscriptionQuerySet":
        return self.filter(state="pending")

    def confirmed(self) -> "SubscriptionQuerySet":
        return self.filter(state="confirmed")

    def never_confirmed(self) -> "SubscriptionQuerySet":
        return self.pending().filter(confirmations=0)

    def left_before(self, moment: datetime.datetime) -> "SubscriptionQuerySet":
        """Who is off the list since then and whose address is still here."""
        return self.filter(state__in=["unsubscribed", "refused"], unsubscribed_at__lt=moment).exclude(address="")

    def signed_up_since(self, moment: datetime.datetime) -> "SubscriptionQuerySet":
        """Who asked by the form since then; not who was imported."""
        return self.filter(requested_at__gte=moment).exclude(events__kind="imported")

    def who_confirmed(self) -> "SubscriptionQuerySet":
        """Who confirmed what they last asked for, whatever they did afterwards."""
        return self.filter(confirmed_at__gte=models.F("requested_at"))

    def counts_by_state(self) -> dict[str, int]:
        """How many there are in each state; states without any are left out."""
        rows = self.order_by().values_list("state").annotate(models.Count("pk"))
        return dict(rows)


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Rows that can be added and read."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("The consent record cannot be changed.")

    def delete(self) -> NoReturn:
        raise TypeError("The consent record cannot be deleted.")
