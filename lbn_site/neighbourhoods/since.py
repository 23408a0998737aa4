"""What changed since the edition before: who joined the list, who stayed on it and who left, for maps and words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from .importing.compare import compare_members
from .models import Edition, Neighbourhood
from .outlines.symbols import Symbol
from .querysets import NeighbourhoodQuerySet

MOST_NAMED = 12


@dataclass(frozen=True)
class RegionSince:
    """A region with the numbers of its places now, and of those that joined and left. Without a slug: no page."""

    name: str
    slug: str
    count: int
    joined: int
    left: int


@dataclass(frozen=True)
class Since:
    """The edition before, and the places by which the edition `of` differs from it.

    A place that merely has another code or another name stays.
    """

    before: Edition
    of: Edition
    joined: list[Neighbourhood]
    left: list[Neighbourhood]

    @property
    def names_left(self) -> bool:
        """Whether those that left are few enough to be named in a sentence."""
        return 0 < len(self.left) <= MOST_NAMED

    @property
    def left_on_map(self) -> list[Neighbourhood]:
        return [row for row in self.left if row.easting is not None and row.northing is not None]

    @property
    def left_off_map(self) -> list[Neighbourhood]:
        """Those of which the edition before gives no position."""
        return [row for row in self.left if row.easting is None or row.northing is None]

    def joined_as(self, symbol: Symbol) -> dict[int, Symbol]:
        """The symbol of those that joined, by primary key."""
        return {row.pk: symbol for row in self.joined}

    def in_region(self, slug: str) -> "Since":
        joined, left = ([row for row in rows if row.region_slug == slug] for rows in (self.joined, self.left))
        return Since(self.before, self.of, joined, left)

    def by_region(self, rows: NeighbourhoodQuerySet) -> list[RegionSince]:
        """Every region that has a place on either edition, by name. `rows` are those of the later one."""
        now = Counter(rows.order_by().values_list("region", "region_slug"))
        joined, left = _by_region(self.joined), _by_region(self.left)
        return [
            RegionSince(name, slug if now[name, slug] else "", now[name, slug], joined[name, slug], left[name, slug])
            for name, slug in sorted(now | left)
            if name
        ]


def since_previous(edition: Edition) -> Since | None:
    """What changed since the published edition before this one; None for the first."""
    before = edition.previous()
    if before is None:
        return None
    compared = compare_members(before, edition)
    return Since(before, edition, compared.joins, compared.leaves)


def _by_region(rows: Iterable[Neighbourhood]) -> Counter[tuple[str, str]]:
    return Counter((row.region, row.region_slug) for row in rows)
