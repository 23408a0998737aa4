"""Cells that no spreadsheet takes for a formula: the one rule for every CSV and XLSX file that leaves the site.

Spreadsheets run a cell that begins with one of a few characters (CWE-1236; OWASP, CSV injection), and some skip
spaces and invisible characters before it. Such a text gets an apostrophe in front. Numbers, negative ones too, are
not formulas and stay as they are, so open data are not changed.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

# In ASCII, full width and small forms; then what may end a cell when a file is read loosely.
_STARTS = "=+\\-@＝＋－＠﹢﹣﹦﹫" + "\t\r\n\0"
_INVISIBLE = r"\s\x00-\x1f\x7f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_FORMULA = re.compile(f"[{_INVISIBLE}]*[{_STARTS}]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet might run the text as a formula."""
    return bool(_FORMULA.match(text)) and not _NUMBER.fullmatch(text)


def inert(value: Any) -> Any:
    """The value as a cell that is not run: only a text that might be a formula is changed."""
    return f"'{value}" if isinstance(value, str) and is_formula(value) else value


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(rows: Iterable[Sequence[Any]], *, quote_all: bool = False) -> Iterator[str]:
    """The rows as lines of a CSV file (RFC 4180), each cell inert; None is an empty cell."""
    writer = csv.writer(_Echo(), quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL)
    for row in rows:
        yield writer.writerow([inert(cell) for cell in row])
