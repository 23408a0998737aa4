"""What the project ships: both editions, Pride in Place, outlines and postcodes, in its own schema (docs/data.md)."""

import csv
import gzip
import hashlib
import json
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from .editions import publish_edition
from .importing.read import read_table
from .importing.store import store_edition
from .importing.validate import check_table
from .models import Edition, Outline, OutwardCode, PostcodeRelease, PrideInPlaceEdition
from .outlines.rings import degrees
from .postcodes.importing import make_current
from .pride_in_place.kind import PRIDE_IN_PLACE

FOLDER = Path(__file__).resolve().parent / "data"
POSTCODES = "postcodes-2023-08.csv.gz"


@transaction.atomic
def load_all() -> None:
    """Load whatever is not there yet; what staff have since changed stays."""
    if not Outline.objects.exists():
        load_outlines()
    for description in editions():
        if not Edition.objects.filter(slug=description["slug"]).exists():
            load_edition(description)
    if not PrideInPlaceEdition.objects.exists():
        load_pride_in_place()
    if not PostcodeRelease.objects.exists():
        load_postcodes()


def editions() -> list[dict[str, Any]]:
    """The shipped editions' descriptions, the oldest first."""
    return json.loads((FOLDER / "editions.json").read_text(encoding="utf-8"))["editions"]


def load_edition(description: dict[str, Any]) -> Edition:
    """Store a shipped edition and make it the current list."""
    texts = dict(description)
    file = FOLDER / texts.pop("file")
    data = file.read_bytes()
    checked = check_table(read_table(file.name, data))
    if checked.errors:
        raise ValueError(f"{file.name}: {checked.errors[0].text}")
    texts["received_on"] = date.fromisoformat(texts["received_on"])
    edition = Edition(**texts, file_sha256=hashlib.sha256(data).hexdigest())
    store_edition(edition=edition, rows=checked.rows)
    publish_edition(edition=edition)
    return edition


def load_pride_in_place() -> PrideInPlaceEdition:
    """Store the shipped Pride in Place data and show them. Their edition of the list must be the current one."""
    texts = json.loads((FOLDER / "pride-in-place.json").read_text(encoding="utf-8"))
    file = FOLDER / texts.pop("file")
    data = file.read_bytes()
    checked = PRIDE_IN_PLACE.check(file.name, data)
    if checked.errors:
        raise ValueError(f"{file.name}: {checked.errors[0].text}")
    texts["received_on"] = date.fromisoformat(texts["received_on"])
    texts["list_edition"] = Edition.objects.get(slug=texts["list_edition"])
    edition = PrideInPlaceEdition(**texts, file_sha256=hashlib.sha256(data).hexdigest())
    PRIDE_IN_PLACE.store(edition=edition, rows=checked.rows)
    publish_edition(edition=edition)
    return edition


def load_outlines() -> None:
    """Store the shipped outlines."""
    shipped = json.loads((FOLDER / "outlines.json").read_text(encoding="utf-8"))
    Outline.objects.bulk_create(
        Outline(
            code=code,
            geography=shipped["geography"],
            polygons=[[degrees(ring) for ring in polygon] for polygon in polygons],
        )
        for code, polygons in shipped["outlines"].items()
    )


def load_postcodes() -> PostcodeRelease:
    """Store the shipped postcodes and let the look-up use them. They are the listed ones only, not all of England."""
    credit, matched = "", 0
    found: dict[str, tuple[dict[str, str], dict[str, str]]] = defaultdict(lambda: ({}, {}))
    with gzip.open(FOLDER / POSTCODES, "rt", encoding="utf-8", newline="") as file:
        for line in csv.reader(file):
            if line[0].startswith("#"):
                credit = credit or ",".join(line).removeprefix("# ")
                continue
            outward, code, inside, near = line
            for kept, codes in zip(found[outward], (inside, near), strict=True):
                if codes:
                    kept[code] = codes.replace(" ", "")
                    matched += len(codes.split())
    release = PostcodeRelease.objects.create(
        source="OS Code-Point Open",
        as_at="August 2023",
        method="by the postcode’s point in the ward’s outline; within 100 metres of the boundary is doubtful",
        credit=credit,
        matched=matched,
        rows_read=matched,
    )
    OutwardCode.objects.bulk_create(
        OutwardCode(release=release, code=outward, inside=inside, near=near)
        for outward, (inside, near) in sorted(found.items())
    )
    make_current(release)
    return release
