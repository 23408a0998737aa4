"""The description of a published table (CSV on the Web) says of each column what the file holds there."""

import csv
import io
import json
import re

import pytest

from lbn_site.core.dates import iso_of_words
from lbn_site.neighbourhoods.datasets import temporal_coverage
from lbn_site.neighbourhoods.models import Edition
from lbn_site.neighbourhoods.published_files import published_file
from lbn_site.neighbourhoods.shipped import editions, load_edition

from .factories import edition, ward

pytestmark = pytest.mark.django_db

FOLDER = "/neighbourhoods/data/2020-1/"
NAME = "neighbourhoods.csv"
METADATA = f"{NAME}-metadata.json"
DATATYPES = {
    "string": r".*",
    "nonNegativeInteger": r"\d+",
    "decimal": r"-?\d+(\.\d+)?",
}


def description(client, folder: str = FOLDER) -> dict:
    response = client.get(f"{folder}{METADATA}")
    assert response["Content-Type"] == "application/csvm+json"
    return response.json()


def faults(table: bytes, metadata: dict) -> list[str]:
    """Cells that are not what the description says of their column."""
    found = []
    rows = list(csv.reader(io.StringIO(table.decode(), newline="")))
    columns = metadata["tableSchema"]["columns"]
    assert rows[0] == [column["name"] for column in columns]
    for row in rows[1:]:
        for cell, column in zip(row, columns, strict=True):
            if cell == "":
                found += [column["name"]] if column.get("required") else []
                continue
            datatype = column["datatype"]
            kind = datatype if isinstance(datatype, str) else datatype["base"]
            form = DATATYPES[kind] if isinstance(datatype, str) else datatype.get("format", DATATYPES[kind])
            values = cell.split(column["separator"]) if "separator" in column else [cell]
            found += [f"{column['name']}: {value}" for value in values if not re.fullmatch(form, value)]
    return found


@pytest.mark.parametrize("shipped", editions(), ids=lambda shipped: shipped["slug"])
def test_every_cell_of_the_shipped_editions_is_what_its_description_says(client, home, shipped):
    made = load_edition(shipped)
    folder = f"/neighbourhoods/data/{made.slug}/"
    assert faults(client.get(f"{folder}{NAME}").content, description(client, folder)) == []


def test_a_wrong_cell_would_be_found():
    columns = [{"name": "code", "datatype": {"base": "string", "format": "E05[0-9]{6}"}, "required": True}]
    assert faults(b"code\r\nE1\r\n", {"tableSchema": {"columns": columns}}) == ["code: E1"]


def test_the_table_says_where_its_description_is(client, home):
    edition("2020-1", [ward(1)])
    for folder in (FOLDER, "/neighbourhoods/data/current/"):
        link = client.get(f"{folder}{NAME}")["Link"]
        assert f'<{METADATA}>; rel="describedby"; type="application/csvm+json"' in link
        assert description(client, folder)["url"] == NAME


def test_columns_have_titles_units_and_types(client, home):
    edition("2020-1", [ward(1)], licence_url="https://example.org/licence")
    Edition.objects.update(published="5 September 2019")
    told = description(client)
    assert told["@context"][0] == "http://www.w3.org/ns/csvw"
    assert told["dc:license"] == {"@id": "https://example.org/licence"}
    assert told["dc:issued"] == "2019-09-05"
    assert told["tableSchema"]["primaryKey"] == ["code"]
    columns = {column["name"]: column for column in told["tableSchema"]["columns"]}
    assert columns["population"]["schema:unitText"] == "residents"
    assert columns["population"]["datatype"] == "nonNegativeInteger"
    assert columns["code"]["titles"] == ["code", "ward code"]
    assert columns["constituencies_2024"]["separator"] == "|"
    assert all(column["dc:description"] for column in columns.values())


def test_it_describes_the_table_as_it_was_published(client, home):
    made = edition("2020-1", [ward(1, needs_rank=17)], needs_ranks_may_be_published=True)
    published_file(made, NAME)
    Edition.objects.filter(pk=made.pk).update(needs_ranks_may_be_published=False)
    table = client.get(f"{FOLDER}{NAME}").content
    assert b"needs_rank" in table
    assert faults(table, description(client)) == []


def test_no_description_is_kept_for_a_year(client, home):
    edition("2020-1", [ward(1)])
    assert "immutable" in client.get(f"{FOLDER}{NAME}")["Cache-Control"]
    assert "immutable" not in client.get(f"{FOLDER}{METADATA}")["Cache-Control"]


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("5 September 2019", "2019-09-05"),
        ("September 2019", "2019-09"),
        (" 2020 ", "2020"),
        ("spring 2020", ""),
        ("", ""),
        ("31 June 2020", ""),
    ],
)
def test_a_date_in_words_is_told_to_machines_where_it_is_one(words, iso):
    assert iso_of_words(words) == iso


@pytest.mark.parametrize(
    ("geography", "published", "covered"),
    [("Wards, December 2017", "2020", "2017/2020"), ("Wards, 2017", "", "2017"), ("", "", "")],
)
def test_an_edition_covers_the_years_that_it_names(geography, published, covered):
    assert temporal_coverage(Edition(geography=geography, published=published)) == covered


def test_the_page_of_an_edition_describes_it_as_a_set_of_data(client, home):
    edition("2020-1", [ward(1)], method="</script>" * 9)
    html = client.get("/neighbourhoods/editions/2020-1/").content.decode()
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    data = next(block for block in map(json.loads, scripts) if block["@type"] == "Dataset")
    assert data["description"].endswith("</script>" * 9)
    assert "datePublished" not in data
    variables = {variable["name"]: variable.get("unitText") for variable in data["variableMeasured"]}
    assert variables["population"] == "residents"
