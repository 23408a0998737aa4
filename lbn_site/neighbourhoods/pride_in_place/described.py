"""The Pride in Place data described for programs: the columns of their file, and the whole as a set of data."""

import re
from typing import Any

from lbn_site.core.addresses import absolute
from lbn_site.core.campaign import Campaign
from lbn_site.core.csvw import MEDIA_TYPE as METADATA_TYPE
from lbn_site.core.csvw import SUFFIX, Column, Table
from lbn_site.core.datasets import dataset, distribution, place
from lbn_site.core.structured_data import Data

from ..importing.values import WARD_CODE
from ..models import PrideInPlaceEdition
from .columns import MSOA_CODE
from .downloads import CSV, FIELDS, MEDIA_TYPE, file_address

CSV_METADATA = CSV + SUFFIX
DATATYPES: dict[str, Any] = {
    "msoa_code": {"base": "string", "format": MSOA_CODE.pattern},
    "ward_code": {"base": "string", "format": WARD_CODE.pattern},
    "small_areas_inside": "nonNegativeInteger",
    "small_areas": "nonNegativeInteger",
    "share": {"base": "decimal", "minimum": 0, "maximum": 1},
}
UNITS = {
    "small_areas_inside": "small areas (LSOA 2011)",
    "small_areas": "small areas (LSOA 2011)",
    "share": "share of the ward’s small areas, 0 to 1",
}
REQUIRED = {"cohort", "neighbourhood"}
_YEAR = re.compile(r"\b20\d\d\b")


def title_of(edition: PrideInPlaceEdition) -> str:
    return f"‘Left behind’ neighbourhoods and the Pride in Place Programme, {edition.name}"


def columns() -> list[Column]:
    """The columns of the file in their order."""
    return [
        Column(
            heading=name,
            title=name.replace("_", " "),
            description=meaning,
            datatype=DATATYPES.get(name, "string"),
            unit=UNITS.get(name, ""),
            is_required=name in REQUIRED,
        )
        for name, meaning in FIELDS
    ]


def table_of(edition: PrideInPlaceEdition) -> Data:
    """The description of the CSV file of an edition (CSV on the Web)."""
    about = {
        "title": title_of(edition),
        "description": " ".join(filter(None, (edition.method, Campaign.current().notice_text))),
        "publisher": edition.publisher,
        "issued": _issued(edition),
        "license": edition.licence_url,
        "rights": " ".join(filter(None, (edition.licence, edition.credit))),
        "source": edition.sources.splitlines(),
    }
    return Table(CSV, columns(), about=about).metadata()


def dataset_of(edition: PrideInPlaceEdition) -> Data:
    """The edition for search engines for data (schema.org)."""
    address = file_address(edition)
    years = sorted(set(_YEAR.findall(f"{edition.list_edition.published} {edition.as_at}")))
    return dataset(
        title_of(edition),
        "Which of the ‘left behind’ neighbourhoods overlap with an area that the government chose for its Pride in "
        f"Place Programme. {edition.method}".strip(),
        edition.get_absolute_url(),
        creator=edition.publisher,
        files=[
            distribution(address, MEDIA_TYPE, "Table (CSV)"),
            distribution(address + SUFFIX, METADATA_TYPE, "Description of the table’s columns (CSV on the Web)"),
        ],
        version=edition.slug,
        license=edition.licence_url,
        creditText=edition.credit,
        isBasedOn=absolute(edition.list_edition.get_absolute_url()),
        datePublished=_issued(edition),
        temporalCoverage="/".join((years[0], years[-1])) if len(years) > 1 else "".join(years),
        spatialCoverage=place("England"),
    )


def _issued(edition: PrideInPlaceEdition) -> str:
    """The day on which it came out: here, because it was worked out for this site."""
    return edition.published_at.date().isoformat() if edition.published_at else ""
