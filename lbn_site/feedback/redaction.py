"""Blotting out what could tell who wrote a comment, or about whom."""

import re

BLOT = "▇▇▇"
FEWEST_PHONE_DIGITS = 9

EMAIL = re.compile(r"[^\s@<>,;]+\s?@\s?[^\s@<>,;]+\.[^\s@<>,;]+")
# A run of digits with the signs that people put between them; short runs (years, sums) are left alone.
DASHES = "\\-\u2010-\u2015"
PHONE = re.compile(rf"(?<![\w£])\+?\(?\d[\d\s().{DASHES}/]{{7,}}\d(?!\w)")
POSTCODE = re.compile(rf"\b[A-Z]{{1,2}}[0-9O][A-Z0-9]?[\s{DASHES}]*[0-9O][A-Z]{{2}}\b", re.IGNORECASE)


def redacted(text: str) -> str:
    """The text without email addresses, telephone numbers and UK postcodes."""
    text = EMAIL.sub(BLOT, text)
    text = PHONE.sub(lambda match: BLOT if _is_long_number(match[0]) else match[0], text)
    return POSTCODE.sub(BLOT, text)


def _is_long_number(text: str) -> bool:
    return sum(character.isdigit() for character in text) >= FEWEST_PHONE_DIGITS
