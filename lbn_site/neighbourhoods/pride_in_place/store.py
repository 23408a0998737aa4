"""Storing checked rows as a draft edition of the Pride in Place data."""

from collections.abc import Iterable

from django.db import transaction

from lbn_site.core.names import slug_of

from ..importing.fingerprint import code_fingerprint
from ..importing.schema import Row
from ..models import ChosenNeighbourhood, Overlap, PrideInPlaceEdition
from .checks import identity

BATCH = 500
TRANSFORMING = ("pride_in_place/columns.py", "pride_in_place/checks.py", "pride_in_place/store.py")
ENGLISH_AREA = "E"


@transaction.atomic
def store_edition(*, edition: PrideInPlaceEdition, rows: Iterable[Row]) -> None:
    """Save the draft edition with its neighbourhoods and the wards that overlap with them."""
    rows = list(rows)
    edition.code_sha256 = code_fingerprint(*TRANSFORMING)
    edition.save()
    found = {identity(row): row for row in reversed(rows)}
    neighbourhoods = {key: _neighbourhood(edition, row) for key, row in reversed(found.items())}
    ChosenNeighbourhood.objects.bulk_create(neighbourhoods.values(), batch_size=BATCH)
    overlaps = [
        Overlap(
            neighbourhood=neighbourhoods[identity(row)],
            ward_code=row["ward_code"],
            small_areas_inside=row["small_areas_inside"],
            small_areas=row["small_areas"],
        )
        for row in rows
        if row.get("ward_code")
    ]
    Overlap.objects.bulk_create(overlaps, batch_size=BATCH)


def _neighbourhood(edition: PrideInPlaceEdition, row: Row) -> ChosenNeighbourhood:
    code, authority = row.get("msoa_code") or "", row.get("authority") or ""
    return ChosenNeighbourhood(
        edition=edition,
        cohort=row["cohort"],
        name=row["neighbourhood"],
        authority=authority,
        authority_slug=slug_of(authority),
        nation=row.get("nation") or ("England" if code.startswith(ENGLISH_AREA) else ""),
        msoa_code=code,
    )
