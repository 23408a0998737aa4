"""Which rows? The questions that pages ask of editions, neighbourhoods and places."""

from decimal import Decimal
from functools import reduce
from math import cos, radians
from operator import or_
from typing import Any

from django.db import models
from django.db.models import Count, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Sum, Value

from lbn_site.core.names import sought_in

SORT_KEYS = {
    "name": ("name", "authority"),
    "authority": ("authority", "name"),
    "region": ("region", "name", "authority"),
    "population": ("population", "name", "authority"),
    "deprivation": ("deprivation_rank", "name", "authority"),
}
LONGEST_QUERY_WORDS = 6
FURTHEST_NEIGHBOUR_DEGREES = Decimal("0.5")


class EditionQuerySet(models.QuerySet):
    def published(self) -> "EditionQuerySet":
        return self.filter(state="published")

    def known_to_visitors(self) -> "EditionQuerySet":
        """Published ones, and those that were and are withdrawn."""
        return self.filter(state__in=["published", "withdrawn"])

    def current(self) -> Any:
        """The current edition, or None while no list is published."""
        return self.filter(is_current=True).first()


class PlaceQuerySet(models.QuerySet):
    def ever_published(self) -> "PlaceQuerySet":
        """Places on at least one published edition."""
        return self.filter(Exists(_appearances(OuterRef("pk")).filter(edition__state="published")))

    def autocomplete_order(self) -> "PlaceQuerySet":
        return self.order_by("name", "authority")


class PostcodeReleaseQuerySet(models.QuerySet):
    def current(self) -> Any:
        """The release the look-up uses, or None."""
        return self.filter(is_current=True).first()


class OutwardCodeQuerySet(models.QuerySet):
    def touching_a_ward(self) -> "OutwardCodeQuerySet":
        """Those with a postcode inside a ward, not merely in use or close by."""
        return self.exclude(inside={}, near={})

    def codes(self) -> list[str]:
        return list(self.values_list("code", flat=True))


class NeighbourhoodQuerySet(models.QuerySet):
    def on_current_list(self) -> "NeighbourhoodQuerySet":
        return self.filter(edition__is_current=True)

    def in_region(self, slug: str) -> "NeighbourhoodQuerySet":
        return self.filter(region_slug=slug)

    def in_authority(self, slug: str) -> "NeighbourhoodQuerySet":
        """In the authority of that name, at the edition's date or now."""
        return self.filter(Q(authority_slug=slug) | Q(authority_now_slug=slug))

    def in_constituency(self, slug: str) -> "NeighbourhoodQuerySet":
        """Wholly or partly in the constituency of that name, by either boundaries."""
        return self.filter(Exists(_constituencies(OuterRef("pk")).filter(slug=slug)))

    def matching(self, words: str) -> "NeighbourhoodQuerySet":
        """Where every word stands in the name, an authority, the county, the region, a constituency or the code.

        Names are read as core.names does; what holds no letter and no digit matches nothing.
        """
        sought = sought_in(words)[:LONGEST_QUERY_WORDS]
        if not sought:
            return self.none()
        wanted = [reduce(or_, (Q(words__contains=part) for part in parts)) for parts in sought]
        return self.filter(*wanted)

    def named(self, words: str) -> "NeighbourhoodQuerySet":
        """Those that match; where none does, those that match what stands before the first comma.

        People write 'Blackpool, Lancashire', and the list has no county for a unitary authority.
        """
        found = self.matching(words)
        name, comma, _ = words.partition(",")
        return self.matching(name) if comma and not found.exists() else found

    def sorted_by(self, key: str) -> "NeighbourhoodQuerySet":
        """In the order of one of SORT_KEYS, backwards with a leading minus; rows without a value come last."""
        first, *rest = SORT_KEYS[key.removeprefix("-")]
        order = F(first).desc(nulls_last=True) if key.startswith("-") else F(first).asc(nulls_last=True)
        return self.order_by(order, *rest)

    def totals(self) -> dict[str, int]:
        """How many neighbourhoods, and how many people live there (0 where the edition does not say)."""
        found = self.aggregate(count=Count("pk"), people=Sum("population"))
        return {"count": found["count"], "people": found["people"] or 0}

    def nearest_to(self, latitude: Decimal, longitude: Decimal, count: int) -> "NeighbourhoodQuerySet":
        """The `count` nearest by their middle points, as the crow flies; good within a county's distance."""
        narrowing = Decimal(str(round(cos(radians(float(latitude))), 4)))
        north = F("latitude") - Value(latitude)
        east = (F("longitude") - Value(longitude)) * Value(narrowing)
        number = models.DecimalField(max_digits=20, decimal_places=12)
        distance = ExpressionWrapper(north * north + east * east, output_field=number)
        margin = FURTHEST_NEIGHBOUR_DEGREES
        near = self.filter(
            latitude__range=(latitude - margin, latitude + margin),
            longitude__range=(longitude - 2 * margin, longitude + 2 * margin),
        )
        return near.order_by(distance, "code")[:count]


def _constituencies(neighbourhood: Any) -> QuerySet:
    from .models import Constituency

    return Constituency.objects.filter(neighbourhood=neighbourhood)


def _appearances(place: Any) -> QuerySet:
    from .models import Neighbourhood

    return Neighbourhood.objects.filter(place=place)
