"""The map of England: its regions with their numbers, and a mark for each place, moved apart where they touch."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import dist

from django.db.models import Count

from ..models import Neighbourhood
from ..querysets import NeighbourhoodQuerySet
from .board import Board, Spot
from .shapes import Box, Region, on_map, regions
from .symbols import CROSS, DOT, Symbol

SCALE = 0.5  # pixels a kilometre, on a phone's screen that is 320 pixels wide
LEFT = 80  # kilometres: the map begins just west of Land's End
WIDTH, HEIGHT = 290, 330
MOST_APART = 400
SPOTS_EVERY = 6  # how closely the spots for a number are searched
DIGIT_WIDTH, DIGIT_HEIGHT = 9, 15


@dataclass(frozen=True)
class RegionOnMap:
    """A region with the number of its places on the list, and where that number is written.

    Without a slug it has none, and no page.
    """

    shape: Region
    slug: str
    count: int
    x: float
    y: float


@dataclass(frozen=True)
class Marks:
    """All places with one symbol, as one path."""

    symbol: Symbol
    path: str


@dataclass(frozen=True)
class EnglandMap:
    """England: regions that link, and the marks. Where `is_crowded`, a mark can be for several places."""

    regions: list[RegionOnMap]
    marks: list[Marks]
    is_crowded: bool
    view: str = f"0 0 {WIDTH} {HEIGHT}"
    land: str = f"matrix({SCALE:g} 0 0 {SCALE:g}-{LEFT * SCALE:g} 0)"


def england_map(
    rows: NeighbourhoodQuerySet,
    symbols: Mapping[int, Symbol] | None = None,
    left: Iterable[Neighbourhood] = (),
) -> EnglandMap:
    """The map of the places of an edition.

    `symbols` gives the places (by primary key) that are not drawn as dots. Places that `left` the list are crosses,
    and not counted.
    """
    symbols = symbols or {}
    listed = _located(rows.order_by().values_list("easting", "northing", "pk"))
    gone = _located((row.easting, row.northing, row.pk) for row in left)
    wanted = [(symbols.get(pk, DOT), spot) for spot, pk in listed] + [(CROSS, spot) for spot, _ in gone]
    board = Board(WIDTH, HEIGHT)
    counted = _counted(rows, [spot for _, spot in wanted], board)
    is_crowded = len(wanted) > MOST_APART
    return EnglandMap(counted, _marks(wanted, board, is_crowded), is_crowded)


def _located(values: Iterable[tuple[int | None, int | None, int]]) -> list[tuple[Spot, int]]:
    """Where the places that have a position lie on the drawing."""
    return [
        (_on_drawing(*on_map(easting, northing)), pk)
        for easting, northing, pk in values
        if easting is not None and northing is not None
    ]


def _on_drawing(x: float, y: float) -> Spot:
    return (x - LEFT) * SCALE, y * SCALE


def _counted(rows: NeighbourhoodQuerySet, spots: list[Spot], board: Board) -> list[RegionOnMap]:
    """The regions in order of their names; the board keeps room for their numbers."""
    found = rows.order_by().values_list("region", "region_slug").annotate(Count("pk"))
    numbers = {name: (slug, count) for name, slug, count in found if slug}
    counted = []
    for shape in sorted(regions().values(), key=lambda shape: shape.name):
        slug, count = numbers.get(shape.name, ("", 0))
        width = DIGIT_WIDTH * len(f"{count:,}")
        x, y = _roomiest([_on_drawing(*corner) for corner in shape.corners], spots)
        board.keep_clear(Box(x - width / 2, y - DIGIT_HEIGHT / 2, width, DIGIT_HEIGHT))
        counted.append(RegionOnMap(shape, slug, count, round(x, 1), round(y, 1)))
    return counted


def _roomiest(corners: list[Spot], spots: list[Spot]) -> Spot:
    """The spot within a region that is furthest from its border and from every place."""
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    top, bottom = min(y for _, y in corners), max(y for _, y in corners)
    near = ((x, y) for x, y in spots if left <= x <= right and top <= y <= bottom)
    avoided = [*corners, *{(x // SPOTS_EVERY, y // SPOTS_EVERY): (x, y) for x, y in near}.values()]
    across, down = int((right - left) / SPOTS_EVERY), int((bottom - top) / SPOTS_EVERY)
    grid = (
        (left + column * SPOTS_EVERY, top + row * SPOTS_EVERY)
        for row in range(1, down + 1)
        for column in range(1, across + 1)
    )
    inside = [spot for spot in grid if _is_inside(spot, corners)] or [((left + right) / 2, (top + bottom) / 2)]
    return max(inside, key=lambda spot: min(dist(spot, other) for other in avoided))


def _is_inside(spot: Spot, corners: list[Spot]) -> bool:
    """Whether a spot lies within a polygon: a ray to the left crosses its border an odd number of times."""
    x, y = spot
    crossed = False
    for (x1, y1), (x2, y2) in pairwise([*corners, corners[0]]):
        if (y1 > y) != (y2 > y) and x > x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            crossed = not crossed
    return crossed


def _marks(wanted: list[tuple[Symbol, Spot]], board: Board, is_crowded: bool) -> list[Marks]:
    """The symbols with their paths; the largest are hung first, as they are the fewest."""
    hang = board.hang_once if is_crowded else board.hang
    paths: dict[Symbol, list[str]] = defaultdict(list)
    for symbol, (x, y) in sorted(wanted, key=lambda mark: (-mark[0].radius, mark[1])):
        if peg := hang(x, y, symbol.radius):
            paths[symbol].append(symbol.at(round(peg[0], 1), round(peg[1], 1)))
    return [Marks(symbol, "".join(parts)) for symbol, parts in paths.items()]
