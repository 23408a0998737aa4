"""An edition of the list as a set of data, for search engines: what its page says, and only what is recorded."""

import datetime
import re

from django.urls import reverse

from lbn_site.core.addresses import absolute
from lbn_site.core.datasets import dataset, distribution, place, variable
from lbn_site.core.dates import iso_of_words
from lbn_site.core.structured_data import Data

from .downloads import FILES, citation, description_of, file_address, title_of
from .models import Edition
from .records import fields_of
from .tables import columns

COVERED = "England"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def dataset_of(edition: Edition, made_at: datetime.datetime | None, *, with_variables: bool = False) -> Data:
    """The edition; `made_at` is when its files were made. With variables it names what its columns say."""
    known = columns()
    variables = [known[name] for name, _, _ in fields_of(edition)] if with_variables else []
    return dataset(
        title_of(edition),
        f"Which wards of {COVERED} are on the {edition.name} of the list of ‘left behind’ neighbourhoods. "
        f"{description_of(edition)}".strip(),
        edition.get_absolute_url(),
        creator=edition.publisher,
        files=[distribution(file_address(edition, name), kind, words) for name, (kind, words) in FILES.items()],
        version=edition.slug,
        license=edition.licence_url,
        creditText=edition.credit,
        citation=citation(edition),
        datePublished=iso_of_words(edition.published),
        dateModified=made_at.date().isoformat() if made_at else None,
        temporalCoverage=temporal_coverage(edition),
        spatialCoverage=place(COVERED),
        includedInDataCatalog={"@type": "DataCatalog", "url": absolute(reverse("neighbourhoods-data"))},
        variableMeasured=[variable(column.title, column.description, column.unit) for column in variables],
    )


def temporal_coverage(edition: Edition) -> str:
    """From the first to the last year that its wards, its indices, its sources and its date name (ISO 8601)."""
    named = (
        edition.geography,
        edition.deprivation_index,
        edition.needs_index,
        edition.population_source,
        edition.published,
    )
    years = sorted(_YEAR.findall(" ".join(named)))
    if not years:
        return ""
    return years[0] if years[0] == years[-1] else f"{years[0]}/{years[-1]}"
