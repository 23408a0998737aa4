"""Checking a table row by row, in words that need no programmer."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .cells import is_missing
from .lists import LIST_SCHEMA
from .problems import BadCellError, Problem, rows_named, shortened
from .read import Table
from .schema import Row, Schema
from .values import read_cell

LONGEST_HEADING_QUOTED = 60


@dataclass
class Checked:
    """The clean rows of a table, by column key, and every problem that was found; the year of the wards, if known."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    ward_year: int | None = None

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.is_error]


def check_table(table: Table, schema: Schema = LIST_SCHEMA) -> Checked:
    """Check headings and every row. Nothing is stored."""
    checked = Checked(problems=[Problem(0, "", note, is_error=False) for note in table.notes])
    positions = _positions(table, schema, checked)
    if not checked.errors:
        checked.columns = list(positions)
        _check_rows(table, schema, positions, checked)
    checked.problems = shortened(checked.problems)
    return checked


def _check_rows(table: Table, schema: Schema, positions: dict[str, int], checked: Checked) -> None:
    numbers = []
    disguised: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, cells in table.rows:
        if table.is_padded and number == table.rows[-1][0] and len(cells) < len(table.headings):
            text = "The last row ends early: was the file cut off? Save or download it again."
            checked.problems.append(Problem(number, "", text))
            continue
        row = _check_row(number, cells, schema, positions, len(table.headings), checked)
        for key, position in positions.items():
            if position < len(cells) and cells[position] and is_missing(cells[position]):
                disguised[key, cells[position]].append(number)
        checked.rows.append(row)
        numbers.append(number)
    if not table.rows:
        checked.problems.append(Problem(0, "", "The file has headings but no rows."))
    checked.problems += _notes_on_disguised(disguised, schema)
    checked.problems += schema.problems_of(checked.rows, numbers)


def _notes_on_disguised(found: dict[tuple[str, str], list[int]], schema: Schema) -> Iterator[Problem]:
    """What was read as no value, where an error does not say so already."""
    for (key, cell), numbers in found.items():
        if not schema.by_key[key].needs_values:
            text = f"‘{cell}’ was read as an empty cell in {rows_named(numbers)}."
            yield Problem(numbers[0], key, text, is_error=False)


def _positions(table: Table, schema: Schema, checked: Checked) -> dict[str, int]:
    """Where each known column stands."""
    positions: dict[str, int] = {}
    for position, (heading, said) in enumerate(
        zip(table.headings, schema.read_headings(table.headings), strict=True)
    ):
        key, quoted = said.key, heading[:LONGEST_HEADING_QUOTED]
        if key is None:
            if heading:
                text = f"The column ‘{quoted}’ is not used."
                checked.problems.append(Problem(table.heading_row, quoted, text, is_error=False))
        elif key in positions:
            other = table.headings[positions[key]]
            text = f"‘{other}’ and ‘{quoted}’ are both the {schema.by_key[key].label}. Remove one of them."
            checked.problems.append(Problem(table.heading_row, key, text))
        else:
            positions[key] = position
            if key == "code" and said.year:
                checked.ward_year = said.year
                text = f"Its heading ‘{quoted}’ says that the list uses the wards of {said.year}."
                checked.problems.append(Problem(table.heading_row, key, text, is_error=False))
    checked.problems += [_missing_heading(column, table) for column in schema.required if column.key not in positions]
    return positions


def _missing_heading(column: Any, table: Table) -> Problem:
    names = "’, ‘".join((column.key, *column.synonyms[:3]))
    headings = [heading[:LONGEST_HEADING_QUOTED] for heading in table.headings[:8] if heading]
    found = ", ".join(f"‘{heading}’" for heading in headings) or "none"
    return Problem(
        table.heading_row,
        column.key,
        f"The first row has no heading for the {column.label}. It can be ‘{names}’. The headings found are: {found}.",
    )


def _check_row(
    number: int, cells: list[str], schema: Schema, positions: dict[str, int], width: int, checked: Checked
) -> Row:
    if len(cells) > width:
        checked.problems.append(
            Problem(number, "", "The row has more cells than there are headings. Does a cell hold a stray comma?")
        )
    row: Row = {}
    for key, position in positions.items():
        try:
            cell = cells[position] if position < len(cells) else ""
            row[key] = read_cell(schema.by_key[key], cell, schema.readers)
        except BadCellError as bad:
            checked.problems.append(Problem(number, key, str(bad)))
            row[key] = None
    for text, key in schema.doubts(row):
        checked.problems.append(Problem(number, key, text, is_error=False))
    return row
