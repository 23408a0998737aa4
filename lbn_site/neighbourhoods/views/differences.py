"""The differences of two editions cut into pages: for the public pages of editions and for staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.core.paginator import Page as PageOfRows

from lbn_site.core.listings import page_of

PARTS = ("joins", "leaves", "recoded", "renamed")
ROWS_A_PAGE = 300
ROWS_A_PAGE_FOR_STAFF = 100


@dataclass(frozen=True)
class Part:
    """One kind of difference: those of its rows that the page shows, and the number of all."""

    kind: str
    total: int
    rows: list[Any]


def differences(
    comparison: Any,
    query: Mapping[str, str],
    kinds: tuple[str, ...] = PARTS,
    size: int = ROWS_A_PAGE,
) -> tuple[PageOfRows, list[Part]]:
    """The page that `?page=` asks for, and its parts: the lists of these names that the comparison holds."""
    rows = [(kind, row) for kind in kinds for row in getattr(comparison, kind)]
    page = page_of(rows, query, size=size)  # type: ignore[arg-type]
    parts = [
        Part(kind, len(getattr(comparison, kind)), [row for _, row in found])
        for kind, found in groupby(page, key=itemgetter(0))
    ]
    return page, parts
