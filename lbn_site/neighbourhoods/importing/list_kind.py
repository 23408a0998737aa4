"""The list of neighbourhoods, as the import desk handles it."""

from ..models import Edition, Subject
from .compare import compare
from .drafts import new_draft, year_in
from .guards import guards_for, missing_texts
from .kinds import Kind
from .read import read_table
from .store import store_edition
from .validate import Checked, check_table

COPIED_TEXTS = (
    "publisher",
    "geography",
    "wards_in_england",
    "deprivation_index",
    "needs_index",
    "method",
    "licence",
    "licence_url",
    "credit",
)


def _check(name: str, data: bytes) -> Checked:
    return check_table(read_table(name, data))


def _draft(name: str, checked: Checked, expected_count: int) -> Edition:
    """The wards are of the year that the headings name."""
    draft = new_draft(
        Edition,
        name,
        len(checked.rows),
        copied=COPIED_TEXTS,
        expected_count=expected_count,
        published=str(year_in(name) or ""),
    )
    current = Edition.objects.current()
    if checked.ward_year and (current is None or str(checked.ward_year) not in current.geography):
        draft.geography, draft.wards_in_england = f"Wards, {checked.ward_year}", None
    return draft


LIST = Kind(
    subject=Subject.LIST,
    model=Edition,
    namespace="neighbourhood_desk",
    check=_check,
    draft=_draft,
    store=store_edition,
    compare=compare,
    guards=guards_for,
    missing=missing_texts,
    parts=("joins", "leaves", "recoded", "renamed", "changed"),
)
