"""Headings as publishers write them, of any year, and what stands above them."""

import pytest

from lbn_site.neighbourhoods.importing.columns import read_headings
from lbn_site.neighbourhoods.importing.read import read_table
from lbn_site.neighbourhoods.importing.validate import check_table

VALUES = {
    "code": "E05000001",
    "name": "Ward",
    "authority": "Middlesbrough",
    "authority_code": "E06000002",
    "authority_now": "Redcar",
    "authority_code_now": "E06000003",
    "county": "Durham",
    "region": "North East",
    "region_code": "E12000001",
    "constituencies_2010": "Easington",
    "constituencies_2024": "Sedgefield",
}


def keys(*headings: str) -> list[str | None]:
    return [heading.key for heading in read_headings(headings)]


@pytest.mark.parametrize("year", ["11", "17", "22", "23", "24", "25", "30"])
@pytest.mark.parametrize("write", [str.upper, str.lower, str.title])
def test_the_headings_of_the_statistics_office_are_known_for_any_year(write, year):
    stems = ("wd{}cd", "wd{}nm", "lad{}cd", "lad{}nm", "cty{}nm", "rgn{}cd", "rgn{}nm")
    headings = [write(stem.format(year)) for stem in stems]
    known = ["code", "name", "authority_code", "authority", "county", "region_code", "region"]
    assert keys(*headings) == known
    table = f"{';'.join(headings)}\n{';'.join(VALUES[key] for key in known)}\n"
    checked = check_table(read_table("list.csv", table.encode()))
    assert checked.errors == []
    assert checked.rows == [{key: VALUES[key] for key in known}]
    assert checked.ward_year == 2000 + int(year)
    assert f"uses the wards of 20{year}" in checked.problems[0].text


@pytest.mark.parametrize(
    ("headings", "known"),
    [
        (
            ("LAD17NM", "LAD17CD", "LAD25NM", "LAD25CD"),
            ("authority", "authority_code", "authority_now", "authority_code_now"),
        ),
        (("LAD25NM", "LAD17NM"), ("authority_now", "authority")),
        (("authority", "LAD24NM", "LAD24CD"), ("authority", "authority_now", "authority_code_now")),
        (("LAD19CD", "authority"), ("authority_code", "authority")),
        (("authority_name_2017", "authority_name_2024"), ("authority", "authority_now")),
        (("LAD17NM", "LAD20NM", "LAD25NM"), ("authority", None, "authority_now")),
        (
            ("PCON17NM", "PCON24NM", "pcon25nm", "PCON17CD"),
            ("constituencies_2010", *["constituencies_2024"] * 2, None),
        ),
        (("constituencies_2010", "constituencies_2024"), ("constituencies_2010", "constituencies_2024")),
        (("ward17_code", "ward17_name", "lad19_code", "lad19_name"), ("code", "name", "authority_code", "authority")),
        (("Ward Code", "WARD NAME", "Local Authority"), ("code", "name", "authority")),
        (("WD17", "LA", "year 2017", "population 2020"), (None, None, None, None)),
    ],
)
def test_of_two_years_the_later_is_todays_and_codes_go_with_their_names(headings, known):
    assert keys(*headings) == list(known)


TITLES = [
    "Left behind wards 2025",
    "Wards, towns, cities, as of 2025, revised, twice",
    '"Left behind" | "2025"',
    "a;b",
]


@pytest.mark.parametrize("delimiter", [";", "\t", "|", ","])
@pytest.mark.parametrize("title", TITLES)
def test_a_title_above_the_table_does_not_decide_how_its_cells_are_separated(title, delimiter):
    table = [("WD23CD", "WD23NM", "LAD23NM"), ("E05000001", "Ward", "Middlesbrough")]
    lines = [title, "", *(delimiter.join(cells) for cells in table), ""]
    checked = check_table(read_table("list.csv", "\r\n".join(lines).encode()))
    assert [row["name"] for row in checked.rows] == ["Ward"]
    assert "headings are in row 3" in checked.problems[0].text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252"])
def test_the_encodings_of_spreadsheets_are_told_apart(encoding):
    table = "code\tname\tauthority\nE05000001\tSainte-Agnès\tMiddlesbrough\n"
    assert check_table(read_table("list.txt", table.encode(encoding))).rows[0]["name"] == "Sainte-Agnès"


@pytest.mark.parametrize("name", ["May-24", "24-May", "24 May 2017", "may-2024", "Sept 24"])
def test_a_name_that_a_spreadsheet_may_have_made_deserves_a_look(name):
    table = f"code,name,authority\nE05000001,{name},Middlesbrough\n"
    checked = check_table(read_table("list.csv", table.encode()))
    assert checked.errors == []
    assert f"‘{name}’ looks like a date" in checked.problems[0].text


@pytest.mark.parametrize("name", ["Maybury", "March North", "Augustine", "May", "1 Mayfield"])
def test_a_name_that_only_begins_like_a_month_is_a_name(name):
    table = f"code,name,authority\nE05000001,{name},Middlesbrough\n"
    assert check_table(read_table("list.csv", table.encode())).problems == []
