"""Two editions of the list side by side: who joins, who leaves, who is renamed, what changes.

The import desk shows it before publication, and every edition's page shows it to the public.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from lbn_site.core.names import folded

from ..models import Edition, Neighbourhood
from .columns import BY_KEY

COMPARED = (
    "authority",
    "authority_now",
    "region",
    "population",
    "small_areas",
    "small_areas_most_deprived_tenth",
    "deprivation_score",
    "deprivation_rank",
    "needs_score",
    "needs_rank",
    "latitude",
    "longitude",
)
RESTRICTED = ("needs_score", "needs_rank")


@dataclass(frozen=True)
class Change:
    """One value that differs; None where an edition does not give it."""

    label: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Changed:
    """A neighbourhood on both editions, with what differs."""

    neighbourhood: Neighbourhood
    changes: list[Change]


@dataclass
class Comparison:
    """The difference of two editions, each part sorted by name and authority."""

    joins: list[Neighbourhood] = field(default_factory=list)
    leaves: list[Neighbourhood] = field(default_factory=list)
    renamed: list[tuple[Neighbourhood, Neighbourhood]] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    in_both: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.joins or self.leaves or self.renamed or self.changed)

    @property
    def moved(self) -> int:
        """How many neighbourhoods join or leave."""
        return len(self.joins) + len(self.leaves)


def compare(before: Edition | None, after: Edition, with_restricted: bool = True) -> Comparison:
    """Compare two editions; without an earlier one every neighbourhood joins."""
    earlier = _by_code(before.neighbourhoods.all()) if before else {}
    later = _by_code(after.neighbourhoods.all())
    comparison = Comparison(
        joins=[row for code, row in later.items() if code not in earlier],
        leaves=[row for code, row in earlier.items() if code not in later],
    )
    fields = [name for name in COMPARED if with_restricted or name not in RESTRICTED]
    for code, row in later.items():
        if code not in earlier:
            continue
        comparison.in_both += 1
        if folded(row.name) != folded(earlier[code].name):
            comparison.renamed.append((earlier[code], row))
        changes = list(_changes(earlier[code], row, fields))
        if changes:
            comparison.changed.append(Changed(row, changes))
    return comparison


def _changes(before: Neighbourhood, after: Neighbourhood, fields: Iterable[str]) -> Iterable[Change]:
    for name in fields:
        old, new = _plain(getattr(before, name)), _plain(getattr(after, name))
        if old != new:
            yield Change(BY_KEY[name].label, old, new)


def _plain(value: Any) -> Any:
    """Values as they compare: 35.3830 and 35.383 are one number, an empty text is no value."""
    if isinstance(value, Decimal):
        return value.normalize() + 0
    return None if value == "" else value


def _by_code(rows: Iterable[Neighbourhood]) -> dict[str, Neighbourhood]:
    return {row.code: row for row in rows}
