"""The map of one region: a mark for each place, moved apart where two would touch, and the councils with the most."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import dist

from ..models import Neighbourhood
from ..querysets import NeighbourhoodQuerySet
from .board import Board, Spot
from .names import Name, names_beside
from .shapes import Region, on_map, regions
from .symbols import LARGE_CROSS, LARGE_DOT, SMALL_DOT, Symbol

WIDTH, TALLEST = 288, 480  # pixels, on a screen that is 320 pixels wide
MARGIN = 8  # kilometres around the region


@dataclass(frozen=True)
class Mark:
    """A place on the map, and how many kilometres its mark is from where it lies."""

    x: float
    y: float
    symbol: Symbol
    row: Neighbourhood
    moved: float

    @property
    def path(self) -> str:
        return self.symbol.at(self.x, self.y)


@dataclass(frozen=True)
class RegionMap:
    """A region and its places from the top left to the bottom right. `left` and `others` are paths, without links.

    `moved` is how many kilometres a mark is from where its place lies, at most; `left_out` the number of places
    whose position is unknown or outside the region.
    """

    shape: Region
    view: str
    land: str
    marks: list[Mark]
    names: list[Name]
    left: str
    others: str
    moved: int
    left_out: int


class _Drawing:
    """How the kilometres of a region become the pixels of its map."""

    def __init__(self, shape: Region) -> None:
        box = shape.box.grown(MARGIN)
        self.scale = min(WIDTH / box.width, TALLEST / box.height)
        self.height = round(box.height * self.scale)
        self.right = (WIDTH - box.width * self.scale) / 2 - box.left * self.scale
        self.down = -box.top * self.scale

    def spot(self, easting: int | None, northing: int | None) -> Spot | None:
        if easting is None or northing is None:
            return None
        x, y = on_map(easting, northing)
        return x * self.scale + self.right, y * self.scale + self.down

    @property
    def transform(self) -> str:
        return f"matrix({self.scale:.4g} 0 0 {self.scale:.4g} {self.right:.1f} {self.down:.1f})"


def region_map(
    region: str,
    rows: Iterable[Neighbourhood],
    symbols: Mapping[int, Symbol] | None = None,
    left: Iterable[Neighbourhood] = (),
    among: NeighbourhoodQuerySet | None = None,
) -> RegionMap | None:
    """The map of a region by its name; None where no outline of it is known or no place has a position in it.

    `symbols` gives the places (by primary key) that are not drawn as dots; places that `left` the list are crosses.
    Where the rows are only some of a region's places, `among` are all: the others become small dots, each for every
    place that would touch it.
    """
    shape = next((shape for shape in regions().values() if shape.name == region), None)
    if shape is None:
        return None
    drawing, rows = _Drawing(shape), list(rows)
    board = Board(WIDTH, drawing.height)
    marks = [mark for row in rows if (mark := _mark(row, (symbols or {}).get(row.pk, LARGE_DOT), drawing, board))]
    if not marks:
        return None
    crosses = [mark for row in left if (mark := _mark(row, LARGE_CROSS, drawing, board))]
    return RegionMap(
        shape,
        f"0 0 {WIDTH} {drawing.height}",
        drawing.transform,
        sorted(marks, key=lambda mark: (mark.y, mark.x)),
        names_beside([(mark.row.present_authority, (mark.x, mark.y)) for mark in marks], LARGE_DOT.radius, board),
        "".join(mark.path for mark in crosses),
        _others(among, drawing, board) if among is not None else "",
        round(max(mark.moved for mark in marks)),
        len(rows) - len(marks),
    )


def _mark(row: Neighbourhood, symbol: Symbol, drawing: _Drawing, board: Board) -> Mark | None:
    spot = drawing.spot(row.easting, row.northing)
    peg = board.hang(*spot, symbol.radius) if spot else None
    if spot is None or peg is None:
        return None
    return Mark(round(peg[0], 1), round(peg[1], 1), symbol, row, dist(spot, peg) / drawing.scale)


def _others(rows: NeighbourhoodQuerySet, drawing: _Drawing, board: Board) -> str:
    spots = (drawing.spot(*place) for place in rows.order_by().values_list("easting", "northing"))
    pegs = (board.hang_once(*spot, SMALL_DOT.radius) for spot in spots if spot)
    return "".join(SMALL_DOT.at(round(peg[0], 1), round(peg[1], 1)) for peg in pegs if peg)
