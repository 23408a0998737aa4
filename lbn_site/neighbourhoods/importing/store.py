"""Storing checked rows as a draft edition."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import transaction

from lbn_site.core.names import slug_of

from ..models import Boundaries, Constituency, Edition, Neighbourhood, Place
from ..outlines.grid import to_national_grid
from .fingerprint import code_fingerprint

BATCH = 500
PLAIN_FIELDS = (
    "code",
    "name",
    "authority_code",
    "authority",
    "authority_code_now",
    "authority_now",
    "county",
    "region_code",
    "region",
    "population",
    "small_areas",
    "small_areas_most_deprived_tenth",
    "deprivation_score",
    "deprivation_rank",
    "needs_score",
    "needs_rank",
    "civic_assets_rank",
    "connectedness_rank",
    "engaged_community_rank",
    "latitude",
    "longitude",
)


@transaction.atomic
def store_edition(*, edition: Edition, rows: Iterable[dict[str, Any]]) -> None:
    """Save the draft edition with its neighbourhoods and their constituencies."""
    rows = list(rows)
    edition.code_sha256 = code_fingerprint()
    edition.save()
    places = _places(rows)
    neighbourhoods = [_neighbourhood(edition, places[row["code"]], row) for row in rows]
    _place_on_grid(neighbourhoods)
    Neighbourhood.objects.bulk_create(neighbourhoods, batch_size=BATCH)
    constituencies = [
        constituency
        for neighbourhood, row in zip(neighbourhoods, rows, strict=True)
        for constituency in _constituencies(neighbourhood, row)
    ]
    Constituency.objects.bulk_create(constituencies, batch_size=BATCH)


def _places(rows: list[dict[str, Any]]) -> dict[str, Place]:
    """Every row's place, made where it is new. Known places keep their names until the edition is published."""
    names = {row["code"]: (row["name"], row.get("authority_now") or row["authority"]) for row in rows}
    known = set(Place.objects.values_list("code", flat=True))
    Place.objects.bulk_create(
        [
            Place(code=code, name=name, authority=authority)
            for code, (name, authority) in names.items()
            if code not in known
        ],
        batch_size=BATCH,
    )
    return {place.code: place for place in Place.objects.all() if place.code in names}


def _neighbourhood(edition: Edition, place: Place, row: dict[str, Any]) -> Neighbourhood:
    given = {name: row[name] for name in PLAIN_FIELDS if row.get(name) not in (None, "")}
    neighbourhood = Neighbourhood(edition=edition, place=place, **given)
    neighbourhood.fill_ways_to_it(name for boundaries in Boundaries for name in _names(row, boundaries))
    return neighbourhood


def _place_on_grid(neighbourhoods: list[Neighbourhood]) -> None:
    located = [row for row in neighbourhoods if row.latitude is not None and row.longitude is not None]
    points = to_national_grid([(float(row.longitude), float(row.latitude)) for row in located])  # type: ignore[arg-type]
    for row, (easting, northing) in zip(located, points, strict=True):
        row.easting, row.northing = easting, northing


def _constituencies(neighbourhood: Neighbourhood, row: dict[str, Any]) -> Iterable[Constituency]:
    shares = [Decimal(share) for share in (row.get("constituencies_2024_shares") or "").split("|") if share]
    for boundaries in Boundaries:
        names = _names(row, boundaries)
        known_shares = boundaries == Boundaries.SINCE_2024 and len(shares) == len(names)
        for position, name in enumerate(names):
            yield Constituency(
                neighbourhood=neighbourhood,
                boundaries=boundaries,
                name=name,
                slug=slug_of(name),
                share=shares[position] if known_shares else None,
                position=position,
            )


def _names(row: dict[str, Any], boundaries: Boundaries) -> list[str]:
    return [name for name in (row.get(f"constituencies_{boundaries.value}") or "").split("|") if name]
