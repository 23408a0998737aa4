"""An edition as files: CSV, JSON, GeoJSON (RFC 7946) and their description as a Data Package (version 2).

They are made once, when the edition is published, and kept (`published_files`): a copy, a hash and a citation hold.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from lbn_site.core import csvw
from lbn_site.core.addresses import absolute
from lbn_site.core.campaign import Campaign
from lbn_site.core.spreadsheets import csv_lines

from .models import Edition, Neighbourhood
from .records import OUTLINE_FIELDS, fields_of, polygons_by_code, records_of

CSV = "neighbourhoods.csv"
GEOJSON = "neighbourhoods.geojson"
JSON = "neighbourhoods.json"
DATA_PACKAGE = "datapackage.json"
CSV_METADATA = CSV + csvw.SUFFIX
NOT_RECORDED = "not recorded"
PROVENANCE = (
    "deprivation_index",
    "needs_index",
    "geography",
    "method",
    "publisher",
    "published",
    "retrieved",
    "preparation",
    "received_on",
    "file_sha256",
    "code_sha256",
    "licence",
    "licence_url",
)

DATA_PACKAGE_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


Records = list[dict[str, Any]]


def make_files(edition: Edition) -> dict[str, bytes]:
    """Every file of an edition by its name, as the edition stands now. Visitors get those that were kept of it."""
    records = list(records_of(edition))
    data = {
        CSV: csv_file(edition, records),
        GEOJSON: geojson_file(edition, records),
        JSON: json_file(edition, records),
    }
    return {**data, DATA_PACKAGE: data_package(edition, data)}


def csv_file(edition: Edition, records: Records) -> bytes:
    """UTF-8 without a mark, one line a neighbourhood; the last columns carry the edition and the credit."""
    names = [name for name, _, _ in fields_of(edition)]
    rows = ([*record.values(), edition.name, _one_line(edition.credit)] for record in records)
    return "".join(csv_lines([[*names, "edition", "credit"], *rows])).encode()


def json_file(edition: Edition, records: Records) -> bytes:
    return _json({**about(edition), "neighbourhoods": records})


def geojson_file(edition: Edition, records: Records, *, is_whole: bool = False) -> bytes:
    """Outlines in WGS84, simplified; a point where no outline is known, nothing where no place is known.

    Each has the properties that tell it apart, or with `is_whole` all of them. `bbox` is west, south, east and north
    of them all (RFC 7946, 5).
    """
    polygons = polygons_by_code(record["code"] for record in records)
    features = [
        {
            "type": "Feature",
            "id": record["code"],
            "properties": record if is_whole else _properties(record),
            "geometry": _geometry(record, polygons.get(record["code"])),
        }
        for record in records
    ]
    points = [point for feature in features for point in _points(feature["geometry"])]
    box = {"bbox": _bounding_box(points)} if points else {}
    return _json({"type": "FeatureCollection", **box, **about(edition), "features": features})


def _points(geometry: dict[str, Any] | None) -> Iterator[list[float]]:
    if geometry is None:
        return
    if geometry["type"] == "Point":
        yield geometry["coordinates"]
        return
    for polygon in geometry["coordinates"]:
        for ring in polygon:
            yield from ring


def _bounding_box(points: list[list[float]]) -> list[float]:
    longitudes, latitudes = zip(*points, strict=True)
    return [min(longitudes), min(latitudes), max(longitudes), max(latitudes)]


def _properties(record: dict[str, Any]) -> dict[str, Any]:
    """What tells the place apart; the authority of today only where it is another."""
    told = {name: record[name] for name in OUTLINE_FIELDS if record[name] is not None}
    if told.get("authority_now") == record["authority"]:
        del told["authority_now"]
    return told


def _geometry(record: dict[str, Any], polygons: list | None) -> dict[str, Any] | None:
    if polygons:
        return {"type": "MultiPolygon", "coordinates": polygons}
    if record["latitude"] is not None and record["longitude"] is not None:
        return {"type": "Point", "coordinates": [record["longitude"], record["latitude"]]}
    return None


def data_package(edition: Edition, data: dict[str, bytes]) -> bytes:
    """The description of the files `data`, for tools that read Data Packages."""
    package: dict[str, Any] = {
        "$schema": DATA_PACKAGE_PROFILE,
        "name": f"left-behind-neighbourhoods-{edition.slug}",
        "title": title_of(edition),
        "description": description_of(edition),
        "version": edition.slug,
        "homepage": absolute(edition.get_absolute_url()),
        "licenses": [
            {key: value for key, value in (("title", edition.licence), ("path", edition.licence_url)) if value}
        ],
        "sources": [{"title": title} for title in sources(edition)],
        "contributors": [{"title": edition.publisher, "roles": ["publisher"]}] if edition.publisher else [],
        "citation": citation(edition),
        "provenance": {key: value for key, value in about(edition).items() if key in PROVENANCE},
        "resources": [
            {
                **_resource("neighbourhoods", CSV, "text/csv", data),
                "type": "table",
                "schema": {
                    "fields": [
                        *(
                            {"name": name, "type": kind, "description": meaning}
                            for name, kind, meaning in fields_of(edition)
                        ),
                        {"name": "edition", "type": "string", "description": "Edition of the list"},
                        {"name": "credit", "type": "string", "description": "Credit to carry with the data"},
                    ],
                    "primaryKey": ["code"],
                    "missingValues": [""],
                },
            },
            _resource("outlines", GEOJSON, "application/geo+json", data),
            _resource("records", JSON, "application/json", data),
        ],
    }
    if not package["licenses"][0]:
        del package["licenses"]
    return _json(package)


def with_closing_notice(package: bytes) -> bytes:
    """The description of the files, which says so once the campaign is ending. The files themselves stay the same."""
    notice = Campaign.current().notice_text
    if not notice:
        return package
    told = json.loads(package)
    return _json({**told, "description": f"{told['description']} {notice}".strip()})


def _resource(name: str, path: str, media_type: str, data: dict[str, bytes]) -> dict[str, Any]:
    body = data[path]
    return {
        "name": name,
        "path": path,
        "format": path.rpartition(".")[2],
        "mediatype": media_type,
        "encoding": "utf-8",
        "bytes": len(body),
        "hash": f"sha256:{hashlib.sha256(body).hexdigest()}",
    }


def about(edition: Edition) -> dict[str, Any]:
    """Where the data come from: stands inside every JSON file and every answer of the API."""
    return {
        "edition": edition.slug,
        "title": title_of(edition),
        "published": edition.published,
        "publisher": edition.publisher,
        "deprivation_index": edition.deprivation_index,
        "needs_index": edition.needs_index,
        "geography": edition.geography,
        "method": edition.method,
        "sources": sources(edition),
        "note": edition.measures_note,
        "licence": edition.licence,
        "licence_url": edition.licence_url,
        "credit": edition.credit,
        "citation": citation(edition),
        "retrieved": edition.retrieved or NOT_RECORDED,
        "preparation": edition.preparation or NOT_RECORDED,
        "received_on": edition.received_on.isoformat() if edition.received_on else NOT_RECORDED,
        "file_sha256": edition.file_sha256 or NOT_RECORDED,
        "code_sha256": edition.code_sha256 or NOT_RECORDED,
        "url": absolute(edition.get_absolute_url()),
    }


def title_of(edition: Edition) -> str:
    return f"‘Left behind’ neighbourhoods, {edition.name}"


def description_of(edition: Edition) -> str:
    """How a neighbourhood comes on the list, and what else is to be known of the figures."""
    return " ".join(filter(None, (edition.method, edition.measures_note)))


def sources(edition: Edition) -> list[str]:
    named = (edition.deprivation_index, edition.needs_index, edition.population_source, edition.deprivation_source)
    return list(dict.fromkeys(source for source in named if source))


def citation(edition: Edition) -> str:
    """How to cite the edition."""
    return _cited(edition, edition.name, edition.get_absolute_url())


def citation_of_place(row: Neighbourhood) -> str:
    """How to cite what an edition says about one place."""
    named = f"{row.edition.name}: {row.name}, {row.authority} (ward {row.code})"
    return _cited(row.edition, named, reverse("neighbourhoods-permanent", args=[row.code]))


def _cited(edition: Edition, named: str, address: str) -> str:
    published = f" ({edition.published})" if edition.published else ""
    return f"{edition.publisher}{published}: ‘Left behind’ neighbourhoods, {named}. {absolute(address)}".strip()


def file_address(edition: Edition, name: str) -> str:
    return reverse("neighbourhoods-download", args=[edition.slug, name])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _json(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


# Name: (media type, what visitors read about it).
FILES: dict[str, tuple[str, str]] = {
    CSV: ("text/csv; charset=utf-8", "Table (CSV), for spreadsheets"),
    GEOJSON: ("application/geo+json", "Map (GeoJSON): simplified outlines, with code and name"),
    JSON: ("application/json", "JSON, for programs"),
    DATA_PACKAGE: ("application/json", "Description of the files (Data Package)"),
    CSV_METADATA: (csvw.MEDIA_TYPE, "Description of the table’s columns (CSV on the Web)"),
}
