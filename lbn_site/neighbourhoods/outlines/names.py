"""Names on a map: those of the councils with the most places, each written beside them where there is room."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import dist

from .board import Board, Spot
from .shapes import Box, box_around

MOST_NAMES = 6
LETTER_WIDTH, LINE_HEIGHT = 6.6, 15  # pixels, on a screen that is 320 pixels wide
GAPS = (3, 14, 28)
LINE_FROM = 14  # a name further away than this has a line to its nearest place
LAST_WORDS = (", City of", ", County of")  # as official names have them: 'Bristol, City of'


@dataclass(frozen=True)
class Name:
    """A name with the number of its places; `line` leads to the nearest of them where it is some way off."""

    text: str
    count: int
    x: float
    y: float
    anchor: str
    line: str


def names_beside(places: Sequence[tuple[str, Spot]], radius: float, board: Board) -> list[Name]:
    """The names of those with the most places that find room on the board; it keeps clear what they take."""
    spots: dict[str, list[Spot]] = defaultdict(list)
    for name, spot in places:
        spots[name].append(spot)
    written: list[Name] = []
    for name in sorted(spots, key=lambda name: (-len(spots[name]), name)):
        if len(written) < MOST_NAMES and (found := _written(name, spots[name], radius, board)):
            written.append(found)
    return written


def _written(name: str, spots: list[Spot], radius: float, board: Board) -> Name | None:
    text = next((name.removesuffix(words) for words in LAST_WORDS if name.endswith(words)), name)
    width = LETTER_WIDTH * (len(text) + 1 + len(str(len(spots))))
    for gap, anchor, box in _boxes_beside(box_around(spots).grown(radius), width):
        if board.has_room_for(box):
            board.keep_clear(box)
            x = {"start": box.left, "middle": box.left + width / 2, "end": box.right}[anchor]
            line = _line(box, spots) if gap >= LINE_FROM else None
            if line:
                board.keep_clear(box_around(line).grown(1))
            return Name(text, len(spots), round(x, 1), round(box.bottom - 4, 1), anchor, _path(line))
    return None


def _boxes_beside(around: Box, width: float) -> Iterator[tuple[float, str, Box]]:
    """Where a line of so many pixels can go, with its gap and its `text-anchor`: the nearest first."""
    middle_x, middle_y = around.left + around.width / 2, around.top + around.height / 2
    for gap in GAPS:
        for shift in (0, -LINE_HEIGHT, LINE_HEIGHT):
            top = middle_y + shift - LINE_HEIGHT / 2
            yield gap, "start", Box(around.right + gap, top, width, LINE_HEIGHT)
            yield gap, "end", Box(around.left - gap - width, top, width, LINE_HEIGHT)
        yield gap, "middle", Box(middle_x - width / 2, around.top - gap - LINE_HEIGHT, width, LINE_HEIGHT)
        yield gap, "middle", Box(middle_x - width / 2, around.bottom + gap, width, LINE_HEIGHT)


def _line(box: Box, spots: list[Spot]) -> tuple[Spot, Spot]:
    """From the edge of a name's box to the nearest place."""
    edges = {spot: _nearest_edge(box, spot) for spot in spots}
    spot = min(spots, key=lambda spot: dist(spot, edges[spot]))
    return edges[spot], spot


def _nearest_edge(box: Box, spot: Spot) -> Spot:
    return min(max(spot[0], box.left), box.right), min(max(spot[1], box.top), box.bottom)


def _path(line: tuple[Spot, Spot] | None) -> str:
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in line) if line else ""
