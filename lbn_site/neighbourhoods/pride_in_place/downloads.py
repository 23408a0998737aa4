"""An edition of the Pride in Place data as a CSV file. It is made when the edition is published, and kept."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from lbn_site.core.spreadsheets import csv_lines

from ..models import Cohort, Overlap, PrideInPlaceEdition
from .checks import Ward, wards_of

CSV = "pride-in-place.csv"
MEDIA_TYPE = "text/csv; charset=utf-8"
FIELDS: tuple[tuple[str, str], ...] = (
    ("cohort", "When the neighbourhood was chosen: phase 1, phase 2 or the 2026 expansion"),
    ("neighbourhood", "Name that the government gave the neighbourhood"),
    ("authority", "Its local authority, today"),
    ("nation", "Its nation"),
    ("msoa_code", "Code of the statistical area (MSOA, 2021) that is its default area; empty where none is stated"),
    ("area_known_by", "‘published method’, or ‘name’ where only the name says which area it is; empty for none"),
    ("ward_code", "GSS code of a ward on the list that overlaps with it (December 2017); empty where none does"),
    ("ward_name", "Name of the ward. Names repeat: use the code"),
    ("ward_authority", "Local authority of the ward, December 2017"),
    ("small_areas_inside", "How many of the ward’s small areas (LSOA, 2011) lie in the area"),
    ("small_areas", "How many small areas the ward has"),
    ("share", "The first divided by the second. It is a share of small areas, not of people"),
    ("edition", "Edition of these data"),
    ("credit", "Credit to carry with the data"),
)
KNOWN_BY = {Cohort.PHASE_2: "published method", Cohort.EXPANSION_2026: "name"}


def make_files(edition: PrideInPlaceEdition) -> dict[str, bytes]:
    """Every file of an edition by its name, as the edition stands now. Visitors get those that were kept of it."""
    return {CSV: csv_file(edition)}


def file_address(edition: PrideInPlaceEdition) -> str:
    """Where visitors get the file of a published edition."""
    return reverse("neighbourhoods-pride-in-place-download", args=[edition.slug, CSV])


def csv_file(edition: PrideInPlaceEdition) -> bytes:
    """UTF-8 without a mark; one line for each ward and neighbourhood that overlap, and for each that has no ward."""
    names = [name for name, _ in FIELDS]
    end = [edition.name, " ".join(edition.credit.split())]
    return "".join(csv_lines([names, *([*row, *end] for row in _rows(edition))])).encode()


def _rows(edition: PrideInPlaceEdition) -> Iterator[list[Any]]:
    wards = wards_of(edition.list_edition)
    found = edition.neighbourhoods.prefetch_related("overlaps").order_by("cohort", "authority", "name", "pk")
    for neighbourhood in found:
        known_by = KNOWN_BY.get(Cohort(neighbourhood.cohort), "") if neighbourhood.msoa_code else ""
        first = [
            neighbourhood.get_cohort_display().lower(),
            neighbourhood.name,
            neighbourhood.authority,
            neighbourhood.nation,
            neighbourhood.msoa_code,
            known_by,
        ]
        parts = neighbourhood.overlaps.all()
        if not parts:
            yield [*first, *[None] * 6]
        for part in parts:
            yield [*first, *_of_ward(part, wards)]


def _of_ward(part: Overlap, wards: dict[str, Ward]) -> list[Any]:
    ward = wards.get(part.ward_code)
    share = f"{part.small_areas_inside / part.small_areas:.4f}"
    named = [ward.name, ward.authority] if ward else [None, None]
    return [part.ward_code, *named, part.small_areas_inside, part.small_areas, share]
