"""Outlines on a plane: metres east and south, near enough within the few miles that are drawn together."""

from collections.abc import Sequence
from math import cos, radians

METRES_A_DEGREE = 111_320

Polygons = Sequence[Sequence[Sequence[Sequence[float]]]]
FlatRing = list[tuple[float, float]]


def middle_latitude(polygons: Polygons) -> float:
    """A latitude that the outline lies at, for `flattened`."""
    return polygons[0][0][0][1]


def flattened(polygons: Polygons, latitude: float) -> list[list[FlatRing]]:
    """Polygons of rings of (longitude, latitude) in degrees, as (east, south) in metres at that latitude."""
    east = METRES_A_DEGREE * cos(radians(latitude))
    return [[[(x * east, -y * METRES_A_DEGREE) for x, y in ring] for ring in polygon] for polygon in polygons]
