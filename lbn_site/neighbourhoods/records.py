"""A neighbourhood as plain data: one shape for downloads and the API, with stable names and order."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from .models import Boundaries, Edition, Neighbourhood, Outline

FIELDS: tuple[tuple[str, str, str], ...] = (
    ("code", "string", "GSS code of the ward"),
    ("name", "string", "Name of the ward. Names repeat: use the code"),
    ("authority_code", "string", "GSS code of the local authority at the date of the wards"),
    ("authority", "string", "Local authority at the date of the wards"),
    ("authority_code_now", "string", "GSS code of the local authority in 2024"),
    ("authority_now", "string", "Local authority in 2024"),
    ("county", "string", "County, where there is one"),
    ("region_code", "string", "GSS code of the region"),
    ("region", "string", "Region"),
    ("constituencies_2010", "string", "Parliamentary constituencies 2010 to 2024, joined by |"),
    ("constituencies_2024", "string", "Parliamentary constituencies since 2024, joined by |"),
    ("constituencies_2024_shares", "string", "Share of the residents in each of them, joined by |"),
    ("population", "integer", "Residents"),
    ("small_areas", "integer", "Number of small areas (LSOA 2011) that the ward is made of"),
    ("small_areas_most_deprived_tenth", "integer", "How many of them are in England's most deprived tenth"),
    ("deprivation_score", "number", "Deprivation score, averaged over small areas"),
    ("deprivation_rank", "integer", "Rank of that average among wards, 1 for the most deprived"),
    ("latitude", "number", "Latitude of a point in the ward, WGS84"),
    ("longitude", "number", "Longitude of a point in the ward, WGS84"),
)
RESTRICTED_FIELDS: tuple[tuple[str, str, str], ...] = (
    ("needs_score", "number", "Community Needs Index score"),
    ("needs_rank", "integer", "Community Needs Index rank, 1 for the greatest need"),
    ("civic_assets_rank", "integer", "Rank for civic assets"),
    ("connectedness_rank", "integer", "Rank for connectedness"),
    ("engaged_community_rank", "integer", "Rank for an active and engaged community"),
)

SEPARATOR = "|"  # of several values in one cell
# What an outline carries; everything else is joined by the code, which keeps the file below 100 kB.
OUTLINE_FIELDS = ("code", "name", "authority", "authority_now", "population")
SHORTEST_RING = 4  # three corners and the first again (RFC 7946, 3.1.6)
OUTLINE_DECIMALS = 4  # ten metres: finer than the outlines are


def fields_of(edition: Edition) -> tuple[tuple[str, str, str], ...]:
    """(name, type, meaning) of each published field of an edition."""
    return FIELDS + RESTRICTED_FIELDS if edition.needs_ranks_may_be_published else FIELDS


def records_of(edition: Edition, rows: Iterable[Neighbourhood] | None = None) -> Iterator[dict[str, Any]]:
    """The edition's neighbourhoods (or those given, constituencies prefetched), by code, empty values as None."""
    if rows is None:
        rows = edition.neighbourhoods.order_by("code").prefetch_related("constituencies")
    names = [name for name, _, _ in fields_of(edition)]
    for row in rows:
        joined = _joined_constituencies(row)
        yield {name: joined[name] if name in joined else _plain(getattr(row, name)) for name in names}


def _joined_constituencies(row: Neighbourhood) -> dict[str, str | None]:
    listed = sorted(row.constituencies.all(), key=lambda item: item.position)
    before = [item.name for item in listed if item.boundaries == Boundaries.SINCE_2010]
    since = [item for item in listed if item.boundaries == Boundaries.SINCE_2024]
    shares = [str(item.share) for item in since if item.share is not None]
    return {
        "constituencies_2010": SEPARATOR.join(before) or None,
        "constituencies_2024": SEPARATOR.join(item.name for item in since) or None,
        "constituencies_2024_shares": SEPARATOR.join(shares) or None,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return None if value == "" else value


def polygons_by_code(codes: Iterable[str]) -> dict[str, list]:
    """GeoJSON coordinates of the outlines that are known, without rings that vanish when they are rounded."""
    known = Outline.objects.filter(code__in=list(codes)).values_list("code", "polygons")
    return {code: [rings for polygon in polygons if (rings := _rounded(polygon))] for code, polygons in known}


def _rounded(polygon: list) -> list:
    """The polygon's rings; none where the outer one is smaller than what is rounded away."""
    rings = []
    for ring in polygon:
        points = [[round(x, OUTLINE_DECIMALS), round(y, OUTLINE_DECIMALS)] for x, y in ring]
        points = [point for at, point in enumerate(points) if not at or point != points[at - 1]]
        if len(points) >= SHORTEST_RING:
            rings.append(points)
        elif not rings:
            return []
    return rings
