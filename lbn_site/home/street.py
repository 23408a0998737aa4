"""The hillside of terraced houses on the home page: one lit window for each neighbourhood on the list.

Terraces climb to the right, each in front of the last begins further left, and each house has room for three lit
windows. The paths' relative commands repeat from house to house, so the drawing compresses to little.
"""

from dataclasses import dataclass
from itertools import accumulate
from math import ceil

HOUSES_AT_THE_BACK = 9
MORE_HOUSES_IN_FRONT = 3
FEWEST_TERRACES = 3
MOST_WINDOWS = 660
WINDOWS_A_HOUSE = 3

HOUSE_WIDTH = 32
CLIMB = 3
TERRACE_HEIGHT = 44
ROOF_HEIGHT = 24
WINDOW = "h7v8h-7z"


@dataclass(frozen=True)
class Street:
    """A drawing `width` by `height`: SVG path data of each terrace from the back to the front, and of all windows."""

    width: int
    height: int
    terraces: list[str]
    windows: str


def draw(lit: int) -> Street:
    """The hillside with `lit` windows; terraces are added in front as the list grows."""
    lit = max(0, min(lit, MOST_WINDOWS))
    lengths = _lengths(ceil(lit / WINDOWS_A_HOUSE))
    width = lengths[-1] * HOUSE_WIDTH
    height = ROOF_HEIGHT + lengths[-1] * CLIMB + len(lengths) * TERRACE_HEIGHT
    silhouettes, windows = [], []
    for row, length in enumerate(lengths):
        left = width - length * HOUSE_WIDTH
        eaves = height - (len(lengths) - row) * TERRACE_HEIGHT - left // HOUSE_WIDTH * CLIMB
        silhouettes.append(_silhouette(left, eaves, length, height))
        lit_before = sum(lengths[:row]) * WINDOWS_A_HOUSE
        windows.append(_windows(left, eaves, min(lit - lit_before, length * WINDOWS_A_HOUSE)))
    return Street(width, height, silhouettes, "".join(windows))


def _lengths(houses: int) -> list[int]:
    """How many houses each terrace has, from the back to the front, so that there are `houses` or more."""
    lengths = [HOUSES_AT_THE_BACK + row * MORE_HOUSES_IN_FRONT for row in range(houses + FEWEST_TERRACES)]
    enough = next(number for number, total in enumerate(accumulate(lengths), start=1) if total >= houses)
    return lengths[: max(enough, FEWEST_TERRACES)]


def _silhouette(left: int, eaves: int, length: int, ground: int) -> str:
    """One terrace, down to the ground."""
    roof = f"l11-9v-7h5v3l16 13v-{CLIMB}"
    return f"M{left} {ground}V{eaves}{roof * length}V{ground}z"


def _windows(left: int, eaves: int, lit: int) -> str:
    """The first `lit` windows of a terrace: two above; below, one, by turns on the left and on the right."""
    if lit <= 0:
        return ""
    next_house = 13 + CLIMB
    moves = [
        "m14 0",
        "m-14 13",
        f"m{HOUSE_WIDTH}-{next_house}",
        "m14 0",
        "m0 13",
        f"m{HOUSE_WIDTH - 14}-{next_house}",
    ]
    moved = "".join(f"{moves[number % len(moves)]}{WINDOW}" for number in range(lit - 1))
    return f"M{left + 6} {eaves + 8}{WINDOW}{moved}"
