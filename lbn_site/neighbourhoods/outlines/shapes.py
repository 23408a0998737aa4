"""The shapes that maps are drawn from: regions and England in kilometres of the national grid, as SVG paths.

SVG counts down and the grid counts up, so y is the grid's north turned round: `TOP` minus the northing.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .rings import points

FILE = Path(__file__).resolve().parents[1] / "data" / "regions.json"
TOP = 660
METRES = 1000


@dataclass(frozen=True)
class Box:
    """A rectangle on the map, for `viewBox`."""

    left: float
    top: float
    width: float
    height: float

    def __str__(self) -> str:
        return f"{self.left:g} {self.top:g} {self.width:g} {self.height:g}"

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def overlaps(self, other: "Box") -> bool:
        is_beside = self.right <= other.left or other.right <= self.left
        return not is_beside and self.top < other.bottom and other.top < self.bottom

    def grown(self, margin: float) -> "Box":
        return Box(self.left - margin, self.top - margin, self.width + 2 * margin, self.height + 2 * margin)


@dataclass(frozen=True)
class Region:
    """A region: its path, the box around it, and the corners of its largest part."""

    code: str
    name: str
    path: str
    box: Box
    corners: tuple[tuple[float, float], ...]


def on_map(easting: int, northing: int) -> tuple[float, float]:
    """Where a point of the national grid (metres) lies on the map, to a tenth of a kilometre."""
    return round(easting / METRES, 1), round(TOP - northing / METRES, 1)


@lru_cache(maxsize=1)
def regions() -> dict[str, Region]:
    """The nine regions by code."""
    return {shape["code"]: _region(shape) for shape in _shapes()["regions"]}


@lru_cache(maxsize=1)
def england() -> str:
    """The path of England as a whole, very simple: for the small locator."""
    return path_of(_shapes()["england"])


@lru_cache(maxsize=1)
def _shapes() -> dict:
    return json.loads(FILE.read_text(encoding="utf-8"))


def path_of(rings: Sequence[Sequence[int]]) -> str:
    """The path through the rings: a start each, then steps, which are shorter than positions."""
    parts = []
    for ring in rings:
        steps = "".join(f"{ring[at]:d} {-ring[at + 1]:d} " for at in range(2, len(ring), 2)).strip()
        parts.append(f"M{ring[0]} {TOP - ring[1]}l{steps.replace(' -', '-')}z")
    return "".join(parts)


def _region(shape: dict) -> Region:
    largest = max(shape["rings"], key=len)
    box = box_around([(x, TOP - y) for ring in shape["rings"] for x, y in points(ring)])
    corners = tuple((x, TOP - y) for x, y in points(largest))
    return Region(shape["code"], shape["name"], path_of(shape["rings"]), box, corners)


def box_around(corners: Sequence[tuple[float, float]]) -> Box:
    """The smallest box that holds the points."""
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
