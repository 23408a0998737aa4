"""Two editions of the list side by side: who joins, who leaves, who has another code or name, what changes.

The admin shows it before publication, and every edition's page shows to the public who joined and who left. The
database finds who joins and who leaves, so that it costs what differs, not what the editions hold.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import F, OuterRef, Subquery

from lbn_site.core.names import folded, slug_of

from ..models import Boundaries, Constituency, Edition, Neighbourhood
from ..querysets import NeighbourhoodQuerySet
from .columns import BY_KEY, COLUMNS
from .store import PLAIN_FIELDS

IDENTIFYING = ("code", "name")
COMPARED = tuple(column.key for column in COLUMNS if column.key not in IDENTIFYING)
CONSTITUENCIES = ("constituencies_2010", "constituencies_2024", "constituencies_2024_shares")
_PLAIN = tuple(key for key in PLAIN_FIELDS if key not in IDENTIFYING)
_OF_AUTHORITIES = ("authority", "authority_slug", "authority_now", "authority_now_slug")
_SHOWN = ("edition", "code", "name", *_OF_AUTHORITIES, "region", "region_slug", "easting", "northing")

Values = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """One value that differs; None where an edition does not give it."""

    label: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Changed:
    """A neighbourhood on both editions, with what differs."""

    neighbourhood: str
    changes: list[Change]


@dataclass
class Column:
    """For how many neighbourhoods each edition gives a value, and how many on both would lose theirs."""

    key: str
    before: int = 0
    after: int = 0
    lost: int = 0

    @property
    def label(self) -> str:
        return BY_KEY[self.key].label

    @property
    def vanishes(self) -> bool:
        return bool(self.before and not self.after)


@dataclass
class Comparison:
    """The difference of two editions, each part sorted by name and authority.

    `recoded` are neighbourhoods that leave under one code and join under another, paired by name and authority.
    """

    joins: list[Neighbourhood] = field(default_factory=list)
    leaves: list[Neighbourhood] = field(default_factory=list)
    recoded: list[tuple[Neighbourhood, Neighbourhood]] = field(default_factory=list)
    renamed: list[tuple[Neighbourhood, Neighbourhood]] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    in_both: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.joins or self.leaves or self.recoded or self.renamed or self.changed)

    @property
    def loses_columns(self) -> bool:
        """Whether readers would no longer see something of a neighbourhood that stays."""
        return any(column.vanishes or column.lost for column in self.columns)

    @property
    def moved(self) -> int:
        """The number of neighbourhoods that join or leave."""
        return len(self.joins) + len(self.leaves)


def compare_members(before: Edition | None, after: Edition) -> Comparison:
    """Who is on which edition, and under which name; without an earlier one every neighbourhood joins."""
    later = after.neighbourhoods.only(*_SHOWN)
    if before is None:
        return Comparison(joins=list(later))
    earlier = before.neighbourhoods.only(*_SHOWN)
    joins, leaves = list(_not_in(later, before)), list(_not_in(earlier, after))
    recoded = _paired(leaves, joins)
    paired = {row.pk for pair in recoded for row in pair}
    return Comparison(
        joins=[row for row in joins if row.pk not in paired],
        leaves=[row for row in leaves if row.pk not in paired],
        recoded=recoded,
        renamed=_renamed(earlier, later, before),
        in_both=after.neighbourhoods.count() - len(joins),
    )


def compare(before: Edition | None, after: Edition) -> Comparison:
    """As `compare_members`, with every value that changes. It reads both editions whole: for staff."""
    comparison = compare_members(before, after)
    earlier, later = _values_of(before) if before else {}, _values_of(after)
    code_before = {new.code: old.code for old, new in comparison.recoded}
    columns = {key: Column(key) for key in COMPARED}
    for values, which in ((earlier, "before"), (later, "after")):
        for row in values.values():
            for key in COMPARED:
                if row[key] is not None:
                    setattr(columns[key], which, getattr(columns[key], which) + 1)
    for code, row in later.items():
        old = earlier.get(code_before.get(code, code))
        if old is None:
            continue
        differing = [key for key in COMPARED if old[key] != row[key]]
        for key in differing:
            columns[key].lost += row[key] is None
        changes = [Change(BY_KEY[key].label, old[key], row[key]) for key in differing if not columns[key].vanishes]
        if changes:
            comparison.changed.append(Changed(f"{row['name']} ({row['authority']})", changes))
    comparison.columns = [column for column in columns.values() if column.before or column.after]
    return comparison


def _not_in(rows: NeighbourhoodQuerySet, other: Edition) -> NeighbourhoodQuerySet:
    return rows.exclude(code__in=other.neighbourhoods.order_by().values("code"))


def _renamed(
    earlier: NeighbourhoodQuerySet, later: NeighbourhoodQuerySet, before: Edition
) -> list[tuple[Neighbourhood, Neighbourhood]]:
    named_before = before.neighbourhoods.filter(code=OuterRef("code")).order_by().values("name")
    rows = later.annotate(name_before=Subquery(named_before)).exclude(name_before=None).exclude(name=F("name_before"))
    new = [row for row in rows if folded(row.name_before) != folded(row.name)]
    old = {row.code: row for row in earlier.filter(code__in=rows.order_by().values("code"))} if new else {}
    return [(old[row.code], row) for row in new]


def _paired(leaves: list[Neighbourhood], joins: list[Neighbourhood]) -> list[tuple[Neighbourhood, Neighbourhood]]:
    """Those who leave and join with the same name in the same authority, where exactly one of each does."""
    if not leaves or not joins:
        return []
    left, joined = _by_name_and_authority(leaves), _by_name_and_authority(joins)
    pairs: dict[int, tuple[Neighbourhood, Neighbourhood]] = {}
    for key, new in joined.items():
        old = left.get(key, [])
        if len(old) == len(new) == 1:
            pairs.setdefault(new[0].pk, (old[0], new[0]))
    counts: dict[int, int] = defaultdict(int)
    for old_row, _ in pairs.values():
        counts[old_row.pk] += 1
    return [pairs[row.pk] for row in joins if row.pk in pairs and counts[pairs[row.pk][0].pk] == 1]


def _by_name_and_authority(rows: list[Neighbourhood]) -> dict[tuple[str, str], list[Neighbourhood]]:
    found: dict[tuple[str, str], list[Neighbourhood]] = defaultdict(list)
    for row in rows:
        name = slug_of(row.name)
        for authority in {row.authority_slug, row.authority_now_slug} - {""}:
            found[name, authority].append(row)
    return found


def _values_of(edition: Edition) -> dict[str, Values]:
    """Every compared value of an edition by code; None for what is not given."""
    constituencies = _constituencies_of(edition)
    rows = edition.neighbourhoods.values("code", "name", *_PLAIN)
    none = dict.fromkeys(CONSTITUENCIES)
    found = (row | constituencies.get(row["code"], none) for row in rows)
    return {row["code"]: {key: _plain(value) for key, value in row.items()} for row in found}


def _constituencies_of(edition: Edition) -> dict[str, Values]:
    """The columns of constituencies by code, for those that have any. Their order is no difference."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    parts = Constituency.objects.filter(neighbourhood__edition=edition).order_by("name", "boundaries")
    for code, boundaries, name, share in parts.values_list("neighbourhood__code", "boundaries", "name", "share"):
        found[code][f"constituencies_{boundaries}"].append(name)
        if boundaries == Boundaries.SINCE_2024 and share is not None:
            found[code]["constituencies_2024_shares"].append(str(share))
    return {code: {key: "|".join(lists[key]) for key in CONSTITUENCIES} for code, lists in found.items()}


def _plain(value: Any) -> Any:
    """Values as they compare: 35.3830 and 35.383 are one number, an empty text is no value."""
    if isinstance(value, Decimal):
        return value.normalize() + 0
    return None if value == "" else value
