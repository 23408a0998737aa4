"""Sets of inward codes in little space: joined texts, and a bitmap of all 4,000 that can exist."""

from base64 import b64decode, b64encode
from collections.abc import Iterable

from .writing import INWARD_LETTERS

LETTERS = len(INWARD_LETTERS)
BITS = 10 * LETTERS * LETTERS
_LETTER_NUMBER = {letter: number for number, letter in enumerate(INWARD_LETTERS)}


def number_of(inward: str) -> int:
    """The position of an inward code among all: 0AA is 0, 9ZZ is 3,999."""
    block = int(inward[0]) * LETTERS + _LETTER_NUMBER[inward[1]]
    return block * LETTERS + _LETTER_NUMBER[inward[2]]


def join(codes: Iterable[str]) -> str:
    """Inward codes as one text of three characters each, sorted."""
    return "".join(sorted(codes))


def split(text: str) -> list[str]:
    """The inward codes of a joined text."""
    return [text[start : start + 3] for start in range(0, len(text), 3)]


def holds_like(text: str, inward: str) -> bool:
    """Whether a joined text holds an inward code that differs in its last letter at most."""
    return any(code[:2] == inward[:2] for code in split(text))


def new_bitmap() -> bytearray:
    return bytearray(BITS // 8)


def add(bitmap: bytearray, inward: str) -> None:
    number = number_of(inward)
    bitmap[number >> 3] |= 1 << (number & 7)


def pack(bitmap: bytearray) -> str:
    """The bitmap as text (base64)."""
    return b64encode(bitmap).decode()


def unpack(text: str) -> bytearray:
    return bytearray(b64decode(text))


def holds(packed: str, inward: str) -> bool:
    """Whether a packed bitmap holds the inward code."""
    number = number_of(inward)
    return bool(b64decode(packed)[number >> 3] >> (number & 7) & 1)
