"""Checking a table of neighbourhoods row by row, in words that need no programmer."""

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from lbn_site.core.names import slug_of, tidy
from lbn_site.core.spreadsheets import is_formula

from .columns import BY_KEY, REQUIRED, known_column
from .read import Table

WARD_CODE = re.compile(r"E05\d{6}")
AUTHORITY_CODE = re.compile(r"E0[6-9]\d{6}")
SCIENTIFIC = re.compile(r"\d+([.,]\d+)?E\+?\d+", re.IGNORECASE)
SPREADSHEET_ERRORS = ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!")
DATE = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}")
DATE_LIKE = re.compile(r"\d{1,2}[-/ ][A-Z][a-z]{2}([-/ ]\d{2,4})?")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
REPLACEMENT = "\ufffd"
MOST_PROBLEMS = 200
ENGLAND_LATITUDES = (Decimal("49.8"), Decimal("55.9"))
ENGLAND_LONGITUDES = (Decimal("-6.5"), Decimal("1.8"))
REGIONS = {
    "E12000001": "North East",
    "E12000002": "North West",
    "E12000003": "Yorkshire and The Humber",
    "E12000004": "East Midlands",
    "E12000005": "West Midlands",
    "E12000006": "East of England",
    "E12000007": "London",
    "E12000008": "South East",
    "E12000009": "South West",
}
REGION_BY_LETTERS = {slug_of(name).replace("-", ""): name for name in REGIONS.values()}
LONGEST_TEXT = 100
LOWEST_RANK = 10_000  # England had 7,433 wards in December 2017
LONGEST_LIST = 500


@dataclass(frozen=True)
class Problem:
    """What is wrong in which row (0: the file as a whole). An error stops the import; a warning is shown."""

    row: int
    column: str
    text: str
    is_error: bool = True

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass
class Checked:
    """The clean rows of a table, by column key, and every problem that was found."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.is_error]


class BadCellError(ValueError):
    """A cell that cannot be taken; the message completes 'Row 12, ward code: …'."""


def check_table(table: Table) -> Checked:
    """Check headings and every row. Nothing is stored."""
    checked = Checked(problems=[Problem(0, "", note, is_error=False) for note in table.notes])
    positions = _positions(table, checked)
    if checked.errors:
        return checked
    checked.columns = list(positions)
    seen: dict[str, int] = {}
    for number, cells in table.rows:
        if table.is_padded and number == table.rows[-1][0] and len(cells) < len(table.headings):
            text = "The last row ends early: was the file cut off? Save or download it again."
            checked.problems.append(Problem(number, "", text))
            continue
        row = _check_row(number, cells, positions, len(table.headings), checked)
        code = row.get("code")
        if code and code in seen:
            checked.problems.append(
                Problem(number, "code", f"The code {code} stands twice: in row {seen[code]} and in row {number}.")
            )
        elif code:
            seen[code] = number
        checked.rows.append(row)
    if not table.rows:
        checked.problems.append(Problem(0, "", "The file has headings but no rows."))
    if len(checked.problems) > MOST_PROBLEMS:
        rest = len(checked.problems) - MOST_PROBLEMS
        checked.problems = checked.problems[:MOST_PROBLEMS]
        checked.problems.append(Problem(0, "", f"And {rest:,} more problems. Mend these first, then try again."))
    return checked


def _positions(table: Table, checked: Checked) -> dict[str, int]:
    """Where each known column stands."""
    positions: dict[str, int] = {}
    for position, heading in enumerate(table.headings):
        key = known_column(heading)
        if key is None:
            if heading:
                text = f"The column ‘{heading}’ is not used."
                checked.problems.append(Problem(table.heading_row, heading, text, is_error=False))
        elif key in positions:
            other = table.headings[positions[key]]
            text = f"‘{other}’ and ‘{heading}’ are both the {BY_KEY[key].label}. Remove one of them."
            checked.problems.append(Problem(table.heading_row, key, text))
        else:
            positions[key] = position
    for column in REQUIRED:
        if column.key not in positions:
            names = "’, ‘".join((column.key, *column.synonyms[:3]))
            found = ", ".join(f"‘{heading}’" for heading in table.headings[:8] if heading) or "none"
            checked.problems.append(
                Problem(
                    table.heading_row,
                    column.key,
                    f"The first row has no heading for the {column.label}. It may be called ‘{names}’. "
                    f"The headings found are: {found}.",
                )
            )
    return positions


def _check_row(
    number: int, cells: list[str], positions: dict[str, int], width: int, checked: Checked
) -> dict[str, Any]:
    if len(cells) > width:
        checked.problems.append(
            Problem(number, "", "The row has more cells than there are headings. Does a cell hold a stray comma?")
        )
    row: dict[str, Any] = {}
    for key, position in positions.items():
        value = cells[position] if position < len(cells) else ""
        try:
            row[key] = _READERS.get(key, _text)(_unmangled(value)) if value else _empty(key)
        except BadCellError as bad:
            checked.problems.append(Problem(number, key, str(bad)))
            row[key] = None
    for text, key in _doubts(row):
        checked.problems.append(Problem(number, key, text, is_error=False))
    return row


def _empty(key: str) -> Any:
    if BY_KEY[key].is_required:
        raise BadCellError("The cell is empty. (Of merged cells, only the first one holds the text.)")
    return None if key in _NUMBER_KEYS else ""


def _unmangled(value: str) -> str:
    """Refuse what only a spreadsheet accident, or an attack, puts into a cell."""
    if value.upper() in SPREADSHEET_ERRORS:
        raise BadCellError(f"The spreadsheet shows an error ({value}) here. Mend the formula, then save values only.")
    if set(value) == {"#"}:
        raise BadCellError("The cell holds only ####: the column was too narrow. Widen it and save the file again.")
    if CONTROL.search(value):
        raise BadCellError("The cell holds an invisible control character. Type the text again.")
    if REPLACEMENT in value:
        raise BadCellError("The cell holds characters that could not be read. Save the file as ‘CSV UTF-8’.")
    return value


def _text(value: str, longest: int = LONGEST_TEXT) -> str:
    if is_formula(value):
        raise BadCellError(f"‘{value[:40]}’ begins like a formula. Write plain text, without ‘{value[0]}’ in front.")
    if "<" in value or ">" in value:
        raise BadCellError(f"‘{value[:40]}’ holds ‘<’ or ‘>’. Write plain text.")
    if len(value) > longest:
        raise BadCellError(f"The text is longer than {longest} characters.")
    if value.isdigit():
        raise BadCellError(f"‘{value}’ is a number; a name was expected. Have the columns shifted?")
    if DATE.fullmatch(value):
        raise BadCellError(f"‘{value}’ is a date; a name was expected. Format the column as text and type it again.")
    return tidy(value)


def _list_of_names(value: str) -> str:
    return "|".join(_text(part.strip()) for part in value.split("|") if part.strip())


def _shares(value: str) -> str:
    return "|".join(str(_decimal(Decimal(0), Decimal(1))(part.strip())) for part in value.split("|") if part.strip())


def _code(pattern: re.Pattern[str], example: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        code = re.sub(r"\s", "", value).upper()
        if pattern.fullmatch(code):
            return code
        if SCIENTIFIC.fullmatch(code.removeprefix("E")):
            raise BadCellError(
                f"‘{value}’ is a code that the spreadsheet turned into a number. Format the column as text and put "
                "the codes in again."
            )
        raise BadCellError(
            f"‘{value[:40]}’ is not a code such as {example}: E and eight digits. Has a zero been lost?"
        )

    return read


def _whole(value: str) -> int:
    number = value.replace(",", "").replace(" ", "")
    if re.fullmatch(r"\d+(\.0+)?", number) and len(number) <= 12:
        whole = int(number.split(".")[0])
        if whole <= 50_000_000:
            return whole
    if SCIENTIFIC.fullmatch(number):
        raise BadCellError(f"‘{value}’ is shortened by the spreadsheet. Format the column as a plain number.")
    raise BadCellError(f"‘{value[:40]}’ is not a whole number such as 14078.")


def _rank(value: str) -> int:
    rank = _whole(value)
    if not 1 <= rank <= LOWEST_RANK:
        raise BadCellError(f"{value[:40]} is no rank of a ward: ranks go from 1 to some {LOWEST_RANK:,}.")
    return rank


def _decimal(least: Decimal, most: Decimal) -> Callable[[str], Decimal]:
    def read(value: str) -> Decimal:
        try:
            number = Decimal(value.replace(" ", ""))
        except InvalidOperation:
            raise BadCellError(f"‘{value[:40]}’ is not a number such as 35.383, with a point.") from None
        if not number.is_finite() or not least <= number <= most:
            raise BadCellError(f"{value[:40]} is outside what is possible here ({least} to {most}).")
        return number

    return read


def _region(value: str) -> str:
    name = REGION_BY_LETTERS.get(slug_of(value).replace("-", ""))
    if not name:
        raise BadCellError(f"‘{value[:40]}’ is not one of the nine regions of England.")
    return name


_CODE_OF_WARD = _code(WARD_CODE, "E05001676")
_CODE_OF_AUTHORITY = _code(AUTHORITY_CODE, "E06000010")
_READERS: dict[str, Callable[[str], Any]] = {
    "code": _CODE_OF_WARD,
    "authority_code": _CODE_OF_AUTHORITY,
    "authority_code_now": _CODE_OF_AUTHORITY,
    "region_code": _code(re.compile("E1200000[1-9]"), "E12000003"),
    "region": _region,
    "constituencies_2010": _list_of_names,
    "constituencies_2024": _list_of_names,
    "constituencies_2024_shares": _shares,
    "population": _whole,
    "small_areas": _whole,
    "small_areas_most_deprived_tenth": _whole,
    "deprivation_rank": _rank,
    "needs_rank": _rank,
    "civic_assets_rank": _rank,
    "connectedness_rank": _rank,
    "engaged_community_rank": _rank,
    "deprivation_score": _decimal(Decimal(0), Decimal(100)),
    "needs_score": _decimal(Decimal(0), Decimal(300)),
    "latitude": _decimal(*ENGLAND_LATITUDES),
    "longitude": _decimal(*ENGLAND_LONGITUDES),
}
_NUMBER_KEYS = {
    key
    for key in BY_KEY
    if key.endswith(("_rank", "_score"))
    or key.startswith("small_areas")
    or key in {"population", "latitude", "longitude"}
}


def _doubts(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What may be right but deserves a second look."""
    name = row.get("name") or ""
    if DATE_LIKE.fullmatch(name):
        yield f"The name ‘{name}’ looks like a date. Did the spreadsheet change it?", "name"
    population = row.get("population")
    if population is not None and not 500 <= population <= 60_000:
        yield f"A population of {population:,} is unusual for a ward.", "population"
    if (row.get("latitude") is None) != (row.get("longitude") is None):
        yield "Latitude and longitude go together; without both, the place is on no map.", "latitude"
    shares = [share for share in (row.get("constituencies_2024_shares") or "").split("|") if share]
    names = [part for part in (row.get("constituencies_2024") or "").split("|") if part]
    if shares and len(shares) != len(names):
        yield "There are not as many shares as constituencies; the shares are left out.", "constituencies_2024_shares"
