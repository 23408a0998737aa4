"""The smallest valid editions, and files as staff would hand them in."""

import csv
import io
from typing import Any

from django.contrib.auth.models import Group
from openpyxl import Workbook

from lbn_site.accounts.models import User
from lbn_site.neighbourhoods.editions import publish_edition
from lbn_site.neighbourhoods.importing.store import store_edition
from lbn_site.neighbourhoods.models import Edition, OutwardCode, PostcodeRelease, PrideInPlaceEdition
from lbn_site.neighbourhoods.pride_in_place.kind import PRIDE_IN_PLACE

TEXTS = {
    "publisher": "A publisher",
    "method": "Deprived on both indices.",
    "credit": "Credit where it is due.",
    "population_source": "Mid-2020 estimates",
    "deprivation_source": "IMD 2019",
}


def ward(number: int, **values: Any) -> dict[str, Any]:
    """A checked row; `number` makes its code."""
    return {
        "code": f"E05{number:06d}",
        "name": f"Ward {number}",
        "authority": "Middlesbrough",
        "region": "North East",
        "population": 8000,
        "latitude": "54.57600",
        "longitude": "-1.21600",
        **values,
    }


def edition(
    slug: str = "2020-3", rows: list[dict[str, Any]] | None = None, published: bool = True, **texts: Any
) -> Edition:
    """A published edition with three wards, unless told otherwise."""
    rows = [ward(1), ward(2), ward(3)] if rows is None else rows
    made = Edition(
        slug=slug,
        **{
            "name": f"{slug[:4]} edition",
            "order": int(slug[:4]) * 100,
            "expected_count": len(rows),
            **TEXTS,
            **texts,
        },
    )
    store_edition(edition=made, rows=rows)
    if published:
        publish_edition(edition=made)
    return made


def area(number: int, inside: Any = 4, ward: int | None = None, **values: Any) -> dict[str, Any]:
    """A row of the Pride in Place data: the area and, unless told otherwise, the ward of that number."""
    return {
        "cohort": "phase 2",
        "neighbourhood": f"Area {number}",
        "authority": "Middlesbrough",
        "nation": "England",
        "msoa_code": f"E02{number:06d}",
        "ward_code": f"E05{number if ward is None else ward:06d}",
        "ward_name": "",
        "small_areas_inside": inside,
        "small_areas": 4,
        "share": "",
        **values,
    }


def without_ward(number: int, **values: Any) -> dict[str, Any]:
    """A row of an area that no ward overlaps with."""
    return area(number, **{"inside": "", "ward_code": "", "small_areas": "", **values})


def town(name: str, authority: str = "Middlesbrough") -> dict[str, Any]:
    """A row of a town of phase 1."""
    return without_ward(0, cohort="phase 1", neighbourhood=name, authority=authority, msoa_code="")


def pride_in_place(rows: list[dict[str, Any]], name: str = "November 2026", **texts: Any) -> PrideInPlaceEdition:
    """A published edition of the Pride in Place data of these rows, for the current list."""
    checked = PRIDE_IN_PLACE.check("data.csv", csv_of(rows))
    assert not checked.errors, checked.errors
    made = PRIDE_IN_PLACE.draft(name, checked, len(rows))
    given = {"as_at": "28 November 2026", "sources": "GOV.UK", "method": "Counted.", "credit": "Credit.", **texts}
    for field, value in given.items():
        setattr(made, field, value)
    PRIDE_IN_PLACE.store(edition=made, rows=checked.rows)
    publish_edition(edition=made)
    return made


def csv_of(rows: list[dict[str, Any]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """Rows as a CSV file."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def xlsx_of(rows: list[dict[str, Any]]) -> bytes:
    """Rows as an Excel workbook."""
    workbook = Workbook()
    workbook.active.append(list(rows[0]))
    for row in rows:
        workbook.active.append(list(row.values()))
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def postcodes(code: str = "TS3", is_complete: bool = False, **row: Any) -> PostcodeRelease:
    """A current release with one outward code."""
    release = PostcodeRelease.objects.create(
        source="A directory", as_at="August 2023", state="ready", is_current=True, is_complete=is_complete
    )
    OutwardCode.objects.create(release=release, code=code, **row)
    return release


def steward(name: str = "steward") -> User:
    """Somebody whose role is to look after the lists."""
    user = User.objects.create_user(name, password="correct horse battery")
    user.groups.add(Group.objects.get(name="Data steward"))
    return user
