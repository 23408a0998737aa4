"""The maps of one place: where it lies in England, and its outline."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..lengths import METRES_A_MILE
from ..models import Neighbourhood
from .flat import FlatRing, flattened, middle_latitude
from .shapes import Box, box_around, england, on_map

OUTLINE_WIDTH = 200
MARGIN = 4
MARGIN_WITH_NEIGHBOURS = 40
SCALE_HEIGHT = 24
LETTER_WIDTH = 9  # at most, on average
SCALE_BARS = ((2, "2 miles"), (1, "1 mile"), (0.5, "half a mile"), (0.25, "a quarter of a mile"))


@dataclass(frozen=True)
class OutlineMap:
    """A ward's outline, those of wards that adjoin it, and below the frame a scale bar `bar` long."""

    frame: Box
    path: str
    beside: str
    bar: int
    bar_in_words: str

    @property
    def box(self) -> Box:
        """The frame and the scale below it, whose words can be wider than the outline of a tall ward."""
        end_of_words = self.after_bar + LETTER_WIDTH * len(self.bar_in_words)
        width = max(self.frame.width, end_of_words - self.frame.left)
        return Box(self.frame.left, self.frame.top, width, self.frame.height + SCALE_HEIGHT)

    @property
    def foot(self) -> int:
        """How far down the bar is drawn."""
        return round(self.frame.top + self.frame.height + SCALE_HEIGHT / 2)

    @property
    def after_bar(self) -> int:
        """How far along its words are written."""
        return round(self.frame.left + self.bar + 10)


@dataclass(frozen=True)
class PlaceMap:
    """Where a place lies in England, and its outline where that is known."""

    england: str
    x: float
    y: float
    outline: OutlineMap | None


def place_map(row: Neighbourhood, outline: list | None, beside: Iterable[list] = ()) -> PlaceMap | None:
    """The maps of one place, with the outlines of itself and of those that adjoin it; None without its position."""
    if row.easting is None or row.northing is None:
        return None
    x, y = on_map(row.easting, row.northing)
    return PlaceMap(england(), round(x), round(y), outline_map(outline, beside) if outline else None)


def outline_map(polygons: list, beside: Iterable[list]) -> OutlineMap:
    """The outline with what adjoins it, in one frame a little larger than the outline."""
    latitude = middle_latitude(polygons)
    own = _rings(polygons, latitude)
    box = box_around([point for ring in own for point in ring])
    scale = OUTLINE_WIDTH / max(box.width, box.height)
    others = [ring for neighbour in beside for ring in _rings(neighbour, latitude)]
    margin = MARGIN_WITH_NEIGHBOURS if others else MARGIN
    frame = Box(0, 0, round(box.width * scale), round(box.height * scale)).grown(margin)
    miles, words = next(
        (bar for bar in SCALE_BARS if bar[0] * METRES_A_MILE * scale <= OUTLINE_WIDTH / 2), SCALE_BARS[-1]
    )
    return OutlineMap(
        frame,
        _path(own, box, scale),
        _path(others, box, scale),
        round(miles * METRES_A_MILE * scale),
        words,
    )


def _rings(polygons: list, latitude: float) -> list[FlatRing]:
    return [ring for polygon in flattened(polygons, latitude) for ring in polygon]


def _path(rings: Iterable[FlatRing], box: Box, scale: float) -> str:
    """The rings as one path, in whole units from the corner of the box."""
    drawn = [
        [f"{round((x - box.left) * scale)} {round((y - box.top) * scale)}" for x, y in ring[:-1]] for ring in rings
    ]
    return "".join("M" + "L".join(ring) + "z" for ring in drawn)
