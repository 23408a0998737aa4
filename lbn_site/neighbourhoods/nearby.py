"""The places on the same list around one: those that adjoin it, and the nearest others."""

from dataclasses import dataclass
from math import hypot

from .lengths import distance_in_words
from .models import Neighbourhood, Outline

AT_LEAST = 5  # where there are as many
SEARCHED = 24  # none of the shipped outlines adjoins one that is farther down the order of distance
COMMON_POINTS = 2


@dataclass(frozen=True)
class Neighbour:
    """Another place, how far away its middle point is, and whether its outline adjoins."""

    row: Neighbourhood
    metres: float
    adjoins: bool

    @property
    def distance(self) -> str:
        """In words, as the crow flies."""
        return distance_in_words(self.metres)


@dataclass(frozen=True)
class Nearby:
    """The neighbours, those that adjoin first, each group by distance; and the outlines that were read, by code."""

    neighbours: list[Neighbour]
    outlines: dict[str, list]

    @property
    def adjoining(self) -> list[Neighbour]:
        return [neighbour for neighbour in self.neighbours if neighbour.adjoins]

    @property
    def others(self) -> list[Neighbour]:
        return [neighbour for neighbour in self.neighbours if not neighbour.adjoins]


def nearby(row: Neighbourhood) -> Nearby:
    """What lies around a place, in two queries.

    The outlines are simplified together: where two wards have a border in common, they have its corners in common.
    So whether two adjoin is whether they share points, which costs nothing worth storing.
    """
    found = _nearest(row)
    outlines = dict(
        Outline.objects.filter(code__in=[row.code, *(other.code for other in found)]).values_list("code", "polygons")
    )
    corners = _corners(outlines.get(row.code, []))
    neighbours = [
        Neighbour(other, _metres_between(row, other), _have_border(corners, _corners(outlines.get(other.code, []))))
        for other in found
    ]
    adjoining = [neighbour for neighbour in neighbours if neighbour.adjoins]
    others = [neighbour for neighbour in neighbours if not neighbour.adjoins]
    return Nearby([*adjoining, *others[: max(AT_LEAST - len(adjoining), 2)]], outlines)


def _nearest(row: Neighbourhood) -> list[Neighbourhood]:
    if row.latitude is None or row.longitude is None or row.easting is None or row.northing is None:
        return []
    others = Neighbourhood.objects.filter(edition_id=row.edition_id, easting__isnull=False, northing__isnull=False)
    return list(others.exclude(pk=row.pk).nearest_to(row.latitude, row.longitude, SEARCHED))


def _metres_between(row: Neighbourhood, other: Neighbourhood) -> float:
    return hypot(row.easting - other.easting, row.northing - other.northing)  # type: ignore[operator]


def _corners(polygons: list) -> set[tuple[float, float]]:
    return {(x, y) for polygon in polygons for ring in polygon for x, y in ring}


def _have_border(corners: set, others: set) -> bool:
    """Whether two outlines share a stretch of border: one point in common is only a corner where they meet."""
    return len(corners & others) >= COMMON_POINTS
