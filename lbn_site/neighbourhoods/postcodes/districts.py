"""The postcode districts (first halves of postcodes) that a ward has postcodes in."""

from dataclasses import dataclass

from django.db.models import Q

from ..models import OutwardCode, PostcodeRelease
from . import inward


@dataclass(frozen=True)
class District:
    """An outward code, and how many of its postcodes are in the ward."""

    code: str
    count: int


def districts_of(code: str) -> tuple[list[District], PostcodeRelease | None]:
    """Those of the ward with this code, the one with the most postcodes first, and whose postcodes these are."""
    in_ward = Q(inside__has_key=code) | Q(near__has_key=code)
    rows = OutwardCode.objects.filter(in_ward, release__is_current=True).select_related("release")
    found = list(rows.defer("known", "outside_near"))
    districts = [District(row.code, _count(row.inside, code) + _count(row.near, code)) for row in found]
    return sorted(districts, key=lambda district: -district.count), found[0].release if found else None


def _count(codes: dict[str, str], ward: str) -> int:
    return len(inward.split(codes.get(ward, "")))
