"""The list of neighbourhoods as a table: what is checked of a row and of all rows together."""

import re
from collections.abc import Iterator

from .columns import COLUMNS, read_headings
from .problems import Problem
from .schema import Row, Schema
from .spellings import agree_on_spellings
from .values import READERS_OF_A_LIST

MONTH = (
    r"(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|"
    r"dec(ember)?)"
)
# What a spreadsheet makes of a text that it takes for a date: 01-Mar, May-24, 24 May 2017.
DATE_LIKE = re.compile(rf"\d{{1,2}}[-/ ]{MONTH}([-/ ]\d{{2,4}})?|{MONTH}[-/ ]\d{{2,4}}", re.IGNORECASE)


def looks_like_a_date(name: str) -> bool:
    """Whether a spreadsheet may have made this name of something else: 01-Mar, May-24."""
    return bool(DATE_LIKE.fullmatch(name))


def _doubts(row: Row) -> Iterator[tuple[str, str]]:
    """What may be right but deserves a second look."""
    for key in ("name", "authority", "authority_now", "county", "constituencies_2010", "constituencies_2024"):
        for name in (row.get(key) or "").split("|"):
            if looks_like_a_date(name):
                yield f"The name ‘{name}’ looks like a date. Did the spreadsheet change it?", key
    population = row.get("population")
    if population is not None and not 500 <= population <= 60_000:
        yield f"A population of {population:,} is unusual for a ward.", "population"
    if (row.get("latitude") is None) != (row.get("longitude") is None):
        yield "Latitude and longitude go together. Without both, the place is not on any map.", "latitude"
    shares = [share for share in (row.get("constituencies_2024_shares") or "").split("|") if share]
    names = [part for part in (row.get("constituencies_2024") or "").split("|") if part]
    if shares and len(shares) != len(names):
        yield (
            "The number of shares does not match the number of constituencies, so the shares were left out.",
            "constituencies_2024_shares",
        )


def _problems_of(rows: list[Row], numbers: list[int]) -> Iterator[Problem]:
    yield from _codes_that_stand_twice(rows, numbers)
    yield from agree_on_spellings(rows, numbers)


def _codes_that_stand_twice(rows: list[Row], numbers: list[int]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for row, number in zip(rows, numbers, strict=True):
        code = row.get("code")
        if code and code in seen:
            text = f"The code {code} appears twice: in row {seen[code]} and in row {number}."
            yield Problem(number, "code", text)
        elif code:
            seen[code] = number


LIST_SCHEMA = Schema(COLUMNS, read_headings, READERS_OF_A_LIST, _doubts, _problems_of)
