"""The publishers' files of all wards, read as carefully as lists are."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from lbn_site.neighbourhoods.ward_files import WardFileError, read_wards

from .factories import xlsx_of

HEADINGS = ("Ward17_code", "Ward17_name", "LAD19_name", "Community Needs Index rank", "IMD rank")


def rows(headings=HEADINGS, count: int = 3) -> list[dict[str, object]]:
    values = [
        (f"E05{number:06d}", f"Château {number}", "Redcar", number, number + 1) for number in range(1, count + 1)
    ]
    return [dict(zip(headings, row, strict=True)) for row in values]


def text(headings=HEADINGS, delimiter: str = ",") -> str:
    lines = [headings, *(row.values() for row in rows(headings))]
    return "\n".join(delimiter.join(map(str, line)) for line in lines) + "\n"


def written(folder: Path, content: bytes, name: str = "wards.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def read(path: Path, **more) -> list[tuple]:
    found = read_wards(path, None, None, **more)
    return [(ward.code, ward.name, ward.authority, ward.needs_rank, ward.deprivation_rank) for ward in found]


EXPECTED = [(f"E05{number:06d}", f"Château {number}", "Redcar", number, number + 1) for number in (1, 2, 3)]


@pytest.mark.parametrize(
    "content",
    [
        text().encode(),
        text().encode("utf-8-sig"),
        text().encode("utf-16"),
        text().encode("cp1252"),
        text(delimiter=";").encode(),
        text(delimiter="\t").encode("utf-16"),
        text().replace("\n", "\r").encode(),
        ("Community Needs Index, all wards\n\n" + text(delimiter=";")).encode(),
        ("sep=;\n" + text(delimiter=";")).encode(),
        text().replace("Redcar", " Red\u00adcar\u00a0").encode(),
        xlsx_of(rows()),
    ],
)
def test_a_ward_file_is_read_however_it_was_saved(tmp_path, content):
    assert read(written(tmp_path, content)) == EXPECTED


@pytest.mark.parametrize(
    "headings",
    [
        ("WD23CD", "WD23NM", "LAD23NM", "CNI 2023 rank", "IMD 2025 Rank"),
        ("wd17cd", "wd17nm", "ltla24nm", "cni_2019_rank", "imd_2019_rank_derived"),
        (
            "Ward code (2017)",
            "Ward name (2017)",
            "Local Authority District name (2019)",
            "Community Needs Index 2023: rank",
            "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)",
        ),
        ("ward_code_2021", "ward_name_2021", "authority_name_2021", "needs_rank", "deprivation_rank"),
    ],
)
def test_headings_of_any_year_are_known(tmp_path, headings):
    assert read(written(tmp_path, text(headings).encode())) == EXPECTED


def test_what_was_left_out_or_guessed_is_said(tmp_path):
    said = []
    read(written(tmp_path, text().encode("cp1252")), say=said.append)
    assert said == ["wards.csv: The file is not in UTF-8, so it was read as Windows-1252. Check names with accents."]


def test_small_areas_of_a_later_year_are_averaged(tmp_path):
    needs = written(tmp_path, text().encode())
    imd = written(
        tmp_path, b"LSOA code (2021),Index of Multiple Deprivation (IMD) Score\nE01,30\nE02,10\n", "imd.csv"
    )
    lookup = written(tmp_path, "LSOA21CD;WD23CD\nE01;E05000001\nE02;E05000002\n".encode("utf-16"), "lookup.txt")
    ranks = {ward.code: ward.deprivation_rank for ward in read_wards(needs, imd, lookup)}
    assert ranks == {"E05000001": 1, "E05000002": 2, "E05000003": None}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "wards.csv holds no rows"),
        (text().splitlines()[0].encode() + b"\n", "wards.csv holds no rows"),
        (b"%PDF-1.7", "wards.csv: This is a document"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), "wards.csv: This is an old Excel file"),
        (b"PK\x03\x04" + bytes(100), "wards.csv: The Excel file is damaged"),
        (b"town,rank\nA,1\n", "wards.csv has no column with a ward code"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(tmp_path, content, message):
    with pytest.raises(WardFileError, match=message):
        read(written(tmp_path, content))


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(WardFileError, match=r"nothing\.csv cannot be read"):
        read(tmp_path / "nothing.csv")


@pytest.mark.parametrize("value", ["nan", "inf", "–", "n/a", ""])
def test_a_rank_that_is_no_number_is_no_rank(tmp_path, value):
    content = text().replace("Redcar,1,", f"Redcar,{value},").encode()
    assert read(written(tmp_path, content))[0] == ("E05000001", "Château 1", "Redcar", None, 2)


@pytest.mark.django_db
def test_the_command_says_what_is_wrong_with_a_file(tmp_path):
    with pytest.raises(CommandError, match=r"wards\.csv: This is a document"):
        call_command("classify_wards", written(tmp_path, b"<html>"))


def test_all_of_england_is_read(tmp_path):
    """IMD File 7 has 32,844 rows of 57 columns."""
    more = ",".join(f"Domain {number}" for number in range(54))
    lines = [f"LSOA code (2011),LSOA name (2011),{more},Index of Multiple Deprivation (IMD) Score"]
    lines += [f"E01{number:06d},Name {number},{',' * 53},{number / 500:.3f}" for number in range(32_844)]
    imd = written(tmp_path, "\n".join(lines).encode(), "imd.csv")
    lookup = written(tmp_path, b"LSOA11CD,WD17CD\nE01000001,E05000001\n", "lookup.csv")
    ranks = {ward.code: ward.deprivation_rank for ward in read_wards(written(tmp_path, text().encode()), imd, lookup)}
    assert ranks["E05000001"] == 1
