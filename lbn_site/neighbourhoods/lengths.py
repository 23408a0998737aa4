"""Distances in words, as people in England give them."""

METRES_A_MILE = 1609.344
METRES_A_KILOMETRE = 1000
LEAST_IN_WHOLE_NUMBERS = 10


def distance_in_words(metres: float) -> str:
    """Miles, and kilometres in brackets: ‘1.2 miles (1.9 km)’."""
    return f"{_rounded(metres / METRES_A_MILE)} miles ({_rounded(metres / METRES_A_KILOMETRE)} km)"


def _rounded(length: float) -> str:
    return f"{length:.1f}" if length < LEAST_IN_WHOLE_NUMBERS else f"{length:.0f}"
