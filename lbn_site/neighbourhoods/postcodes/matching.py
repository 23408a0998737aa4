"""Which listed ward a postcode lies in: by its point in the wards' outlines, or by its 2011 small area.

By point is better, because it also tells what lies close to a boundary; by small area needs no coordinates.
A postcode's *current* ward is never asked: two thirds of the wards of 2017 no longer exist.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, Protocol

from ..models import Outline
from ..outlines.grid import to_national_grid
from .directory import Row

DOUBTFUL_METRES = 100
SQUARE_METRES = 1000
SMALL_AREAS_FILE = Path(__file__).resolve().parents[1] / "data" / "small-areas-2011.csv"


@dataclass(frozen=True, slots=True)
class Match:
    """A postcode (its position in the batch) that lies in a ward or close to one."""

    position: int
    code: str
    is_inside: bool
    is_near: bool


class Matcher(Protocol):
    """Finds the matches of a batch of rows. `method` says how, for the public; `codes` are the wards it can find."""

    method: str
    codes: list[str]

    def matches(self, batch: Sequence[Row]) -> Iterator[Match]: ...


class BySmallArea:
    """By 2011 small area (LSOA): its best-fitting ward. Cannot tell what lies close to a boundary."""

    method = "by 2011 small area (LSOA)"

    def __init__(self, path: Path = SMALL_AREAS_FILE) -> None:
        with path.open(encoding="utf-8", newline="") as file:
            self.wards = {row["small_area"]: row["code"] for row in csv.DictReader(file)}
        self.codes = sorted(set(self.wards.values()))

    def matches(self, batch: Sequence[Row]) -> Iterator[Match]:
        for position, row in enumerate(batch):
            code = self.wards.get(row.small_area)
            if code:
                yield Match(position, code, is_inside=True, is_near=False)


class ByPoint:
    """By the postcode's point in the outlines, on the national grid, with a spatial index."""

    method = f"by the postcode’s point in the ward’s simplified outline; within {DOUBTFUL_METRES} metres is doubtful"

    def __init__(self) -> None:
        import shapely

        self.shapely: Any = shapely
        outlines = list(Outline.objects.order_by("code"))
        if not outlines:
            raise ValueError("There are no outlines to match points with.")
        self.codes = [outline.code for outline in outlines]
        polygons = [
            shapely.MultiPolygon([self._polygon(rings) for rings in outline.polygons]) for outline in outlines
        ]
        self.polygons = shapely.make_valid(polygons)
        self.boundaries = shapely.boundary(self.polygons)
        shapely.prepare(self.polygons)
        self.tree = shapely.STRtree(self.polygons)
        self.squares = self._squares_near()

    def _polygon(self, rings: list[list[list[float]]]):
        projected = [to_national_grid([(x, y) for x, y in ring]) for ring in rings]
        return self.shapely.Polygon(projected[0], projected[1:])

    def _squares_near(self) -> set[tuple[int, int]]:
        """The kilometre squares that a ward or its edge touches: one look tells that most rows are far away."""
        squares: set[tuple[int, int]] = set()
        for west, south, east, north in self.shapely.bounds(self.polygons).tolist():
            columns = range(_square(west - DOUBTFUL_METRES), _square(east + DOUBTFUL_METRES) + 1)
            rows = range(_square(south - DOUBTFUL_METRES), _square(north + DOUBTFUL_METRES) + 1)
            squares.update(product(columns, rows))
        return squares

    def matches(self, batch: Sequence[Row]) -> Iterator[Match]:
        squares = self.squares
        located = [
            position
            for position, (_, _, point) in enumerate(batch)
            if point is not None and (point[0] // SQUARE_METRES, point[1] // SQUARE_METRES) in squares
        ]
        if not located:
            return
        points = self.shapely.points([batch[position].point for position in located])
        found_points, found_polygons = self.tree.query(points, predicate="dwithin", distance=DOUBTFUL_METRES)
        inside = self.shapely.intersects(self.polygons[found_polygons], points[found_points])
        distances = self.shapely.distance(self.boundaries[found_polygons], points[found_points])
        for point, polygon, is_inside, distance in zip(
            found_points.tolist(), found_polygons.tolist(), inside.tolist(), distances.tolist(), strict=True
        ):
            yield Match(located[point], self.codes[polygon], is_inside, distance <= DOUBTFUL_METRES)


def _square(metres: float) -> int:
    return int(metres // SQUARE_METRES)
