"""Reading a file that somebody saved from a spreadsheet: CSV in any common form, or XLSX.

Whatever comes in, the outcome is a table of texts with the row numbers that the person sees in their
spreadsheet, or an `UnreadableFileError` that says in plain words what to do.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from openpyxl import load_workbook

from lbn_site.core.csv_rows import UnreadableFileError, numbered_rows

from .columns import REQUIRED, known_column

MEGABYTE = 1024 * 1024
LARGEST_FILE = 10 * MEGABYTE
LARGEST_UNPACKED = 100 * MEGABYTE
LARGEST_PACKING_RATIO = 200
MOST_ROWS = 50_000
MOST_COLUMNS = 200
ROWS_ABOVE_HEADINGS = 20
LONGEST_CELL = 2_000
OLD_EXCEL_START = b"\xd0\xcf\x11\xe0"
ZIP_START = b"PK\x03\x04"
NO_DATA_MARK = b"%pdf", b"<html", b"<!doc", b"<?xml", b"{", b"["


@dataclass(frozen=True)
class Table:
    """Headings, and rows with the number each has in the file (the heading row included).

    In a padded table (CSV) every row ends with the last column, even where its cells are empty. `notes` say what
    was left out while reading.
    """

    headings: list[str]
    rows: list[tuple[int, list[str]]]
    heading_row: int = 1
    is_padded: bool = False
    notes: tuple[str, ...] = ()


def read_table(name: str, data: bytes) -> Table:
    """The table in a CSV or XLSX file, told apart by its content, not its name. Raises UnreadableFileError."""
    refuse_too_large(len(data))
    if not data.strip():
        raise UnreadableFileError("The file is empty.")
    if data.startswith(OLD_EXCEL_START):
        raise UnreadableFileError(
            "This is an old Excel file (.xls), or one with a password. Open it and save it as .xlsx without a "
            "password, or as CSV."
        )
    if data.lstrip()[:5].lower().startswith(NO_DATA_MARK):
        raise UnreadableFileError(
            "This is a document, a web page or a map, not a table. Save the table as .xlsx or as CSV."
        )
    if data.startswith(ZIP_START):
        return _xlsx_table(data)
    return _csv_table(data)


def refuse_too_large(size: int) -> None:
    """Raises UnreadableFileError for a file of more bytes than any list has."""
    if size > LARGEST_FILE:
        raise UnreadableFileError(
            f"The file is {size / MEGABYTE:.0f} MB. A list of neighbourhoods is far smaller: the limit is "
            f"{LARGEST_FILE // MEGABYTE} MB. Is it the right file?"
        )


def _as_table(rows: Iterable[tuple[int, list[str]]]) -> Table:
    filled = [(number, cells) for number, cells in rows if any(cells)]
    if not filled:
        raise UnreadableFileError("The file holds no text at all.")
    above = _rows_above_headings(cells for _, cells in filled) or 0
    heading_row, headings = filled[above]
    note = f"The headings stand in row {heading_row}; what is above them was left out."
    return Table(headings, filled[above + 1 :], heading_row, notes=(note,) if above else ())


def _rows_above_headings(rows: Iterable[list[str]]) -> int | None:
    """How many rows, such as a title, stand above the headings; None where no row has those that are needed."""
    needed = {column.key for column in REQUIRED}
    for position, cells in enumerate(islice(rows, ROWS_ABOVE_HEADINGS)):
        if needed <= {known_column(cell) for cell in cells}:
            return position
    return None


def _limit(number: int, cells: list[str]) -> list[str]:
    if number > MOST_ROWS and any(cells):
        raise UnreadableFileError(f"The file has more than {MOST_ROWS:,} rows. Is it the right file?")
    if len(cells) > MOST_COLUMNS:
        raise UnreadableFileError(f"Row {number} has more than {MOST_COLUMNS} columns. Is it the right file?")
    for cell in cells:
        if len(cell) > LONGEST_CELL:
            raise UnreadableFileError(f"Row {number} has a cell of more than {LONGEST_CELL:,} characters.")
    return [cell.strip().strip("\ufeff\u200b").replace("\xa0", " ") for cell in cells]


def _csv_table(data: bytes) -> Table:
    text, notes = _decoded(data)
    table = _as_table((number, _limit(number, cells)) for number, cells in numbered_rows(text))
    if "\n" in text and not text.endswith(("\n", "\r")):
        number = table.rows[-1][0] if table.rows else table.heading_row
        notes = (
            *notes,
            f"Row {number}, the last one, has no line end: if the file was cut off, look at its last cell.",
        )
    return replace(table, is_padded=True, notes=(*notes, *table.notes))


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Text in UTF-8, UTF-16 (with its mark) or, as older Excel saves it, Windows-1252; and what to look at."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), ()
        except UnicodeDecodeError:
            raise UnreadableFileError("The file was cut off in the middle. Save or download it again.") from None
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        note = "The file is not in UTF-8. It was read as Windows-1252: look at names with accents."
        return data.decode("cp1252", errors="replace"), (note,)


def _xlsx_table(data: bytes) -> Table:
    """The first sheet that has the headings; the first of all, if none has."""
    _refuse_zip_bomb(data)
    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    except Exception as error:
        raise UnreadableFileError(
            "The file looks like an Excel workbook but cannot be opened as one. Open it in Excel, save it as .xlsx "
            "again, or save it as CSV."
        ) from error
    try:
        sheets = workbook.worksheets
        found = (sheet for sheet in sheets if _rows_above_headings(_sheet_rows(sheet)) is not None)
        sheet = next(found, sheets[0])
        rows = ((number, _limit(number, cells)) for number, cells in enumerate(_sheet_rows(sheet), start=1))
        table = _as_table(rows)
    except UnreadableFileError:
        raise
    except Exception as error:
        raise UnreadableFileError("The sheet is damaged. Save the workbook again, or save it as CSV.") from error
    finally:
        workbook.close()
    note = f"The workbook has {len(sheets)} sheets. Only ‘{sheet.title}’ was read."
    return replace(table, notes=(note, *table.notes)) if len(sheets) > 1 else table


def _sheet_rows(sheet: Any) -> Iterator[list[str]]:
    sheet.reset_dimensions()
    for row in sheet.iter_rows(values_only=True):
        cells = ["" if value is None else _as_text(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        yield cells


def _as_text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _refuse_zip_bomb(data: bytes) -> None:
    """Look into the packing list before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile:
        raise UnreadableFileError(
            "The Excel file is damaged or was cut off in the middle. Save or download it again."
        ) from None
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > LARGEST_UNPACKED or unpacked > LARGEST_PACKING_RATIO * max(len(data), MEGABYTE // 10):
        raise UnreadableFileError(
            f"The Excel file would grow to {unpacked / MEGABYTE:,.0f} MB when it is opened. That is no list of "
            "neighbourhoods; it was not opened."
        )
    if not any(entry.filename == "[Content_Types].xml" for entry in entries):
        raise UnreadableFileError("This is a zip file, not an Excel workbook. Take the table out of it first.")
