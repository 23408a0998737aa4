"""Rings of points as they are shipped: whole numbers, each pair the step from the one before."""

from collections.abc import Iterator, Sequence

HUNDRED_THOUSANDTHS = 100_000


def points(steps: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The points of a ring in its own units; the ring closes by itself."""
    x = y = 0
    for position in range(0, len(steps), 2):
        x, y = x + steps[position], y + steps[position + 1]
        yield x, y


def degrees(steps: Sequence[int]) -> list[list[float]]:
    """A ring of longitudes and latitudes, closed as GeoJSON wants it (RFC 7946, 3.1.6)."""
    ring = [[x / HUNDRED_THOUSANDTHS, y / HUNDRED_THOUSANDTHS] for x, y in points(steps)]
    return [*ring, ring[0]]
