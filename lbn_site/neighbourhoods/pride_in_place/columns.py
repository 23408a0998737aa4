"""The columns of the Pride in Place data, and the headings under which they may stand in somebody's file."""

import re
from collections.abc import Sequence
from decimal import Decimal

from ..importing.columns import Column, Heading, plain_heading
from ..importing.problems import BadCellError
from ..importing.values import MOST_SMALL_AREAS, WARD_CODE, Readers, code_like, decimal, read_name, whole_number
from ..models import Cohort
from ..models.pride_in_place import LONGEST_NAME

COLUMNS = (
    Column("cohort", "cohort", ("phase",), is_required=True),
    Column("neighbourhood", "neighbourhood", ("neighbourhood name", "name", "place"), is_required=True),
    Column("authority", "local authority of the neighbourhood", ("local authority", "council")),
    Column("nation", "nation", ("country",)),
    Column("msoa_code", "MSOA code", ("msoa cd", "msoa")),
    Column("ward_code", "ward code", ("wd cd",), is_required=True, may_be_empty=True),
    Column("ward_name", "ward name", ("wd nm", "ward")),
    Column("ward_authority", "local authority of the ward", ("authority name",)),
    Column(
        "small_areas_inside",
        "number of small areas inside",
        ("lsoas of ward inside", "lsoas inside"),
        is_required=True,
        may_be_empty=True,
        is_number=True,
    ),
    Column(
        "small_areas",
        "number of small areas of the ward",
        ("lsoas of ward", "lsoas"),
        is_required=True,
        may_be_empty=True,
        is_number=True,
    ),
    Column("share", "share of the small areas", ("share of lsoas", "share of small areas"), is_number=True),
)
MSOA_CODE = re.compile(r"E02[0-9]{6}")
NATIONS = ("England", "Scotland", "Wales", "Northern Ireland")
SHARE_PLACES = 4


def _key_of(heading: str) -> str:
    """A heading without what differs from file to file: case, spaces and the year (`msoa21_code`, `WD17CD`)."""
    return re.sub(r"\d+", "", plain_heading(heading))


_KNOWN = {_key_of(name): column.key for column in COLUMNS for name in (column.key, column.label, *column.synonyms)}


def read_headings(headings: Sequence[str]) -> list[Heading]:
    """What each heading of a table says."""
    return [Heading(_KNOWN.get(_key_of(heading))) for heading in headings]


def _cohort(cell: str) -> str:
    wanted = " ".join(cell.casefold().replace("-", " ").split())
    if wanted not in Cohort.values:
        known = "’, ‘".join(Cohort.values)
        raise BadCellError(f"‘{cell[:40]}’ is none of the cohorts that this site knows: ‘{known}’.")
    return wanted


def _nation(cell: str) -> str:
    found = next((nation for nation in NATIONS if nation.casefold() == cell.casefold()), None)
    if found is None:
        raise BadCellError(f"‘{cell[:40]}’ is not one of the four nations: {', '.join(NATIONS)}.")
    return found


def _share(cell: str) -> Decimal:
    return decimal(Decimal(0), Decimal(1), places=SHARE_PLACES)(cell.replace(",", "."))


READERS: Readers = {
    "neighbourhood": lambda cell: read_name(cell, LONGEST_NAME),
    "cohort": _cohort,
    "nation": _nation,
    "msoa_code": code_like(MSOA_CODE, "E02004744"),
    "ward_code": code_like(WARD_CODE, "E05001676"),
    "small_areas_inside": whole_number(MOST_SMALL_AREAS),
    "small_areas": whole_number(MOST_SMALL_AREAS),
    "share": _share,
}
