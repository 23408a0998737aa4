"""The symbols of the maps. They differ in form, so that nothing is said by colour alone.

Each is a path from its middle on. Sizes are in pixels of a screen that is 320 pixels wide, and grow with the map. On
one map all symbols have the same radius, so that they hang on one set of pegs; corners may come a little further.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Symbol:
    """A form that the style sheet draws as `map__<name>`."""

    name: str
    radius: float
    path: str

    def at(self, x: float, y: float) -> str:
        return f"M{x:g} {y:g}{self.path}"


# On the map of England, where they are only looked at. The dot is smaller than its peg, so that others stand out.
DOT = Symbol("dot", 2.2, "h0")
DIAMOND = Symbol("diamond", 2.2, "m0-2.7 2.7 2.7-2.7 2.7-2.7-2.7z")
SQUARE = Symbol("square", 2.2, "m-2.2-2.2h4.4v4.4h-4.4z")
CROSS = Symbol("cross", 2.2, "m-1.7-1.7 3.4 3.4m-3.4 0 3.4-3.4")

# On the map of a region, where they are links; and the places that are no links there.
LARGE_DOT = Symbol("large-dot", 5, "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0")
LARGE_DIAMOND = Symbol("diamond", 5, "m0-5.4 5.4 5.4-5.4 5.4-5.4-5.4z")
LARGE_CROSS = Symbol("cross", 5, "m-4-4 8 8m-8 0 8-8")
LARGE_SQUARE = Symbol("square", 5, "m-4.5-4.5h9v9h-9z")
SMALL_DOT = Symbol("small-dot", 2.2, "h0")

# For the key beside a map.
SYMBOLS = {"dot": LARGE_DOT, "diamond": LARGE_DIAMOND, "square": LARGE_SQUARE, "cross": LARGE_CROSS}
