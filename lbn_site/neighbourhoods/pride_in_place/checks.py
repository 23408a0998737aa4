"""What is checked of the Pride in Place data beyond single cells. Every rule is a function that yields problems."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from lbn_site.core.names import folded

from ..importing.problems import Problem, rows_named
from ..importing.schema import Row, Schema
from ..models import Cohort, Edition
from .columns import COLUMNS, READERS, read_headings

LARGEST_ROUNDING = Decimal("0.0051")  # a share may be written to two places

Numbered = list[tuple[int, Row]]
Rule = Callable[[Numbered], Iterator[Problem]]


@dataclass(frozen=True)
class Ward:
    """A ward as the list has it; `small_areas` is None where the list does not say."""

    name: str
    authority: str
    small_areas: int | None

    def __str__(self) -> str:
        return f"{self.name} ({self.authority})"


def wards_of(edition: Edition | None) -> dict[str, Ward]:
    """The wards of an edition of the list by their codes."""
    if edition is None:
        return {}
    rows = edition.neighbourhoods.values_list("code", "name", "authority", "small_areas")
    return {code: Ward(name, authority, small_areas) for code, name, authority, small_areas in rows}


def schema_for(edition: Edition | None) -> Schema:
    """How the data are read that name wards of this edition of the list."""
    wards = wards_of(edition)

    def problems_of(rows: list[Row], numbers: list[int]) -> Iterator[Problem]:
        numbered = list(zip(numbers, rows, strict=True))
        for rule in (*RULES, _on_the_list(wards, edition), _as_on_the_list(wards)):
            yield from rule(numbered)

    return Schema(COLUMNS, read_headings, READERS, lambda row: iter(()), problems_of)


def identity(row: Row) -> tuple[str, str]:
    """What tells a neighbourhood of the programme from all others: its area, else its name and authority."""
    if row.get("msoa_code"):
        return row["msoa_code"], ""
    return folded(row.get("neighbourhood") or ""), folded(row.get("authority") or "")


def _with_ward(rows: Numbered) -> Numbered:
    return [(number, row) for number, row in rows if row.get("ward_code")]


def _with_name(rows: Numbered) -> Numbered:
    return [(number, row) for number, row in rows if row.get("neighbourhood")]


def _ward_and_numbers_go_together(rows: Numbered) -> Iterator[Problem]:
    for number, row in rows:
        inside, all_areas = row.get("small_areas_inside"), row.get("small_areas")
        if not row.get("ward_code"):
            if inside is not None or all_areas is not None:
                yield Problem(number, "ward_code", "The row counts small areas but names no ward.")
        elif inside is None or all_areas is None:
            yield Problem(number, "small_areas_inside", "A row with a ward needs both numbers of small areas.")
        elif inside == 0:
            text = "None of the ward’s small areas is inside. Leave the row out: only wards that overlap have one."
            yield Problem(number, "small_areas_inside", text)
        elif inside > all_areas:
            text = f"{inside} small areas inside are more than the {all_areas} that the ward has."
            yield Problem(number, "small_areas_inside", text)


def _share_is_inside_divided_by_all(rows: Numbered) -> Iterator[Problem]:
    for number, row in _with_ward(rows):
        share, inside, all_areas = row.get("share"), row.get("small_areas_inside"), row.get("small_areas")
        if share is not None and inside and all_areas and abs(share - Decimal(inside) / all_areas) > LARGEST_ROUNDING:
            yield Problem(number, "share", f"The share {share} is not {inside} divided by {all_areas}.")


def _phase_1_has_no_areas(rows: Numbered) -> Iterator[Problem]:
    for number, row in rows:
        if row.get("cohort") == Cohort.PHASE_1 and (row.get("ward_code") or row.get("msoa_code")):
            text = "Phase 1 are whole towns, of which no area is stated: leave the ward code and the MSOA code empty."
            yield Problem(number, "cohort", text)
        elif row.get("ward_code") and not row.get("msoa_code"):
            yield Problem(number, "msoa_code", "A row with a ward needs the MSOA code of the neighbourhood’s area.")


def _each_pair_stands_once(rows: Numbered) -> Iterator[Problem]:
    seen: dict[tuple[tuple[str, str], str], int] = {}
    with_ward: dict[tuple[str, str], int] = {}
    for number, row in _with_name(rows):
        pair = identity(row), row.get("ward_code") or ""
        if pair in seen:
            named = f"‘{row['neighbourhood']}’ with the ward {pair[1]}" if pair[1] else f"‘{row['neighbourhood']}’"
            text = f"{named} is given twice: in row {seen[pair]} and in row {number}."
            yield Problem(number, "neighbourhood", text)
        seen.setdefault(pair, number)
        if pair[1]:
            with_ward.setdefault(pair[0], number)
    for (neighbourhood, ward), number in seen.items():
        if not ward and neighbourhood in with_ward:
            text = f"The neighbourhood has no ward here and one in row {with_ward[neighbourhood]}."
            yield Problem(number, "ward_code", text)


def _each_area_has_one_name(rows: Numbered) -> Iterator[Problem]:
    first: dict[tuple[str, str], tuple[int, Row]] = {}
    for number, row in _with_name(rows):
        at, other = first.setdefault(identity(row), (number, row))
        for key, label in (("neighbourhood", "name"), ("cohort", "cohort"), ("authority", "local authority")):
            if folded(other.get(key) or "") != folded(row.get(key) or ""):
                text = f"The same neighbourhood has another {label} in row {at}: ‘{other.get(key)}’."
                yield Problem(number, key, text)


def _a_ward_is_not_larger_than_itself(rows: Numbered) -> Iterator[Problem]:
    wards: dict[str, Numbered] = defaultdict(list)
    for number, row in _with_ward(rows):
        wards[row["ward_code"]].append((number, row))
    for code, found in wards.items():
        sizes = {row["small_areas"] for _, row in found if row.get("small_areas") is not None}
        inside = sum(row.get("small_areas_inside") or 0 for _, row in found)
        where = rows_named(number for number, _ in found)
        if len(sizes) > 1:
            text = f"The ward {code} has different numbers of small areas in {where}."
            yield Problem(found[0][0], "small_areas", text)
        elif len(found) > 1 and sizes and inside > max(sizes):
            text = f"In {where} together, {inside} small areas of the ward {code} are inside; it has {max(sizes)}."
            yield Problem(found[0][0], "small_areas_inside", text)


RULES: tuple[Rule, ...] = (
    _ward_and_numbers_go_together,
    _share_is_inside_divided_by_all,
    _phase_1_has_no_areas,
    _each_pair_stands_once,
    _each_area_has_one_name,
    _a_ward_is_not_larger_than_itself,
)


def _on_the_list(wards: Mapping[str, Ward], edition: Edition | None) -> Rule:
    def rule(rows: Numbered) -> Iterator[Problem]:
        if edition is None:
            yield Problem(
                0, "", "No list of neighbourhoods is published yet. Publish one first: its wards are needed."
            )
            return
        unknown: dict[str, list[int]] = defaultdict(list)
        for number, row in _with_ward(rows):
            if row["ward_code"] not in wards:
                unknown[row["ward_code"]].append(number)
        for code, numbers in unknown.items():
            text = f"The ward {code} in {rows_named(numbers)} is not on the current list ({edition})."
            yield Problem(numbers[0], "ward_code", text)

    return rule


def _as_on_the_list(wards: Mapping[str, Ward]) -> Rule:
    """What differs from the list may be right, but should be looked at."""

    def rule(rows: Numbered) -> Iterator[Problem]:
        for number, row in _with_ward(rows):
            ward = wards.get(row["ward_code"])
            if ward is None:
                continue
            if row.get("ward_name") and folded(row["ward_name"]) != folded(ward.name):
                text = f"The list calls {row['ward_code']} ‘{ward}’, not ‘{row['ward_name']}’. Is the code right?"
                yield Problem(number, "ward_name", text, is_error=False)
            if ward.small_areas and row.get("small_areas") and row["small_areas"] != ward.small_areas:
                text = f"By the list, {ward} has {ward.small_areas} small areas, not {row['small_areas']}."
                yield Problem(number, "small_areas", text, is_error=False)

    return rule
