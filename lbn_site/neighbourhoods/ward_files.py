"""Reading the publishers' files of all wards for the rule.

- Community Needs Index: one row a ward, with its rank or score.
- Deprivation: one row a ward, with a rank or score; or IMD File 7, one row a small area (LSOA), averaged over each
  ward by a look-up of small areas to wards. Such an average is our own figure, not the publisher's.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from .rule import Ward, ranks_from_scores

WARD_CODE = re.compile(r"(ward|wd)(\d\d)?_?(cd|code)|code")
WARD_NAME = re.compile(r"(ward|wd)(\d\d)?_?(nm|name)|name")
AUTHORITY = re.compile(r"(lad|la)(\d\d)?_?(nm|name)|authority(_name_\d+)?")
SMALL_AREA = re.compile(r"lsoa(\d\d)?_?(cd|code)|lsoa code \(20\d\d\)|small_area")
NEEDS_RANK = re.compile(r"community needs index rank|cni_20\d\d_rank|needs_rank")
NEEDS_SCORE = re.compile(r"community needs index score|cni_20\d\d_score|needs_score")
IMD = r"(deprivation_|imd[_ ]?(20\d\d)?[_ ]?|index of multiple deprivation \(imd\) )"
DEPRIVATION_RANK = re.compile(rf"{IMD}rank.*")
DEPRIVATION_SCORE = re.compile(rf"{IMD}score.*")
PEOPLE = re.compile(r"total population.*")

DEPRIVED = "a deprivation rank or score"

Rows = list[dict[str, str]]


class WardFileError(ValueError):
    """A file cannot be used; the message says what it lacks."""


def read_wards(needs_file: Path, deprivation_file: Path | None, lookup_file: Path | None) -> list[Ward]:
    """Every ward of the files with both ranks. Raises WardFileError."""
    rows = _rows(needs_file)
    codes = _column(rows, WARD_CODE, needs_file, "a ward code")
    needs = _ranks(rows, codes, NEEDS_RANK, NEEDS_SCORE, needs_file, "a Community Needs Index rank or score")
    if deprivation_file is None:
        deprivation = _ranks(rows, codes, DEPRIVATION_RANK, DEPRIVATION_SCORE, needs_file, DEPRIVED)
    else:
        deprivation = _deprivation(deprivation_file, lookup_file)
    names, authorities = _optional(rows, WARD_NAME), _optional(rows, AUTHORITY)
    described = {row[codes]: (row.get(names, ""), row.get(authorities, "")) for row in rows}
    return [
        Ward(code, described.get(code, ("", ""))[0], deprivation.get(code), needs.get(code), described[code][1])
        for code in described
    ]


def _deprivation(path: Path, lookup_file: Path | None) -> dict[str, int]:
    rows = _rows(path)
    if _optional(rows, SMALL_AREA) and not _optional(rows, WARD_CODE):
        if lookup_file is None:
            raise WardFileError(f"{path.name} lists small areas: give a look-up of small areas to wards (--lookup).")
        return ranks_from_scores(_averages(rows, path, lookup_file))
    codes = _column(rows, WARD_CODE, path, "a ward code")
    return _ranks(rows, codes, DEPRIVATION_RANK, DEPRIVATION_SCORE, path, DEPRIVED)


def _averages(rows: Rows, path: Path, lookup_file: Path) -> dict[str, float]:
    """The average of each ward's small areas, by population where the file has it; higher is more deprived."""
    areas = _column(rows, SMALL_AREA, path, "a small area's code")
    score = _optional(rows, DEPRIVATION_SCORE)
    rank = _optional(rows, DEPRIVATION_RANK)
    people = _optional(rows, PEOPLE)
    if not score and not rank:
        raise WardFileError(f"{path.name} has no deprivation rank or score.")
    lookup = _rows(lookup_file)
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


def _rows(path: Path) -> Rows:
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise WardFileError(f"{path} cannot be read: {error.strerror}.") from None
    if not rows:
        raise WardFileError(f"{path.name} holds no rows.")
    return rows


def _optional(rows: Rows, pattern: re.Pattern[str]) -> str:
    return next((name for name in rows[0] if name and pattern.fullmatch(name.strip().lower())), "")


def _column(rows: Rows, pattern: re.Pattern[str], path: Path, what: str) -> str:
    found = _optional(rows, pattern)
    if not found:
        headings: Iterable[str] = (name for name in list(rows[0])[:10] if name)
        raise WardFileError(f"{path.name} has no column with {what}. Its headings: {', '.join(headings)}.")
    return found


def _number(text: str | None) -> float | None:
    try:
        return float((text or "").replace(",", ""))
    except ValueError:
        return None
