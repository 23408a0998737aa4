"""What the Pride in Place data say of a ward, and of all wards together.

A ward's rows are added up before anything is said of it: it may overlap with several neighbourhoods.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from django.db.models import Q, QuerySet

from lbn_site.core import asked_once

from ..models import ChosenNeighbourhood, Cohort, Neighbourhood, Overlap, PrideInPlaceEdition
from ..outlines.symbols import DIAMOND, SQUARE, Symbol
from ..percent import whole_percent
from ..querysets import NeighbourhoodQuerySet

# The areas of phase 2 were chosen by a published method; those of the expansion are known by their names alone.
BY_METHOD = (Cohort.PHASE_2,)
WITH_AREAS = (Cohort.PHASE_2, Cohort.EXPANSION_2026)


@dataclass(frozen=True)
class Part:
    """How many of a ward's small areas, of how many, are inside."""

    inside: int
    small_areas: int

    @property
    def is_wholly_inside(self) -> bool:
        return self.inside == self.small_areas

    @property
    def is_half_or_more(self) -> bool:
        return 2 * self.inside >= self.small_areas

    @property
    def is_exactly_half(self) -> bool:
        return 2 * self.inside == self.small_areas

    @property
    def percent(self) -> int:
        """The share of its small areas, in whole per cent; never 0 or 100 for a part."""
        if self.is_wholly_inside:
            return 100
        return min(max(whole_percent(Fraction(self.inside, self.small_areas)), 1), 99)


@dataclass(frozen=True)
class WardOverlap(Part):
    """A ward with the neighbourhoods that it overlaps with, the largest part first; `row` is the ward on the list."""

    code: str
    parts: tuple[Overlap, ...]
    row: Neighbourhood | None = None

    @property
    def is_by_name(self) -> bool:
        """Whether it is known by the name of a neighbourhood alone that the ward overlaps with it."""
        return all(part.neighbourhood.cohort not in BY_METHOD for part in self.parts)


@dataclass(frozen=True)
class Totals:
    """How many wards overlap, and with how many of the neighbourhoods that were chosen in England."""

    chosen: int
    overlap: int
    half: int
    exactly_half: int
    wholly: int
    small_areas: int
    touched: int

    @property
    def half_only(self) -> int:
        """The wards by half or more that are not wholly inside."""
        return self.half - self.wholly

    @property
    def less_than_half(self) -> int:
        return self.overlap - self.half


def overlaps_of(edition: PrideInPlaceEdition, codes: Collection[str] | None = None) -> list[WardOverlap]:
    """Every ward that overlaps, or those of these codes, by its code."""
    found = _overlaps(edition).select_related("neighbourhood")
    return _added_up(found if codes is None else found.filter(ward_code__in=codes))


def overlap_of_ward(edition: PrideInPlaceEdition, code: str) -> WardOverlap | None:
    """What overlaps with this ward; None where nothing does."""
    found = overlaps_of(edition, [code])
    return found[0] if found else None


def totals_of(edition: PrideInPlaceEdition, cohorts: Sequence[str] = WITH_AREAS) -> Totals:
    """The totals for these cohorts, asked for once while a page is made."""
    key = ("totals of Pride in Place", edition.pk, tuple(cohorts))
    return asked_once.ask(key, lambda: _totals_of(edition, cohorts))


def _totals_of(edition: PrideInPlaceEdition, cohorts: Sequence[str]) -> Totals:
    rows = rows_in_short(edition)
    wards = rows.sums(cohorts).values()
    return Totals(
        chosen=rows.chosen_in_england(*cohorts),
        overlap=len(wards),
        half=sum(ward.is_half_or_more for ward in wards),
        exactly_half=sum(ward.is_exactly_half for ward in wards),
        wholly=sum(ward.is_wholly_inside for ward in wards),
        small_areas=sum(ward.inside for ward in wards),
        touched=len({overlap.neighbourhood for overlap in rows.of(cohorts)}),
    )


class ShortChosen(NamedTuple):
    """A neighbourhood of the programme, as far as it is counted."""

    key: int
    cohort: str
    nation: str


class ShortOverlap(NamedTuple):
    """How many of a ward's small areas lie in a neighbourhood (by its primary key), and how many the ward has."""

    neighbourhood: int
    ward: str
    inside: int
    small_areas: int


@dataclass(frozen=True)
class RowsInShort:
    """All rows of an edition, as far as they are counted. Every total is made of them, with two queries for all."""

    chosen: tuple[ShortChosen, ...]
    overlaps: tuple[ShortOverlap, ...]

    def chosen_in_england(self, *cohorts: str) -> int:
        """Return the number of neighbourhoods of these cohorts in England."""
        return sum(each.cohort in cohorts and each.nation == "England" for each in self.chosen)

    def of(self, cohorts: Collection[str]) -> list[ShortOverlap]:
        """Return the overlaps with neighbourhoods of these cohorts."""
        keys = {each.key for each in self.chosen if each.cohort in cohorts}
        return [overlap for overlap in self.overlaps if overlap.neighbourhood in keys]

    def sums(self, cohorts: Collection[str]) -> dict[str, Part]:
        """Return the rows of each ward added up, by its code."""
        inside: dict[str, int] = defaultdict(int)
        small_areas: dict[str, int] = {}
        for overlap in self.of(cohorts):
            inside[overlap.ward] += overlap.inside
            small_areas[overlap.ward] = max(overlap.small_areas, small_areas.get(overlap.ward, 0))
        return {code: Part(inside[code], small_areas[code]) for code in inside}


def rows_in_short(edition: PrideInPlaceEdition) -> RowsInShort:
    """Return all rows of an edition in short, asked for once while a page is made."""
    return asked_once.ask(("rows of Pride in Place", edition.pk), lambda: _rows_in_short(edition))


def _rows_in_short(edition: PrideInPlaceEdition) -> RowsInShort:
    chosen = edition.neighbourhoods.order_by().values_list("pk", "cohort", "nation")
    fields = ("neighbourhood", "ward_code", "small_areas_inside", "small_areas")
    overlaps = _overlaps(edition).order_by().values_list(*fields)
    return RowsInShort(tuple(ShortChosen(*row) for row in chosen), tuple(ShortOverlap(*row) for row in overlaps))


def towns_in(edition: PrideInPlaceEdition, ward: Neighbourhood) -> list[ChosenNeighbourhood]:
    """The towns of phase 1 in the ward's council area of today. That proves nothing about the ward."""
    return list(_towns(edition).filter(authority_slug=ward.present_authority_slug))


class Overview:
    """All wards that overlap, those with the largest shares first, of which only the shown ones are read whole."""

    def __init__(self, edition: PrideInPlaceEdition) -> None:
        self.edition = edition
        self._listed = edition.list_edition.neighbourhoods

    @cached_property
    def codes(self) -> list[str]:
        """The codes of all wards that overlap, by share and then by name."""
        names = {code: name for code, name, _ in self._on_the_list}
        sums = self._sums
        return sorted(sums, key=lambda code: (-sums[code].inside / sums[code].small_areas, names.get(code, ""), code))

    @property
    def by_name(self) -> list[str]:
        """The codes of the wards that overlap with nothing but neighbourhoods known by their names alone."""
        by_method = rows_in_short(self.edition).sums(BY_METHOD)
        return sorted(code for code in self._sums if code not in by_method)

    @cached_property
    def listed(self) -> int:
        """The number of wards on the list."""
        return self._listed.count()

    @property
    def without_overlap(self) -> int:
        """The number of wards on the list that overlap with nothing."""
        return self.listed - len(self._on_the_list)

    @property
    def without_overlap_beside_a_town(self) -> int:
        """The number of them in a council area of today that has a town of phase 1."""
        slugs = _towns(self.edition).order_by().values("authority_slug")
        now = Q(authority_now_slug__in=slugs)
        others = self._listed.exclude(code__in=self._inside())
        return others.filter(now | Q(authority_now_slug="", authority_slug__in=slugs)).count()

    def wards(self, codes: Sequence[str]) -> list[WardOverlap]:
        """The wards of these codes, in their order, with what the list says of them."""
        rows = {row.code: row for row in self._listed.filter(code__in=codes)}
        found = {ward.code: ward for ward in overlaps_of(self.edition, codes)}
        return [
            WardOverlap(ward.inside, ward.small_areas, code, ward.parts, rows.get(code))
            for code in codes
            if (ward := found.get(code))
        ]

    def symbols(self) -> dict[int, Symbol]:
        """How the wards (by primary key) are drawn of which at least half is inside; the others are dots."""
        keys = {code: key for code, _, key in self._on_the_list}
        drawn = {code: _symbol_of(part) for code, part in self._sums.items() if part.is_half_or_more}
        return {keys[code]: symbol for code, symbol in drawn.items() if code in keys}

    def located(self) -> NeighbourhoodQuerySet:
        """The wards on the list that overlap."""
        return self._listed.filter(code__in=self._inside())

    @cached_property
    def _on_the_list(self) -> list[tuple[str, str, int]]:
        """Code, name and primary key of the wards on the list that overlap."""
        return list(self.located().values_list("code", "name", "pk"))

    @cached_property
    def _sums(self) -> dict[str, Part]:
        return rows_in_short(self.edition).sums(Cohort.values)

    def _inside(self) -> QuerySet:
        return _overlaps(self.edition).order_by().values("ward_code")


def _towns(edition: PrideInPlaceEdition) -> QuerySet[ChosenNeighbourhood]:
    return edition.neighbourhoods.filter(cohort=Cohort.PHASE_1, nation="England").exclude(authority_slug="")


def _overlaps(edition: PrideInPlaceEdition) -> QuerySet[Overlap]:
    return Overlap.objects.filter(neighbourhood__edition=edition)


def _symbol_of(part: Part) -> Symbol:
    return SQUARE if part.is_wholly_inside else DIAMOND


def _added_up(parts: Iterable[Overlap]) -> list[WardOverlap]:
    wards: dict[str, list[Overlap]] = defaultdict(list)
    for part in parts:
        wards[part.ward_code].append(part)
    return [
        WardOverlap(
            inside=sum(part.small_areas_inside for part in found),
            small_areas=found[0].small_areas,
            code=code,
            parts=tuple(sorted(found, key=_largest_first)),
        )
        for code, found in sorted(wards.items())
    ]


def _largest_first(part: Overlap) -> tuple[int, str]:
    return -part.small_areas_inside, part.neighbourhood.name
