"""The published tables described for programs: the columns of an edition's CSV file, with their types and units."""

import csv
from functools import cache
from typing import Any

from lbn_site.core.campaign import Campaign
from lbn_site.core.csvw import Column, Table
from lbn_site.core.dates import iso_of_words

from .downloads import CSV, citation, description_of, sources, title_of
from .importing.columns import BY_KEY
from .importing.values import WARD_CODE
from .models import Edition
from .records import FIELDS, RESTRICTED_FIELDS, SEPARATOR

DATATYPES: dict[str, Any] = {"string": "string", "integer": "nonNegativeInteger", "number": "decimal"}
OWN_DATATYPES: dict[str, Any] = {
    "code": {"base": "string", "format": WARD_CODE.pattern},
    "constituencies_2024_shares": {"base": "decimal", "minimum": 0, "maximum": 1},
    "latitude": {"base": "decimal", "minimum": -90, "maximum": 90},
    "longitude": {"base": "decimal", "minimum": -180, "maximum": 180},
}
UNITS = {
    "constituencies_2024_shares": "share of the ward’s residents, 0 to 1",
    "population": "residents",
    "small_areas": "small areas (LSOA 2011)",
    "small_areas_most_deprived_tenth": "small areas (LSOA 2011)",
    "deprivation_score": "score",
    "deprivation_rank": "rank, 1 for the most deprived",
    "needs_score": "score",
    "needs_rank": "rank, 1 for the greatest need",
    "civic_assets_rank": "rank, 1 for the greatest need",
    "connectedness_rank": "rank, 1 for the greatest need",
    "engaged_community_rank": "rank, 1 for the greatest need",
    "latitude": "degrees (WGS84)",
    "longitude": "degrees (WGS84)",
}


@cache
def columns() -> dict[str, Column]:
    """Every column that a list can have, by its heading."""
    found = [
        Column(
            heading=name,
            title=BY_KEY[name].label,
            description=meaning,
            datatype=OWN_DATATYPES.get(name, DATATYPES[kind]),
            unit=UNITS.get(name, ""),
            separator=SEPARATOR if name.startswith("constituencies") else "",
            is_required=BY_KEY[name].is_required,
        )
        for name, kind, meaning in FIELDS + RESTRICTED_FIELDS
    ]
    found.append(Column("edition", "edition", "Edition of the list"))
    found.append(Column("credit", "credit", "Credit to carry with the data"))
    return {column.heading: column for column in found}


def described(edition: Edition, table: bytes) -> dict[str, Any]:
    """The description of the CSV file that an edition was published with: its own headings, in their order."""
    headings = next(csv.reader([table.partition(b"\n")[0].decode()]))
    about = {
        "title": title_of(edition),
        "description": " ".join(filter(None, (description_of(edition), Campaign.current().notice_text))),
        "publisher": edition.publisher,
        "issued": iso_of_words(edition.published),
        "license": edition.licence_url,
        "rights": " ".join(filter(None, (edition.licence, edition.credit))),
        "source": sources(edition),
        "bibliographicCitation": citation(edition),
    }
    known = columns()
    return Table(CSV, [known[heading] for heading in headings if heading in known], ("code",), about).metadata()
