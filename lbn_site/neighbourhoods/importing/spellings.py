"""One spelling for one area: names that share a web address ('St. Helens', 'St Helens') would share a page."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from lbn_site.core.names import slug_of

from .problems import Problem, rows_named

# Each has its own pages. Spellings agree within a column, not between them: 'Birmingham, Edgbaston' (2010) and
# 'Birmingham Edgbaston' (2024) are the names of two constituencies.
AREAS = ("authority", "authority_now", "constituencies_2010", "constituencies_2024")
WITH_SHARES = "constituencies_2024"
SHARES = "constituencies_2024_shares"


def agree_on_spellings(rows: list[dict[str, Any]], numbers: list[int]) -> list[Problem]:
    """Give every area its most frequent spelling, and name it once in a row; note what was changed.

    Changes the rows; `numbers` are the rows' numbers in the file.
    """
    notes: list[Problem] = []
    for key in AREAS:
        notes += _agree(key, rows, numbers)
        notes += _name_once(key, rows, numbers)
    return notes


def _agree(key: str, rows: list[dict[str, Any]], numbers: list[int]) -> Iterator[Problem]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        for name in _names(row, key):
            found[slug_of(name)][name] += 1
    chosen = {
        name: spellings.most_common(1)[0][0]
        for spellings in found.values()
        if len(spellings) > 1
        for name in spellings
    }
    changed: dict[str, list[int]] = defaultdict(list)
    for row, number in zip(rows, numbers, strict=True):
        names = _names(row, key)
        for name in names:
            if chosen.get(name, name) != name:
                changed[name].append(number)
        if names:
            row[key] = "|".join(chosen.get(name, name) for name in names)
    for name, where in changed.items():
        text = f"‘{name}’ in {rows_named(where)} was read as ‘{chosen[name]}’, which has the same web address."
        yield Problem(where[0], key, text, is_error=False)


def _name_once(key: str, rows: list[dict[str, Any]], numbers: list[int]) -> Iterator[Problem]:
    for row, number in zip(rows, numbers, strict=True):
        names = _names(row, key)
        if len(set(names)) == len(names):
            continue
        row[key] = "|".join(dict.fromkeys(names))
        if key == WITH_SHARES and row.get(SHARES):
            row[SHARES] = _added_up(names, row[SHARES].split("|"))
        text = "A constituency that appears twice in the row was read once."
        yield Problem(number, key, text, is_error=False)


def _added_up(names: list[str], shares: list[str]) -> str:
    """The shares of each name together; as they were, where they do not belong to the names."""
    if len(names) != len(shares):
        return "|".join(shares)
    together: dict[str, Decimal] = defaultdict(Decimal)
    for name, share in zip(names, shares, strict=True):
        together[name] += Decimal(share)
    return "|".join(str(min(share, Decimal(1))) for share in together.values())


def _names(row: dict[str, Any], key: str) -> list[str]:
    return [name for name in (row.get(key) or "").split("|") if name]
