"""One place to take away: as a table and as a map."""

from .downloads import csv_file, geojson_file
from .models import Neighbourhood
from .records import records_of

CSV, GEOJSON = "csv", "geojson"
# The ending of the file's name: (media type, what visitors read about it).
PLACE_FILES = {
    CSV: ("text/csv; charset=utf-8", "Table (CSV)"),
    GEOJSON: ("application/geo+json", "Map (GeoJSON)"),
}


def make_place_file(row: Neighbourhood, ending: str) -> bytes:
    """The file with this ending: the columns of the whole list's files, for one place."""
    records = list(records_of(row.edition, [row]))
    return csv_file(row.edition, records) if ending == CSV else geojson_file(row.edition, records, is_whole=True)
