"""Shares in whole per cent."""

from fractions import Fraction
from math import floor


def whole_percent(share: Fraction) -> int:
    """Return a share (0 to 1) in whole per cent. A half is rounded up; Python would round it to the even number."""
    return floor(share * 100 + Fraction(1, 2))
