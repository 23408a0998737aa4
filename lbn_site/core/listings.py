"""Index pages: a filtered list cut into pages, all of it said in the address (`?kind=blog&year=2021&page=2`)."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page as PageOfItems
from django.core.paginator import Paginator
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast, Substr
from wagtail.query import PageQuerySet

ITEMS_A_PAGE = 20


class ListedQuerySet(PageQuerySet):
    """Pages with a `date` and a way to withdraw them."""

    def listed(self) -> "ListedQuerySet":
        """What visitors find in lists: live and not withdrawn, the newest first."""
        return self.live().filter(withdrawn_on__isnull=True).order_by("-date", "-pk")

    def of_year(self, year: int | None) -> "ListedQuerySet":
        """Those of one year, where a year is given; without those whose date is not recorded."""
        return self.filter(date__year=year).exclude(date_precision="unknown") if year else self

    def years(self) -> list[int]:
        """The years that have something to show, the latest first."""
        dated = self.exclude(date_precision="unknown").order_by()
        # Both databases cut texts themselves; SQLite would call Python for the year of every row.
        years = dated.values_list(Substr(Cast("date", CharField()), 1, 4), flat=True).distinct()
        return sorted(map(int, years), reverse=True)


def page_of(items: "QuerySet[Any]", query: Mapping[str, str], *, size: int = ITEMS_A_PAGE) -> PageOfItems:
    """The page of items that `?page=` asks for; the nearest one there is for a number out of range."""
    return Paginator(items, size).get_page(query.get("page"))


def chosen_year(query: Mapping[str, str]) -> int | None:
    """The year that `?year=` asks for; None for anything that is no year."""
    text = query.get("year", "")
    return int(text) if len(text) == 4 and text.isdecimal() and text.isascii() else None
