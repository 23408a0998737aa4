"""Checking a table of neighbourhoods row by row, in words that need no programmer."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .cells import is_missing
from .columns import BY_KEY, REQUIRED, read_headings
from .problems import BadCellError, Problem, rows_named, shortened
from .read import Table
from .spellings import agree_on_spellings
from .values import read_cell

LONGEST_HEADING_QUOTED = 60
MONTH = (
    r"(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|"
    r"dec(ember)?)"
)
# What a spreadsheet makes of a text that it takes for a date: 01-Mar, May-24, 24 May 2017.
DATE_LIKE = re.compile(rf"\d{{1,2}}[-/ ]{MONTH}([-/ ]\d{{2,4}})?|{MONTH}[-/ ]\d{{2,4}}", re.IGNORECASE)


@dataclass
class Checked:
    """The clean rows of a table, by column key, and every problem that was found; the year of the wards, if known."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    ward_year: int | None = None

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.is_error]


def check_table(table: Table) -> Checked:
    """Check headings and every row. Nothing is stored."""
    checked = Checked(problems=[Problem(0, "", note, is_error=False) for note in table.notes])
    positions = _positions(table, checked)
    if not checked.errors:
        checked.columns = list(positions)
        _check_rows(table, positions, checked)
    checked.problems = shortened(checked.problems)
    return checked


def _check_rows(table: Table, positions: dict[str, int], checked: Checked) -> None:
    seen: dict[str, int] = {}
    numbers = []
    disguised: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, cells in table.rows:
        if table.is_padded and number == table.rows[-1][0] and len(cells) < len(table.headings):
            text = "The last row ends early: was the file cut off? Save or download it again."
            checked.problems.append(Problem(number, "", text))
            continue
        row = _check_row(number, cells, positions, len(table.headings), checked)
        for key, position in positions.items():
            if position < len(cells) and cells[position] and is_missing(cells[position]):
                disguised[key, cells[position]].append(number)
        code = row.get("code")
        if code and code in seen:
            checked.problems.append(
                Problem(number, "code", f"The code {code} stands twice: in row {seen[code]} and in row {number}.")
            )
        elif code:
            seen[code] = number
        checked.rows.append(row)
        numbers.append(number)
    if not table.rows:
        checked.problems.append(Problem(0, "", "The file has headings but no rows."))
    checked.problems += _notes_on_disguised(disguised)
    checked.problems += agree_on_spellings(checked.rows, numbers)


def _notes_on_disguised(found: dict[tuple[str, str], list[int]]) -> Iterator[Problem]:
    """What was read as no value, where an error does not say so already."""
    for (key, cell), numbers in found.items():
        if not BY_KEY[key].is_required:
            text = f"‘{cell}’ was read as an empty cell in {rows_named(numbers)}."
            yield Problem(numbers[0], key, text, is_error=False)


def _positions(table: Table, checked: Checked) -> dict[str, int]:
    """Where each known column stands."""
    positions: dict[str, int] = {}
    for position, (heading, said) in enumerate(zip(table.headings, read_headings(table.headings), strict=True)):
        key, quoted = said.key, heading[:LONGEST_HEADING_QUOTED]
        if key is None:
            if heading:
                text = f"The column ‘{quoted}’ is not used."
                checked.problems.append(Problem(table.heading_row, quoted, text, is_error=False))
        elif key in positions:
            other = table.headings[positions[key]]
            text = f"‘{other}’ and ‘{quoted}’ are both the {BY_KEY[key].label}. Remove one of them."
            checked.problems.append(Problem(table.heading_row, key, text))
        else:
            positions[key] = position
            if key == "code" and said.year:
                checked.ward_year = said.year
                text = f"By its heading ‘{quoted}’, the list names the wards of {said.year}."
                checked.problems.append(Problem(table.heading_row, key, text, is_error=False))
    checked.problems += [_missing_heading(column, table) for column in REQUIRED if column.key not in positions]
    return positions


def _missing_heading(column: Any, table: Table) -> Problem:
    names = "’, ‘".join((column.key, *column.synonyms[:3]))
    headings = [heading[:LONGEST_HEADING_QUOTED] for heading in table.headings[:8] if heading]
    found = ", ".join(f"‘{heading}’" for heading in headings) or "none"
    return Problem(
        table.heading_row,
        column.key,
        f"The first row has no heading for the {column.label}. It may be called ‘{names}’. "
        f"The headings found are: {found}.",
    )


def _check_row(
    number: int, cells: list[str], positions: dict[str, int], width: int, checked: Checked
) -> dict[str, Any]:
    if len(cells) > width:
        checked.problems.append(
            Problem(number, "", "The row has more cells than there are headings. Does a cell hold a stray comma?")
        )
    row: dict[str, Any] = {}
    for key, position in positions.items():
        try:
            row[key] = read_cell(key, cells[position] if position < len(cells) else "")
        except BadCellError as bad:
            checked.problems.append(Problem(number, key, str(bad)))
            row[key] = None
    for text, key in _doubts(row):
        checked.problems.append(Problem(number, key, text, is_error=False))
    return row


def looks_like_a_date(name: str) -> bool:
    """Whether a spreadsheet may have made this name of something else: 01-Mar, May-24."""
    return bool(DATE_LIKE.fullmatch(name))


def _doubts(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What may be right but deserves a second look."""
    for key in ("name", "authority", "authority_now", "county", "constituencies_2010", "constituencies_2024"):
        for name in (row.get(key) or "").split("|"):
            if looks_like_a_date(name):
                yield f"The name ‘{name}’ looks like a date. Did the spreadsheet change it?", key
    population = row.get("population")
    if population is not None and not 500 <= population <= 60_000:
        yield f"A population of {population:,} is unusual for a ward.", "population"
    if (row.get("latitude") is None) != (row.get("longitude") is None):
        yield "Latitude and longitude go together; without both, the place is on no map.", "latitude"
    shares = [share for share in (row.get("constituencies_2024_shares") or "").split("|") if share]
    names = [part for part in (row.get("constituencies_2024") or "").split("|") if part]
    if shares and len(shares) != len(names):
        yield "There are not as many shares as constituencies; the shares are left out.", "constituencies_2024_shares"
