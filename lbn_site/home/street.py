"""The hillside of terraced houses on the home page: one lit window for each neighbourhood on the list.

Drawn as two SVG paths in units of the drawing: terraces that step down the hill from left to right, each house
with room for three lit windows. Relative commands repeat from house to house, so the drawing compresses to little.
"""

from dataclasses import dataclass
from math import ceil

HOUSES = 15
WINDOWS_A_HOUSE = 3
WINDOWS_A_TERRACE = HOUSES * WINDOWS_A_HOUSE
HOUSE_WIDTH = 31
TERRACE_HEIGHT = 43
SKY = 24
STEP = 2
MOST_WINDOWS = 450
WINDOW = "h6v7h-6z"


@dataclass(frozen=True)
class Street:
    """A drawing `width` by `height`: the `houses` and, above them, the lit `windows`, as SVG path data."""

    width: int
    height: int
    houses: str
    windows: str


def draw(lit: int) -> Street:
    """The hillside with `lit` windows, as many as are on the list; terraces are added as it grows."""
    lit = max(0, min(lit, MOST_WINDOWS))
    terraces = max(3, ceil(lit / WINDOWS_A_TERRACE))
    width = HOUSES * HOUSE_WIDTH + HOUSE_WIDTH // 2
    height = SKY + terraces * TERRACE_HEIGHT + HOUSES * STEP
    rows = range(terraces)
    return Street(
        width=width,
        height=height,
        houses="".join(_silhouette(_left(row), _eaves(row), height) for row in rows),
        windows="".join(
            _windows(_left(row), _eaves(row), min(WINDOWS_A_TERRACE, lit - row * WINDOWS_A_TERRACE)) for row in rows
        ),
    )


def _left(row: int) -> int:
    """Where the first whole house of a terrace begins; every other terrace is half a house further right."""
    return row % 2 * (HOUSE_WIDTH // 2)


def _eaves(row: int) -> int:
    return SKY + row * TERRACE_HEIGHT


def _silhouette(left: int, eaves: int, ground: int) -> str:
    """A terrace from one house before the drawing to one behind it, down to the ground."""
    gable = f"l15-11 16 11v{STEP}"
    with_chimney = f"l9-7v-8h5v5l1-1 16 11v{STEP}"
    houses = "".join((gable, with_chimney)[number % 2] for number in range(HOUSES + 2))
    return f"M{left - HOUSE_WIDTH} {ground}V{eaves - STEP}{houses}V{ground}z"


def _windows(left: int, eaves: int, lit: int) -> str:
    """The first `lit` windows of a terrace: two above, one below, house by house."""
    if lit <= 0:
        return ""
    moves = (f"m{HOUSE_WIDTH - 14} {STEP - 13}", "m14 0", "m0 13")
    path = f"M{left + 6} {eaves + 5}{WINDOW}"
    return path + "".join(f"{moves[number % WINDOWS_A_HOUSE]}{WINDOW}" for number in range(1, lit))
