"""Reading the value of one cell by its column. What cannot be taken raises BadCellError with what to do."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from lbn_site.core.names import slug_of
from lbn_site.core.spreadsheets import is_formula

from .cells import COLUMN_TOO_NARROW, UNREADABLE, is_missing
from .columns import Column
from .problems import BadCellError

WARD_CODE = re.compile(r"E05[0-9]{6}")
AUTHORITY_CODE = re.compile(r"E0[6-9][0-9]{6}")
REGION_CODE = re.compile(r"E1200000[1-9]")
SCIENTIFIC = re.compile(r"[0-9]+([.,][0-9]+)?E\+?[0-9]+", re.IGNORECASE)
SPREADSHEET_ERRORS = ("#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!")
DATE = re.compile(r"\d{4}-\d\d-\d\d([ T]\d\d:\d\d:\d\d(\.\d+)?)?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
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
LONGEST_TEXT = 100
LOWEST_RANK = 10_000  # England had 7,433 wards in December 2017
MOST_SMALL_AREAS = 1_000
MOST_PEOPLE = 50_000_000

Readers = Mapping[str, Callable[[str], Any]]


def read_cell(column: Column, cell: str, readers: Readers) -> Any:
    """The value of a column's plain cell: a text, a whole number or a Decimal; None or '' where it is missing.

    `readers` are by the column's key; a column without one holds names. Raises BadCellError, also for a missing
    value that is needed.
    """
    if cell:
        _refuse_accidents(cell)
    if is_missing(cell):
        return _empty(column)
    return readers.get(column.key, read_name)(cell)


def _empty(column: Column) -> Any:
    if column.needs_values:
        raise BadCellError("The cell is empty, and every row needs a value here.")
    return None if column.is_number else ""


def _refuse_accidents(cell: str) -> None:
    """Refuse what only a spreadsheet accident, or an attack, puts into a cell."""
    if cell.upper() in SPREADSHEET_ERRORS:
        raise BadCellError(f"The spreadsheet shows an error ({cell}) here. Fix the formula, then save values only.")
    if cell.startswith(COLUMN_TOO_NARROW) and set(cell) == {"#"}:
        raise BadCellError(
            "The cell contains only ####: the column was too narrow. Widen it and save the file again."
        )
    if CONTROL.search(cell):
        raise BadCellError("The cell contains an invisible control character. Type the text again.")
    if UNREADABLE in cell:
        raise BadCellError("The cell contains characters that could not be read. Save the file as ‘CSV UTF-8’.")
    if cell.startswith("=") and len(cell) > 1:
        raise BadCellError(
            f"‘{cell[:40]}’ starts like a formula, and its result is not in the file. In your spreadsheet, copy the "
            "column, paste it as values and save the file again."
        )


def read_name(cell: str, longest: int = LONGEST_TEXT) -> str:
    """A name that can stand in a web address, of at most so many characters."""
    if is_formula(cell):
        raise BadCellError(f"‘{cell[:40]}’ starts like a formula. Write plain text, without ‘{cell[0]}’ in front.")
    if "<" in cell or ">" in cell:
        raise BadCellError(f"‘{cell[:40]}’ contains ‘<’ or ‘>’. Write plain text.")
    if len(cell) > longest:
        raise BadCellError(f"The text is longer than {longest} characters.")
    if cell.isdigit():
        raise BadCellError(f"‘{cell}’ is a number, but a name was expected. Have the columns moved?")
    if DATE.fullmatch(cell):
        raise BadCellError(
            f"‘{cell}’ is a date, but a name was expected. Format the column as text and type it again."
        )
    if not slug_of(cell):
        raise BadCellError(f"‘{cell[:40]}’ cannot be used in a web address. Write the name in the letters A to Z.")
    return cell


def _names(cell: str) -> str:
    return "|".join(read_name(part) for part in _parts(cell))


def _shares(cell: str) -> str:
    read = decimal(Decimal(0), Decimal(1), places=2)
    return "|".join(str(read(part)) for part in _parts(cell))


def _parts(cell: str) -> list[str]:
    parts = [part.strip() for part in cell.split("|")]
    for part in parts:
        if part:
            _refuse_accidents(part)
    return [part for part in parts if not is_missing(part)]


def code_like(pattern: re.Pattern[str], example: str) -> Callable[[str], str]:
    def read(cell: str) -> str:
        code = re.sub(r"\s", "", unicodedata.normalize("NFKC", cell)).upper()
        if pattern.fullmatch(code):
            return code
        if SCIENTIFIC.fullmatch(code.removeprefix("E")):
            raise BadCellError(
                f"‘{cell[:40]}’ is a code that the spreadsheet turned into a number. Format the column as text and "
                "put the codes in again."
            )
        raise BadCellError(
            f"‘{cell[:40]}’ is not a code such as {example}: E and eight digits. Has a zero been lost?"
        )

    return read


def whole_number(most: int = MOST_PEOPLE) -> Callable[[str], int]:
    def read(cell: str) -> int:
        number = cell.replace(",", "").replace(" ", "")
        if SCIENTIFIC.fullmatch(number):
            raise BadCellError(
                f"‘{cell[:40]}’ has been shortened by the spreadsheet. Format the column as a plain number."
            )
        if not re.fullmatch(r"[0-9]+(\.0+)?", number) or len(number) > 12:
            raise BadCellError(f"‘{cell[:40]}’ is not a whole number such as 14078.")
        whole = int(number.split(".")[0])
        if whole > most:
            raise BadCellError(f"{cell[:40]} is more than is possible here (at most {most:,}).")
        return whole

    return read


def _rank(cell: str) -> int:
    rank = whole_number()(cell)
    if not 1 <= rank <= LOWEST_RANK:
        raise BadCellError(f"{cell[:40]} is not a rank of a ward: ranks go from 1 to about {LOWEST_RANK:,}.")
    return rank


def decimal(least: Decimal, most: Decimal, places: int) -> Callable[[str], Decimal]:
    """A number between two others, rounded to as many places as are stored."""
    step = Decimal(1).scaleb(-places)

    def read(cell: str) -> Decimal:
        try:
            number = Decimal(cell.replace(" ", ""))
        except InvalidOperation:
            raise BadCellError(f"‘{cell[:40]}’ is not a number such as 35.383, with a point.") from None
        if not number.is_finite() or not least <= number <= most:
            raise BadCellError(f"{cell[:40]} is outside what is possible here ({least} to {most}).")
        return number.quantize(step)

    return read


def _letters_of_region(name: str) -> str:
    """‘Yorkshire & the Humber’ and ‘Yorkshire and Humber’ are one region, ‘Northeast’ and ‘North East’ another."""
    return "".join(word for word in slug_of(name).split("-") if word != "the")


_REGION_BY_LETTERS = {_letters_of_region(name): name for name in REGIONS.values()}


def _region(cell: str) -> str:
    name = _REGION_BY_LETTERS.get(_letters_of_region(cell))
    if not name:
        raise BadCellError(f"‘{cell[:40]}’ is not one of the nine regions of England.")
    return name


_CODE_OF_AUTHORITY = code_like(AUTHORITY_CODE, "E06000010")
READERS_OF_A_LIST: Readers = {
    "code": code_like(WARD_CODE, "E05001676"),
    "authority_code": _CODE_OF_AUTHORITY,
    "authority_code_now": _CODE_OF_AUTHORITY,
    "region_code": code_like(REGION_CODE, "E12000003"),
    "region": _region,
    "constituencies_2010": _names,
    "constituencies_2024": _names,
    "constituencies_2024_shares": _shares,
    "population": whole_number(),
    "small_areas": whole_number(MOST_SMALL_AREAS),
    "small_areas_most_deprived_tenth": whole_number(MOST_SMALL_AREAS),
    "deprivation_rank": _rank,
    "needs_rank": _rank,
    "civic_assets_rank": _rank,
    "connectedness_rank": _rank,
    "engaged_community_rank": _rank,
    "deprivation_score": decimal(Decimal(0), Decimal(100), places=3),
    "needs_score": decimal(Decimal(0), Decimal(300), places=4),
    "latitude": decimal(*ENGLAND_LATITUDES, places=5),
    "longitude": decimal(*ENGLAND_LONGITUDES, places=5),
}
