"""Redirects from a CSV file: read, checked against the site and against each other, told in plain words.

Columns: `from` and `to`, and if wanted `permanent` (yes or no). Nothing is written before staff have seen the check.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import models, transaction
from wagtail.contrib.redirects.models import Redirect

from lbn_site.core.csv_rows import UnreadableFileError, decoded, numbered_rows
from lbn_site.core.secret_urls import is_secret

from . import normal_form
from .old_addresses import existing_address, own_path, page_at

MOST_ROWS = 5000
LONGEST = 255
NO_WORDS = {"no", "n", "false", "0", "temporary"}


class Verdict(models.TextChoices):
    NEW = "new", "New"
    CHANGED = "changed", "Changes an existing one"
    SAME = "same", "Already exists"
    REFUSED = "refused", "Left out"


@dataclass
class Row:
    """A row of the file with what becomes of it: `notes` for staff, and the key of the redirect it changes."""

    number: int
    old_path: str
    target: str
    is_permanent: bool = True
    verdict: str = Verdict.NEW
    notes: list[str] = field(default_factory=list)
    changes: int | None = None

    def refuse(self, reason: str) -> None:
        self.verdict = Verdict.REFUSED
        self.notes.append(reason)

    @property
    def is_written(self) -> bool:
        return self.verdict in {Verdict.NEW, Verdict.CHANGED}

    @property
    def verdict_label(self) -> str:
        return Verdict(self.verdict).label


def read(content: bytes) -> list[Row]:
    """The rows of a file, checked. Raises UnreadableFileError."""
    table = numbered_rows(decoded(content))
    names = [name.strip().lower() for name in next(table, (0, []))[1]]
    if not {"from", "to"} <= set(names):
        raise UnreadableFileError("The first row must have the headings ‘from’ and ‘to’.")
    rows = []
    for number, cells in table:
        if number > MOST_ROWS + 1:
            raise UnreadableFileError(f"The file has more than {MOST_ROWS:,} rows. Split it.")
        values = dict(zip_longest(names, (cell.strip() for cell in cells[: len(names)]), fillvalue=""))
        if values["from"] or values["to"]:
            is_permanent = values.get("permanent", "").lower() not in NO_WORDS
            rows.append(Row(number, values["from"], values["to"], is_permanent))
    check(rows)
    return rows


def check(rows: list[Row], *, besides: int | None = None) -> None:
    """Give every row its verdict and say what is odd about it, `besides` the redirect of this key."""
    # Of several that are alike the oldest is found first, by visitors too.
    stored = Redirect.objects.exclude(pk=besides).select_related("redirect_page").order_by("-pk")
    there = {redirect.old_path: redirect for redirect in stored}
    seen: dict[str, Row] = {}
    for row in rows:
        _check_paths(row)
        if row.verdict == Verdict.REFUSED:
            continue
        key = _key(row.old_path)
        if key in seen:
            row.refuse(f"row {seen[key].number} already has the same ‘from’")
            continue
        seen[key] = row
        _compare(row, there.get(key))
    leads_to = {path: own_path(redirect.link or "") for path, redirect in there.items()}
    leads_to |= {key: row.target for key, row in seen.items() if row.verdict != Verdict.REFUSED}
    for row in seen.values():
        _check_way(row, leads_to)


@transaction.atomic
def write(rows: list[Row]) -> int:
    """Write the new and the changed ones; how many that were."""
    written = [row for row in rows if row.is_written]
    for row in written:
        Redirect.objects.update_or_create(pk=row.changes, defaults=values_of(row))
    return len(written)


def values_of(row: Row) -> dict[str, Any]:
    """What is stored of a row: the page where there is one at its target, which it follows when it moves."""
    page = page_at(row.target) if "#" not in row.target and "?" not in row.target else None
    return {
        "old_path": row.old_path,
        "redirect_page": page,
        "redirect_page_route_path": "",
        "redirect_link": "" if page else row.target,
        "is_permanent": row.is_permanent,
        "automatically_created": False,
    }


def _check_paths(row: Row) -> None:
    """Put both addresses into the form that is stored; refuse what can never work."""
    try:
        old, target = own_path(row.old_path), own_path(row.target)
    except ValueError:  # such as http://[old/
        return row.refuse("one of the two is not an address that a browser can read")
    if not old or not target:
        return row.refuse("both ‘from’ and ‘to’ must be filled in")
    if urlsplit(old).netloc or not old.startswith("/"):
        return row.refuse("‘from’ must be an address of this site, such as /old-page/")
    if unquote(old).startswith(tuple(settings.PRIVATE_PREFIXES)):
        return row.refuse("addresses of the admin and of forms cannot be redirected")
    if is_secret(unquote(old)) or is_secret(unquote(target)):
        return row.refuse("links sent by email belong to one person and cannot be redirected")
    is_path = target.startswith("/") and not target.startswith("//")
    if not is_path and urlsplit(target).scheme not in {"http", "https"}:
        return row.refuse("‘to’ must begin with / or https://")
    if "#" in old:
        return row.refuse("browsers never send what comes after #, so ‘from’ cannot include it")
    row.old_path, row.target = normal_form.of_typed(old), target
    if len(row.old_path) > LONGEST or len(target) > LONGEST:
        return row.refuse(f"addresses can have {LONGEST} characters at most")
    path, _, query = old.partition("?")
    path = unquote(path)
    if not query and (existing := existing_address(path)):
        return row.refuse(f"there is a page at {existing}, which would be shown instead")
    if query:
        row.notes.append("works only with exactly this query")
    if path != path.lower():
        row.notes.append("capital letters make no difference")
    if target.startswith("/") and not existing_address(unquote(urlsplit(target).path)):
        row.notes.append("there is no page at ‘to’ yet")
    return None


def _compare(row: Row, redirect: Redirect | None) -> None:
    if redirect is not None:
        is_same = own_path(redirect.link or "") == row.target and redirect.is_permanent == row.is_permanent
        row.verdict = Verdict.SAME if is_same else Verdict.CHANGED
        if not is_same:
            row.changes = redirect.pk
            row.notes.append(f"now leads to {redirect.link or 'nothing'}")


def _check_way(row: Row, leads_to: dict[str, str]) -> None:
    """Refuse rows on a circle; tell where a row leads in the end if that is further than it says."""
    way = list(_way(row.old_path, leads_to))
    if way and _key(way[-1]) in {_key(row.old_path), *map(_key, way[:-1])}:
        row.refuse(f"leads in a circle: {' → '.join([row.old_path, *way])}")
    elif len(way) > 1:
        row.notes.append(f"leads on to {way[-1]}; visitors go there at once")


def _way(path: str, leads_to: dict[str, str]) -> Iterator[str]:
    """The targets one after the other; the last one stands twice on a circle."""
    key = _key(path)
    seen = {key}
    while target := leads_to.get(key):
        yield target
        key = _key(target)
        if key in seen:
            return
        seen.add(key)


def _key(path: str) -> str:
    """A path as redirects are found by it."""
    return normal_form.of_typed(path) if path.startswith("/") else path


def as_data(rows: list[Row]) -> list[list[str | int | bool]]:
    """The rows in a form that can be signed and sent with the form that confirms them."""
    return [[row.number, row.old_path, row.target, row.is_permanent] for row in rows]


def from_data(data: list[list]) -> list[Row]:
    """The rows again, checked against the site as it is now."""
    rows = [Row(*values) for values in data]
    check(rows)
    return rows
