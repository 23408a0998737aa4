"""The smallest valid visits."""

import factory
from django.utils import timezone

from lbn_site.statistics.models import Visit


class VisitFactory(factory.django.DjangoModelFactory):
    """A first visit of one page, just now."""

    class Meta:
        model = Visit

    visitor = factory.Sequence(lambda n: f"{n:032x}")
    started_at = factory.LazyFunction(timezone.now)
    last_seen_at = factory.SelfAttribute("started_at")
    is_return = False
