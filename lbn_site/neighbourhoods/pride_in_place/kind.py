"""The Pride in Place data, as the import desk handles them."""

from ..importing.drafts import new_draft
from ..importing.kinds import Kind
from ..importing.read import Sought, read_table
from ..importing.validate import Checked, check_table
from ..models import Edition, PrideInPlaceEdition, Subject
from .checks import schema_for
from .compare import PARTS, compare
from .guards import guards_for, missing_texts
from .store import store_edition

COPIED_TEXTS = ("publisher", "sources", "method", "licence", "licence_url", "credit")


def _check(name: str, data: bytes) -> Checked:
    schema = schema_for(Edition.objects.current())
    return check_table(read_table(name, data, Sought(schema.has_its_headings)), schema)


def _draft(name: str, checked: Checked, expected_count: int) -> PrideInPlaceEdition:
    return new_draft(
        PrideInPlaceEdition,
        name,
        len(checked.rows),
        copied=COPIED_TEXTS,
        expected_count=expected_count,
        list_edition=Edition.objects.current(),
    )


PRIDE_IN_PLACE = Kind(
    subject=Subject.PRIDE_IN_PLACE,
    model=PrideInPlaceEdition,
    namespace="pride_in_place_desk",
    check=_check,
    draft=_draft,
    store=store_edition,
    compare=compare,
    guards=guards_for,
    missing=missing_texts,
    parts=PARTS,
)
