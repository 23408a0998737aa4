"""Reading somebody's list of subscribers: from bytes to rows of an address and a standing."""

import codecs
import re
from dataclasses import dataclass

from lbn_site.core.csv_rows import DELIMITERS, UnreadableFileError, numbered_rows

from . import email_address
from .email_address import NotAnAddressError
from .import_columns import EMAIL, Standing, address_column, plain, standing_readers

# What was checked comes back from the browser as one field, which Django limits to 2.5 MB.
LARGEST_FILE = 2 * 1024 * 1024
# One request imports them all, and a web server in front waits for a minute.
MOST_ROWS = 2_000
# A title or a date of export may stand above the table.
MOST_LINES_ABOVE = 10
WITH_NAME = re.compile(r".*<([^<>]+)>")
# What our own export and others put before a cell that a spreadsheet would take for a formula.
NEUTRALISED = re.compile(r"'(?=[=+@-])")

IN_RISING_ORDER = list(Standing)

NumberedRow = tuple[int, list[str]]


@dataclass(frozen=True)
class Person:
    """One row: its number in the spreadsheet, its address, and what the file says of the person."""

    row: int
    address: str
    standing: Standing


@dataclass(frozen=True)
class People:
    """What a file holds, and from which columns it was read. Faulty rows as (row number, what is wrong)."""

    people: list[Person]
    faulty: list[tuple[int, str]]
    address_heading: str
    standing_headings: list[str]


def read(data: bytes, *, column: int | None = None) -> People:
    """Read the file; `column` says which column holds the addresses where staff had to choose.

    Raises UnreadableFileError, and SeveralColumnsError where staff have to choose.
    """
    if len(data) > LARGEST_FILE:
        raise UnreadableFileError("The file is larger than 2 MB. Split it and import each part.")
    rows = _table(_decoded(data))
    if not rows:
        raise UnreadableFileError("The file is empty.")
    if len(rows) > MOST_ROWS:
        raise UnreadableFileError(f"The file has more than {MOST_ROWS:,} rows. Split it and import each part.")
    headings, rows = _headings(rows)
    cells = [row for _, row in rows]
    if column is None or not 0 <= column < len(headings):
        column = address_column(headings, cells)
    readers = standing_readers(headings, cells)
    found = People([], [], headings[column].strip(), [headings[place].strip() for place in readers])
    for number, row in rows:
        text = _bare(row[column]) if len(row) > column else ""
        if len(row) > len(headings) and any(cell.strip() for cell in row[len(headings) :]):
            found.faulty.append(
                (
                    number,
                    "The row has more cells than there are headings. Is there a comma in it that is not in "
                    "quotation marks?",
                )
            )
        elif not text:
            found.faulty.append((number, "The row has no email address."))
        else:
            said = [reader(row[place] if len(row) > place else "") for place, reader in readers.items()]
            standing = max(said, key=IN_RISING_ORDER.index, default=Standing.ON_LIST)
            found.people.append(Person(number, text, standing))
    return found


def _decoded(data: bytes) -> str:
    """The text in UTF-8, in UTF-16 with its mark (Excel's ‘Unicode text’), or else in Windows-1252."""
    if data.startswith(b"PK\x03\x04"):
        raise UnreadableFileError("This is a workbook, not a text file. Save it as ‘CSV UTF-8’.")
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _table(text: str) -> list[NumberedRow]:
    """The rows that hold anything, split by the delimiter that makes the most headings of a row about email."""
    tables: list[list[NumberedRow]] = []
    problems: list[UnreadableFileError] = []
    for delimiter in ("", *DELIMITERS):
        try:
            rows = [(number, cells) for number, cells in numbered_rows(text, delimiter) if any(map(str.strip, cells))]
        except UnreadableFileError as error:
            problems.append(error)
        else:
            tables.append(rows)
    if not tables:
        raise problems[0]
    return max(tables, key=_number_of_headings)


def _number_of_headings(rows: list[NumberedRow]) -> int:
    place = _place_of_headings(rows)
    return 0 if place is None else len(rows[place][1])


def _place_of_headings(rows: list[NumberedRow]) -> int | None:
    """Which row names the columns: the first that speaks of email and holds no address."""
    for place, (_, cells) in enumerate(rows[:MOST_LINES_ABOVE]):
        if any("@" in cell for cell in cells):
            return None
        if any(EMAIL.search(plain(cell)) for cell in cells):
            return place
    return None


def _headings(rows: list[NumberedRow]) -> tuple[list[str], list[NumberedRow]]:
    """The headings and the rows below them. A list of nothing but addresses needs none."""
    place = _place_of_headings(rows)
    if place is not None:
        return rows[place][1], rows[place + 1 :]
    first = rows[0][1]
    if not any(_is_address(cell) for cell in first):
        return first, rows[1:]
    if any(len(list(filter(None, cells))) > 1 for _, cells in rows):
        raise UnreadableFileError("The first row must give the column headings, and one of them should be ‘email’.")
    return ["Email"], rows


def _is_address(text: str) -> bool:
    try:
        email_address.parse(_bare(text))
    except NotAnAddressError:
        return False
    return True


def _bare(text: str) -> str:
    """The address without a name before it, `mailto:` or the mark against formulas."""
    text = NEUTRALISED.sub("", text.strip(), count=1)
    with_name = WITH_NAME.fullmatch(text)
    return (with_name[1] if with_name else text).strip().removeprefix("mailto:")
