"""Reading the publishers' files of all wards for the rule.

- Community Needs Index: one row a ward, with its rank or score.
- Deprivation: one row a ward, with a rank or score; or IMD File 7, one row a small area (LSOA), averaged over each
  ward by a look-up of small areas to wards. Such an average is our own figure, not the publisher's.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from math import isfinite
from pathlib import Path

from .importing.columns import plain_heading
from .importing.read import Sought, UnreadableFileError, read_table, refuse_too_large
from .rule import Ward, ranks_from_scores

# Headings are compared in small letters and digits alone: 'LSOA code (2021)' is lsoacode2021, WD23CD is wd23cd.
_YEAR = r"((19|20)?\d\d)?"
_IMD = rf"(deprivation|imd{_YEAR}|indexofmultipledeprivation{_YEAR}(imd)?{_YEAR})"
_NEEDS = rf"(communityneedsindex|cni|needs){_YEAR}"
WARD_CODE = re.compile(rf"(ward|wd){_YEAR}(cd|code){_YEAR}|code")
WARD_NAME = re.compile(rf"(ward|wd){_YEAR}(nm|name){_YEAR}|name")
AUTHORITY = re.compile(
    rf"(lad|ltla|la|localauthority(district)?){_YEAR}(nm|name){_YEAR}|(local)?authority(name{_YEAR})?"
)
SMALL_AREA = re.compile(rf"lsoa{_YEAR}(cd|code){_YEAR}|smallarea")
NEEDS_RANK = re.compile(rf"{_NEEDS}rank.*")
NEEDS_SCORE = re.compile(rf"{_NEEDS}score.*")
DEPRIVATION_RANK = re.compile(rf"{_IMD}rank.*")
DEPRIVATION_SCORE = re.compile(rf"{_IMD}score.*")
PEOPLE = re.compile(r"totalpopulation.*")
TELLING = (WARD_CODE, SMALL_AREA, NEEDS_RANK, NEEDS_SCORE, DEPRIVATION_RANK, DEPRIVATION_SCORE)

DEPRIVED = "a deprivation rank or score"

MEGABYTE = 1024 * 1024

Rows = list[dict[str, str]]
Say = Callable[[str], None]


class WardFileError(ValueError):
    """A file cannot be used; the message says what it lacks."""


def read_wards(
    needs_file: Path, deprivation_file: Path | None, lookup_file: Path | None, say: Say = lambda note: None
) -> list[Ward]:
    """Every ward of the files with both ranks; `say` is told what was left out of a file. Raises WardFileError."""
    rows = _rows(needs_file, say)
    codes = _column(rows, WARD_CODE, needs_file, "a ward code")
    needs = _ranks(rows, codes, NEEDS_RANK, NEEDS_SCORE, needs_file, "a Community Needs Index rank or score")
    if deprivation_file is None:
        deprivation = _ranks(rows, codes, DEPRIVATION_RANK, DEPRIVATION_SCORE, needs_file, DEPRIVED)
    else:
        deprivation = _deprivation(deprivation_file, lookup_file, say)
    names, authorities = _optional(rows, WARD_NAME), _optional(rows, AUTHORITY)
    described = {row[codes]: (row.get(names, ""), row.get(authorities, "")) for row in rows if row[codes]}
    return [
        Ward(code, described.get(code, ("", ""))[0], deprivation.get(code), needs.get(code), described[code][1])
        for code in described
    ]


def _deprivation(path: Path, lookup_file: Path | None, say: Say) -> dict[str, int]:
    rows = _rows(path, say)
    if _optional(rows, SMALL_AREA) and not _optional(rows, WARD_CODE):
        if lookup_file is None:
            raise WardFileError(f"{path.name} lists small areas: give a look-up of small areas to wards (--lookup).")
        return ranks_from_scores(_averages(rows, path, lookup_file, say))
    codes = _column(rows, WARD_CODE, path, "a ward code")
    return _ranks(rows, codes, DEPRIVATION_RANK, DEPRIVATION_SCORE, path, DEPRIVED)


def _averages(rows: Rows, path: Path, lookup_file: Path, say: Say) -> dict[str, float]:
    """The average of each ward's small areas, by population where the file has it; higher is more deprived."""
    areas = _column(rows, SMALL_AREA, path, "a small area's code")
    score = _optional(rows, DEPRIVATION_SCORE)
    rank = _optional(rows, DEPRIVATION_RANK)
    people = _optional(rows, PEOPLE)
    if not score and not rank:
        raise WardFileError(f"{path.name} has no deprivation rank or score.")
    lookup = _rows(lookup_file, say)
    area_column = _column(lookup, SMALL_AREA, lookup_file, "a small area's code")
    ward_column = _column(lookup, WARD_CODE, lookup_file, "a ward code")
    ward_of = {row[area_column]: row[ward_column] for row in lookup}
    sums: dict[str, float] = defaultdict(float)
    weights: dict[str, float] = defaultdict(float)
    for row in rows:
        ward = ward_of.get(row[areas])
        value = _number(row[score]) if score else _number(row[rank])
        if ward and value is not None:
            weight = (_number(row[people]) or 0.0) if people else 1.0
            sums[ward] += weight * (value if score else -value)
            weights[ward] += weight
    return {ward: sums[ward] / weights[ward] for ward in sums if weights[ward]}


def _ranks(
    rows: Rows, codes: str, rank: re.Pattern[str], score: re.Pattern[str], path: Path, what: str
) -> dict[str, int]:
    by_rank = _optional(rows, rank)
    if by_rank:
        found = ((row[codes], _number(row[by_rank])) for row in rows)
        return {code: int(value) for code, value in found if value is not None}
    by_score = _column(rows, score, path, what)
    scores = ((row[codes], _number(row[by_score])) for row in rows)
    return ranks_from_scores({code: value for code, value in scores if value is not None})


def _has_headings(cells: Sequence[str]) -> bool:
    """Whether a row heads a table of wards or small areas: a code, and a figure or another code."""
    plain = [plain_heading(cell) for cell in cells]
    known = [pattern for pattern in TELLING if any(map(pattern.fullmatch, plain))]
    return len(known) > 1 and (WARD_CODE in known or SMALL_AREA in known)


# The publishers' files of all of England: IMD File 7 has 33,000 rows of 57 columns, look-ups have 43,000 rows.
WARD_TABLE = Sought(
    _has_headings, largest_file=60 * MEGABYTE, most_rows=60_000, most_cells=6_000_000, most_elements=20_000_000
)


def _rows(path: Path, say: Say) -> Rows:
    """The rows of a file by their headings, read as the import of lists reads them."""
    try:
        refuse_too_large(path.stat().st_size, WARD_TABLE.largest_file)
        data = path.read_bytes()
        if not data.strip():
            raise WardFileError(f"{path.name} holds no rows.")
        table = read_table(path.name, data, WARD_TABLE)
    except OSError as error:
        raise WardFileError(f"{path} cannot be read: {error.strerror}.") from None
    except UnreadableFileError as error:
        raise WardFileError(f"{path.name}: {error}") from None
    for note in table.notes:
        say(f"{path.name}: {note}")
    if not table.rows:
        raise WardFileError(f"{path.name} holds no rows.")
    return [dict(zip_longest(table.headings, cells[: len(table.headings)], fillvalue="")) for _, cells in table.rows]


def _optional(rows: Rows, pattern: re.Pattern[str]) -> str:
    return next((name for name in rows[0] if pattern.fullmatch(plain_heading(name))), "")


def _column(rows: Rows, pattern: re.Pattern[str], path: Path, what: str) -> str:
    found = _optional(rows, pattern)
    if not found:
        headings: Iterable[str] = (name for name in list(rows[0])[:10] if name)
        raise WardFileError(f"{path.name} has no column with {what}. Its headings: {', '.join(headings)}.")
    return found


def _number(text: str | None) -> float | None:
    try:
        number = float((text or "").replace(",", ""))
    except ValueError:
        return None
    return number if isfinite(number) else None
