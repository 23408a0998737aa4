"""Marks that never hide one another: each takes the free peg of a board that is nearest to where it belongs.

The pegs for marks of one size form rows, every other row half a step aside, so that marks on them cannot touch. A
mark of another size takes a peg only where it is clear of everything there. Units are those of the drawing.
"""

from collections import defaultdict
from collections.abc import Iterator
from math import dist

from .shapes import Box

GAP = 1.0
ROW = 0.875  # the distance between rows, in steps: pegs of neighbouring rows are just over one step apart
CELL = 16.0  # marks are looked up by cells of this size; no mark is larger

Spot = tuple[float, float]
Disc = tuple[float, float, float]  # x, y, radius


class Board:
    """A board of a width and a height, empty at first."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self._discs: dict[tuple[int, int], list[Disc]] = defaultdict(list)
        self._boxes: list[Box] = []
        self._tried: set[Disc] = set()

    def keep_clear(self, box: Box) -> None:
        """Let no mark and no other box come into this one: words are written there."""
        self._boxes.append(box)

    def has_room_for(self, box: Box) -> bool:
        """Whether a box lies on the board and touches no mark and no box that is kept clear."""
        if box.left < 0 or box.top < 0 or box.right > self.width or box.bottom > self.height:
            return False
        discs = (disc for found in self._discs.values() for disc in found)
        return not any(map(box.overlaps, self._boxes)) and not any(_touches(box, *disc) for disc in discs)

    def hang(self, x: float, y: float, radius: float) -> Spot | None:
        """Hang a mark on the free peg nearest to its spot; None for a spot off the board, or where no peg is free."""
        if not (0 <= x <= self.width and 0 <= y <= self.height):
            return None
        free: list[Spot] = []
        for ring in range(int(max(self.width, self.height) / radius)):
            was_found = bool(free)
            free += [peg for peg in _ring_of_pegs(x, y, radius, ring) if self._is_free(*peg, radius)]
            if was_found:
                return self._hung(min(free, key=lambda peg: (dist(peg, (x, y)), peg)), radius)
        return None

    def hang_once(self, x: float, y: float, radius: float) -> Spot | None:
        """Hang a mark on the peg nearest to its spot; None where that is taken, so that one mark is for several."""
        peg = next(_ring_of_pegs(x, y, radius, 0))
        if (*peg, radius) in self._tried:  # most pegs are asked for many times
            return None
        self._tried.add((*peg, radius))
        return self._hung(peg, radius) if self._is_free(*peg, radius) else None

    def _hung(self, peg: Spot, radius: float) -> Spot:
        self._discs[_cell(*peg)].append((*peg, radius))
        return peg

    def _is_free(self, x: float, y: float, radius: float) -> bool:
        if not (radius <= x <= self.width - radius and radius <= y <= self.height - radius):
            return False
        if any(_touches(box, x, y, radius) for box in self._boxes):
            return False
        column, row = _cell(x, y)
        near = (
            disc
            for across in (-1, 0, 1)
            for down in (-1, 0, 1)
            for disc in self._discs.get((column + across, row + down), ())
        )
        return all(dist((x, y), disc[:2]) >= radius + disc[2] + GAP - 0.01 for disc in near)


def _ring_of_pegs(x: float, y: float, radius: float, ring: int) -> Iterator[Spot]:
    """The pegs at so many steps from the one nearest to a spot, across or down."""
    step = 2 * radius + GAP
    row = round(y / (step * ROW))
    column = round(x / step - row % 2 / 2)
    for down in range(-ring, ring + 1):
        is_edge = abs(down) == ring
        for across in range(-ring, ring + 1) if is_edge else (-ring, ring):
            at = row + down
            yield (column + across + at % 2 / 2) * step, at * step * ROW


def _cell(x: float, y: float) -> tuple[int, int]:
    return int(x // CELL), int(y // CELL)


def _touches(box: Box, x: float, y: float, radius: float) -> bool:
    """Whether a disc comes into a box; its corners count as if they were square."""
    return box.left - radius < x < box.right + radius and box.top - radius < y < box.bottom + radius
