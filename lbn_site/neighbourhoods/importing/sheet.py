"""One sheet of a workbook as the person sees it: without hidden rows and columns, results instead of formulas."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from .problems import rows_named
from .xml_events import Attributes, Budget, RunsOfText

MOST_COLUMNS = 200
MOST_MERGED = 1_000
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
TRUE = {"1", "true"}


@dataclass
class Sheet:
    """A sheet's title and part, and, once it was read, what was left out of it."""

    title: str
    path: str
    is_hidden: bool
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int]] = field(default_factory=list)
    _left_out: set[int] = field(default_factory=set)

    @property
    def notes(self) -> Iterator[str]:
        if self.hidden_rows:
            rows = rows_named(self.hidden_rows)
            yield f"Hidden {rows} left out. If they are part of the list, show them and try again."
        if self._left_out:
            letters = ", ".join(_letters(column) for column in sorted(self._left_out)[:10])
            yield f"Hidden columns left out: {letters}. If they are part of the list, show them and try again."

    def start_again(self) -> None:
        """Forget what an earlier look at the first rows has noted."""
        self.hidden_rows, self.merged = [], []
        self.hidden_columns, self._left_out = set(), set()

    def is_left_out(self, column: int) -> bool:
        """Whether a filled cell of this column is hidden; remembers that it was."""
        if column in self.hidden_columns:
            self._left_out.add(column)
            return True
        return False

    def fill_merged(self, rows: list[tuple[int, list[str]]]) -> None:
        """Give each row of cells merged downwards the text of the first, which alone holds it."""
        numbers = [number for number, _ in rows]
        for column, first, last in self.merged:
            inside = rows[bisect_left(numbers, first) : bisect_right(numbers, last)]
            if not inside or inside[0][0] != first or column > len(inside[0][1]):
                continue
            value = inside[0][1][column - 1]
            for _, cells in inside[1:]:
                cells += [""] * (column - len(cells))
                cells[column - 1] = cells[column - 1] or value


@dataclass
class Formats:
    """What the cells of a workbook refer to: shared texts, and which styles show a number as a date."""

    shared_texts: list[str] = field(default_factory=list)
    date_styles: set[int] = field(default_factory=set)
    counts_from_1904: bool = False

    def read_styles(self, elements: Iterable[tuple[str, Attributes]]) -> None:
        own: dict[str, str] = {}
        style, in_cells = 0, False
        for name, said in elements:
            if name == "numFmt":
                own[said.get("numFmtId", "")] = said.get("formatCode", "")
            elif name in {"cellXfs", "cellStyles", "cellStyleXfs", "dxfs"}:
                in_cells = name == "cellXfs"
            elif name == "xf" and in_cells:
                number = said.get("numFmtId", "0")
                code = own.get(number) or BUILTIN_FORMATS.get(int(number) if number.isdecimal() else 0, "General")
                if is_date_format(code):
                    self.date_styles.add(style)
                style += 1

    def number(self, text: str, style: str) -> str:
        """A number as a text, without a needless point; a date where the style shows one."""
        try:
            value = float(text)
        except ValueError:
            return text
        if style.isdecimal() and int(style) in self.date_styles:
            try:
                epoch = CALENDAR_MAC_1904 if self.counts_from_1904 else CALENDAR_WINDOWS_1900
                moment = from_excel(value, epoch)
            except (OverflowError, ValueError):
                return text
            return moment.isoformat(" ", "seconds") if isinstance(moment, datetime) else str(moment)
        return str(int(value)) if value.is_integer() else str(value)


class SheetReader(RunsOfText):
    """Yields the number and the cells of each visible row; notes in the sheet what was hidden."""

    def __init__(self, sheet: Sheet, formats: Formats, budget: Budget) -> None:
        super().__init__(budget)
        sheet.start_again()
        self._sheet, self._formats = sheet, formats
        self._row, self._is_hidden = 0, False
        self._cells: dict[int, str] = {}
        self._column, self._kind, self._style = 0, "", ""
        self._value: list[str] = []
        self._formula: list[str] | None = None
        self._inside = ""

    def started(self, name: str, said: Attributes) -> None:
        if name == "c":
            self._column = _column_of(said["r"]) if "r" in said else self._column + 1
            self._kind, self._style = said.get("t", "n"), said.get("s", "")
            self._value, self._formula = [], None
        elif name == "row":
            self._row = int(said.get("r") or self._row + 1)
            self._is_hidden = said.get("hidden") in TRUE or said.get("ht") == "0"
            self._cells, self._column = {}, 0
        elif name in {"v", "f"}:
            self._inside = name
            if name == "f":
                self._formula = []
        elif name == "col" and (said.get("hidden") in TRUE or said.get("width") == "0"):
            self._sheet.hidden_columns.update(range(int(said["min"]), min(int(said["max"]), MOST_COLUMNS) + 1))
        elif name == "mergeCell":
            self._merged(said.get("ref", ""))
        else:
            super().started(name, said)

    def text(self, data: str) -> None:
        if self._inside == "v":
            self._value.append(data)
        elif self._inside == "f" and self._formula is not None:
            self._formula.append(data)
        else:
            super().text(data)

    def ended(self, name: str) -> None:
        if name in {"v", "f"}:
            self._inside = ""
        elif name == "c":
            cell = self._cell()
            if cell and not self._sheet.is_left_out(self._column):
                self._cells[self._column] = cell
        elif name == "row" and self._cells:
            if self._is_hidden:
                self._sheet.hidden_rows.append(self._row)
            else:
                self.found.append((self._row, self._in_order()))
        else:
            super().ended(name)

    def _cell(self) -> str:
        value, runs = "".join(self._value), self.taken()
        if self._kind == "inlineStr":
            return runs
        if self._formula is not None and not value and self._kind != "str":
            return f"={''.join(self._formula)}"
        if self._kind == "s":
            return self._formats.shared_texts[int(value)] if value else ""
        if self._kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        return self._formats.number(value, self._style) if self._kind == "n" else value

    def _in_order(self) -> list[str]:
        """The cells from the first column on. A cell far to the right makes the row as long as the limit, and one."""
        last = min(max(self._cells), MOST_COLUMNS + 1)
        return [self._cells.get(column, "") for column in range(1, last + 1)]

    def _merged(self, reference: str) -> None:
        """Keep cells that are merged downwards: (column, first row, last row)."""
        start, _, end = reference.partition(":")
        first, last = REFERENCE.fullmatch(start), REFERENCE.fullmatch(end)
        if first and last and first[2] != last[2] and len(self._sheet.merged) < MOST_MERGED:
            self._sheet.merged.append((_column_of(start), int(first[2]), int(last[2])))


def _column_of(reference: str) -> int:
    """The number of a cell's column: 1 for A1, 28 for AB7."""
    found = REFERENCE.fullmatch(reference)
    if not found:
        raise ValueError(f"no reference of a cell: {reference[:20]}")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def _letters(column: int) -> str:
    """A for 1, AB for 28."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
