"""The list as a visitor asked for it: filtered, sorted and cut into pages, all of it said in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Page as PageOfRows
from django.core.paginator import Paginator

from lbn_site.core.names import slug_of

from .models import Constituency, Edition
from .querysets import SORT_KEYS, NeighbourhoodQuerySet

ROWS_A_PAGE = 300
LONGEST_WORDS = 60
DEFAULT_SORT = "name"
NO_SLUG = "-"
COLUMNS = (
    ("name", "Neighbourhood"),
    ("authority", "Local authority"),
    ("region", "Region"),
    ("population", "People"),
)


@dataclass(frozen=True)
class Choice:
    """An option of a filter."""

    slug: str
    name: str
    is_chosen: bool


@dataclass(frozen=True)
class Heading:
    """A column's heading: its link sorts by it, the other way round where it is sorted by already."""

    label: str
    address: str
    aria_sort: str


def _slug_of(value: str) -> str:
    """The slug that a filter asks for; one that nothing has, where the value holds no letter that slugs know."""
    return slug_of(value[:100]) or (NO_SLUG if value.strip() else "")


class Listing:
    """One view of an edition's list. Filters take a name or its slug; an unknown value is never an error."""

    def __init__(self, edition: Edition, query: Mapping[str, str]) -> None:
        self.edition = edition
        self.region = _slug_of(query.get("region", ""))
        self.authority = _slug_of(query.get("authority", ""))
        self.constituency = _slug_of(query.get("constituency", ""))
        self.words = " ".join(query.get("words", "")[:LONGEST_WORDS].split())
        sort = query.get("sort", DEFAULT_SORT)
        self.sort = sort if sort.removeprefix("-") in SORT_KEYS else DEFAULT_SORT
        self.page_number = query.get("page", "1")

    @property
    def is_filtered(self) -> bool:
        return bool(self.region or self.authority or self.constituency or self.words)

    @cached_property
    def found(self) -> NeighbourhoodQuerySet:
        rows = self.edition.neighbourhoods.all()
        if self.region:
            rows = rows.in_region(self.region)
        if self.authority:
            rows = rows.in_authority(self.authority)
        if self.constituency:
            rows = rows.in_constituency(self.constituency)
        if self.words:
            rows = rows.named(self.words)
        return rows

    @cached_property
    def page(self) -> PageOfRows:
        rows = self.found.sorted_by(self.sort).defer("deprivation_score", "needs_score", "latitude", "longitude")
        return Paginator(rows, ROWS_A_PAGE).get_page(self.page_number)

    @property
    def count(self) -> int:
        return self.page.paginator.count

    @property
    def stored_under(self) -> dict[str, object]:
        """Under which values it may be stored: one filter or order at a time, as all together are endless."""
        order = "" if self.sort == DEFAULT_SORT else self.sort
        values = {
            "region": self.region,
            "authority": self.authority,
            "constituency": self.constituency,
            "sort": order,
        }
        chosen = {name: value for name, value in values.items() if value}
        is_kept = len(chosen) <= 1 and self.count > 0
        return {**chosen, "page": self.page.number} if is_kept else {}

    @cached_property
    def total(self) -> int:
        return self.edition.neighbourhoods.count() if self.is_filtered else self.count

    @cached_property
    def headings(self) -> list[Heading]:
        return [self._heading(key, label) for key, label in COLUMNS]

    def _heading(self, key: str, label: str) -> Heading:
        is_up, is_down = self.sort == key, self.sort == f"-{key}"
        wanted = f"-{key}" if is_up else key
        return Heading(label, self.address(sort=wanted), "ascending" if is_up else "descending" if is_down else "")

    @property
    def previous_address(self) -> str:
        return self.address(page=self.page.previous_page_number())

    @property
    def next_address(self) -> str:
        return self.address(page=self.page.next_page_number())

    def address(self, **changes: object) -> str:
        """The query string of this view with some values changed; defaults are left out."""
        values: dict[str, object] = {
            "words": self.words,
            "region": self.region,
            "authority": self.authority,
            "constituency": self.constituency,
            "sort": self.sort,
            **changes,
        }
        kept = {key: value for key, value in values.items() if value and (key, value) != ("sort", DEFAULT_SORT)}
        return "?" + urlencode(kept)

    @property
    def regions(self) -> list[Choice]:
        pairs = self.edition.neighbourhoods.exclude(region_slug="").order_by().values_list("region", "region_slug")
        named = {slug: name for name, slug in sorted(pairs.distinct())}
        return [Choice(slug, name, slug == self.region) for slug, name in named.items()]

    @cached_property
    def chosen_authority(self) -> str:
        """The name of the authority, of then or of now, that an address asks for. The form offers none: see below."""
        row = self.edition.neighbourhoods.in_authority(self.authority).first() if self.authority else None
        if row is None:
            return ""
        return row.authority if row.authority_slug == self.authority else row.authority_now

    @cached_property
    def chosen_constituency(self) -> str:
        """The name of the constituency that an address asks for. The form offers none: there are too many to send."""
        if not self.constituency:
            return ""
        rows = Constituency.objects.filter(neighbourhood__edition=self.edition, slug=self.constituency)
        return rows.order_by("-boundaries").values_list("name", flat=True).first() or ""


def regions_of_current_list() -> list[Choice]:
    """The regions that the current list has places in; none before a list is published."""
    edition = Edition.objects.current()
    return Listing(edition, {}).regions if edition else []
