"""Reading a file that somebody saved from a spreadsheet: CSV in any common form, or XLSX.

Whatever comes in, the outcome is a table of plain texts with the row numbers that the person sees in their
spreadsheet, or an `UnreadableFileError` that says in plain words what to do. Every limit below bounds the time and
the memory that one upload can take.
"""

import io
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from lbn_site.core.csv_rows import DELIMITERS, UnreadableFileError, numbered_rows

from .cells import plain_cell
from .lists import LIST_SCHEMA
from .sheet import MOST_COLUMNS, Sheet
from .workbook import UnreadableWorkbookError, Workbook
from .xml_events import MOST_ELEMENTS

MEGABYTE = 1024 * 1024
LARGEST_FILE = 10 * MEGABYTE
MOST_ROWS = 12_000  # England has some 7,000 wards
LAST_ROW = 1_048_576  # of any spreadsheet
MOST_CELLS = 1_000_000
ROWS_ABOVE_HEADINGS = 20
LINES_ABOVE_HEADINGS = 1_000  # with empty ones
LONGEST_CELL = 2_000
OLD_EXCEL_START = b"\xd0\xcf\x11\xe0"
PASSWORD_MARK = "EncryptedPackage".encode("utf-16-le")  # MS-OFFCRYPTO, 1.3.2: the stream of an encrypted workbook
ZIP_START = b"PK\x03\x04"
NO_DATA_MARK = b"%pdf", b"<html", b"<!doc", b"<?xml", b"{", b"["

logger = logging.getLogger(__name__)


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


@dataclass(frozen=True)
class Sought:
    """The sort of table that is expected: by which headings it is known, and how much it may hold."""

    has_headings: Callable[[Sequence[str]], bool]
    largest_file: int = LARGEST_FILE
    most_rows: int = MOST_ROWS
    most_cells: int = MOST_CELLS
    most_elements: int = MOST_ELEMENTS


LIST = Sought(LIST_SCHEMA.has_its_headings)


def read_table(name: str, data: bytes, sought: Sought = LIST) -> Table:
    """The table in a CSV or XLSX file, told apart by its content, not its name. Raises UnreadableFileError."""
    refuse_too_large(len(data), sought.largest_file)
    if not data.strip():
        raise UnreadableFileError("The file is empty.")
    if data.startswith(OLD_EXCEL_START):
        raise UnreadableFileError(
            "This workbook is protected by a password. Open it, remove the password and save it as .xlsx or CSV."
            if PASSWORD_MARK in data
            else "This is an old Excel file (.xls). Open it and save it as .xlsx, or as CSV."
        )
    if data.lstrip()[:5].lower().startswith(NO_DATA_MARK):
        raise UnreadableFileError(
            "This is a document, a web page or a map, not a table. Save the table as .xlsx or as CSV."
        )
    if data.startswith(ZIP_START):
        return _xlsx_table(data, sought)
    return _csv_table(data, sought)


def refuse_too_large(size: int, limit: int = LARGEST_FILE) -> None:
    """Raises UnreadableFileError for a file of more bytes than any table of its sort has."""
    if size > limit:
        raise UnreadableFileError(
            f"The file is {size / MEGABYTE:.0f} MB. A list is far smaller: the limit is "
            f"{limit // MEGABYTE} MB. Is it the right file?"
        )


def _as_table(rows: Iterable[tuple[int, list[str]]], sought: Sought) -> Table:
    filled = list(_filled(rows, sought))
    if not filled:
        raise UnreadableFileError("The file holds no text at all.")
    above = _rows_above_headings([cells for _, cells in filled[:ROWS_ABOVE_HEADINGS]], sought) or 0
    heading_row, headings = filled[above]
    note = f"The headings are in row {heading_row}; anything above them was left out."
    return Table(headings, filled[above + 1 :], heading_row, notes=(note,) if above else ())


def _filled(rows: Iterable[tuple[int, list[str]]], sought: Sought) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, as plain cells. Raises UnreadableFileError where no list has as many."""
    count = cells_read = 0
    for number, cells in rows:
        if number > LAST_ROW:
            raise UnreadableFileError(f"The file has more than {LAST_ROW:,} lines. Is it the right file?")
        if len(cells) > MOST_COLUMNS:
            raise UnreadableFileError(f"Row {number} has more than {MOST_COLUMNS} columns. Is it the right file?")
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise UnreadableFileError(f"Row {number} has a cell of more than {LONGEST_CELL:,} characters.")
        plain = [plain_cell(cell) for cell in cells]
        if not any(plain):
            continue
        count, cells_read = count + 1, cells_read + len(plain)
        if count > sought.most_rows:
            raise UnreadableFileError(f"The file has more than {sought.most_rows:,} rows. Is it the right file?")
        if cells_read > sought.most_cells:
            raise UnreadableFileError(
                f"The file has more than {sought.most_cells:,} cells. Delete the columns that are not part of the "
                "list."
            )
        yield number, plain


def _rows_above_headings(rows: Sequence[list[str]], sought: Sought) -> int | None:
    """How many rows, such as a title, stand above the headings; None where no row has those that are needed."""
    return next((position for position, cells in enumerate(rows) if sought.has_headings(cells)), None)


def _has_headings(rows: Iterable[tuple[int, list[str]]], sought: Sought) -> bool:
    """Whether one of the first filled rows has the headings that are needed."""
    first = islice(_filled(islice(rows, LINES_ABOVE_HEADINGS), sought), ROWS_ABOVE_HEADINGS)
    try:
        return _rows_above_headings([cells for _, cells in first], sought) is not None
    except UnreadableFileError:
        return False


def _csv_table(data: bytes, sought: Sought) -> Table:
    text, notes = _decoded(data)
    table = _as_table(_csv_rows(text, sought), sought)
    if "\n" in text and not text.endswith(("\n", "\r")):
        number = table.rows[-1][0] if table.rows else table.heading_row
        notes = (
            *notes,
            f"Row {number}, the last one, has no line ending. Check its last cell in case the file was cut off.",
        )
    return replace(table, is_padded=True, notes=(*notes, *table.notes))


def _csv_rows(text: str, sought: Sought) -> Iterator[tuple[int, list[str]]]:
    """The rows with their numbers. A title above the table may hold any delimiter: that of the headings is right."""
    for mark in DELIMITERS:
        if _has_headings(numbered_rows(text, mark), sought):
            return numbered_rows(text, mark)
    # A title may also hold quotation marks that no reader of CSV takes.
    lines = io.StringIO(text, newline="")
    above: list[tuple[int, list[str]]] = []
    for number, line in enumerate(islice(lines, ROWS_ABOVE_HEADINGS)):
        mark = max(DELIMITERS, key=line.count)
        if above and _has_headings([(1, line.strip().replace('"', "").split(mark))], sought):
            table = numbered_rows(line + lines.read(), mark)
            return chain(above, ((number + below, cells) for below, cells in table))
        above.append((number + 1, [line]))
    return numbered_rows(text)


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Text in UTF-8, UTF-16 or, as older Excel saves it, Windows-1252; and what to look at."""
    encoding = _utf_16(data)
    if encoding:
        try:
            return data.decode(encoding), ()
        except UnicodeDecodeError:
            raise UnreadableFileError("The file was cut off in the middle. Save or download it again.") from None
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        note = "The file is not in UTF-8, so it was read as Windows-1252. Check names with accents."
        return data.decode("cp1252", errors="replace"), (note,)


def _utf_16(data: bytes) -> str:
    """The kind of UTF-16, by its mark or by the zero bytes beside ASCII characters; empty for any other encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    even, odd = data[:40:2], data[1:40:2]
    if odd and not any(odd) and all(even):
        return "utf-16-le"
    if odd and not any(even) and all(odd):
        return "utf-16-be"
    return ""


def _xlsx_table(data: bytes, sought: Sought) -> Table:
    """The first visible sheet that has the headings; the first visible one, if none has."""
    try:
        with Workbook(data, sought.most_elements) as workbook:
            shown = workbook.visible
            choices = shown if len(shown) > 1 else []
            sheet = next((sheet for sheet in choices if _has_headings(workbook.rows_of(sheet), sought)), shown[0])
            table = _as_table(workbook.rows_of(sheet), sought)
    except UnreadableWorkbookError as error:
        raise UnreadableFileError(str(error)) from error
    except UnreadableFileError:
        raise
    except Exception as error:
        # A damaged workbook can fail anywhere between zip and XML: the person is told, and the log says where.
        logger.warning("A workbook cannot be read: %r", error)
        raise UnreadableFileError(
            "The workbook is damaged. Open it in Excel, save it as .xlsx again, or save it as CSV."
        ) from error
    sheet.fill_merged(table.rows)
    notes = (*_notes_on_sheets(workbook, sheet), *sheet.notes, *table.notes)
    return replace(table, notes=notes)


def _notes_on_sheets(workbook: Workbook, sheet: Sheet) -> Iterator[str]:
    if len(workbook.visible) > 1:
        yield f"The workbook has {len(workbook.visible)} sheets. Only ‘{sheet.title}’ was read."
    hidden = [other.title for other in workbook.sheets if other.is_hidden and other is not sheet]
    if hidden:
        yield f"Hidden sheets were left out: ‘{'’, ‘'.join(hidden[:10])}’."
