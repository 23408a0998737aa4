"""Where a place stands among the others of its edition: beside its region and England, and by rank.

Sums are of the neighbourhoods on the list, never of the region or of England as a whole. One that does not give a
figure leaves the sum unknown, not smaller.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from .models import Neighbourhood
from .percent import whole_percent
from .regions import region_in_words
from .rule import rank_limit

ENGLAND = "England"


class Figures(NamedTuple):
    """What one row of an edition says; the names are those of its columns."""

    region_slug: str
    population: int | None
    small_areas: int | None
    small_areas_most_deprived_tenth: int | None
    deprivation_rank: int | None


@dataclass(frozen=True)
class Group:
    """Some neighbourhoods taken together: one, those of a region, or all on the list, as `name` says in words."""

    name: str
    people: int | None
    small_areas: int | None
    most_deprived: int | None

    @property
    def share(self) -> Fraction | None:
        """The part of its small areas that is among the most deprived tenth in England, 0–1."""
        if not self.small_areas or self.most_deprived is None or self.most_deprived > self.small_areas:
            return None
        return Fraction(self.most_deprived, self.small_areas)

    @property
    def percent(self) -> int | None:
        """The share in whole per cent."""
        return None if self.share is None else whole_percent(self.share)


@dataclass(frozen=True)
class Ranks:
    """The deprivation ranks of some neighbourhoods, the most deprived first, and the place's position among them."""

    name: str
    ranks: Sequence[int]
    position: int

    @property
    def count(self) -> int:
        return len(self.ranks)


@dataclass(frozen=True)
class Standing:
    """The figures of a place beside those of the other places on its list."""

    row: Neighbourhood
    rows: Sequence[Figures]

    @cached_property
    def groups(self) -> list[Group]:
        """The place itself, the places of its region where it has others, and all places."""
        own = Figures(*(getattr(self.row, name) for name in Figures._fields))
        groups = [_group(self.row.name, [own])]
        if self._in_region:
            where = region_in_words(self.row.region)
            groups.append(_group(f"The {len(self._in_region):,} on the list in {where}", self._in_region))
        return [*groups, _group(f"All {len(self.rows):,} on the list", self.rows)]

    @cached_property
    def ranks(self) -> list[Ranks]:
        """The ranks of all places and of those of its region; empty where it has no rank itself."""
        own = self.row.deprivation_rank
        if own is None:
            return []
        groups = [(ENGLAND, self.rows), (self.row.region, self._in_region)]
        return [_ranks(name, rows, own) for name, rows in groups if rows]

    @property
    def wards(self) -> int | None:
        """How many wards England had, where the edition says so and the place's rank fits."""
        wards, rank = self.row.edition.wards_in_england, self.row.deprivation_rank
        return wards if wards and rank and rank <= wards else None

    @property
    def tenth(self) -> int | None:
        """The last rank of the most deprived tenth of all wards."""
        return rank_limit(self.wards) if self.wards else None

    @property
    def is_in_tenth(self) -> bool:
        return bool(self.tenth and self.row.deprivation_rank and self.row.deprivation_rank <= self.tenth)

    @cached_property
    def _in_region(self) -> list[Figures]:
        """Those of its region; empty where it is not known, or where the place is the only one."""
        found = [row for row in self.rows if row.region_slug == self.row.region_slug]
        return found if self.row.region_slug and len(found) > 1 else []


def standing_of(row: Neighbourhood) -> Standing:
    """The place beside all of its edition, in one query."""
    found = Neighbourhood.objects.filter(edition_id=row.edition_id).order_by()
    return Standing(row, [Figures(*values) for values in found.values_list(*Figures._fields)])


def _ranks(name: str, rows: Sequence[Figures], own: int) -> Ranks:
    ranks = sorted(row.deprivation_rank for row in rows if row.deprivation_rank is not None)
    return Ranks(name, ranks, ranks.index(own) + 1)


def _group(name: str, rows: Sequence[Figures]) -> Group:
    return Group(
        name,
        _sum(rows, lambda row: row.population),
        _sum(rows, lambda row: row.small_areas),
        _sum(rows, lambda row: row.small_areas_most_deprived_tenth),
    )


def _sum(rows: Sequence[Figures], figure: Callable[[Figures], int | None]) -> int | None:
    """The sum of a figure; None where a row does not give it."""
    total = 0
    for row in rows:
        value = figure(row)
        if value is None:
            return None
        total += value
    return total
