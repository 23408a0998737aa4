"""What stops a postcode directory before the check uses it, and the way back after."""

import csv
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from lbn_site.neighbourhoods.models import Outline, OutwardCode, PostcodeRelease
from lbn_site.neighbourhoods.outlines.grid import to_national_grid
from lbn_site.neighbourhoods.postcodes.lookup import Outcome, answer
from lbn_site.neighbourhoods.postcodes.writing import AREAS_OF_ENGLAND

from .factories import edition, ward

pytestmark = pytest.mark.django_db
ENGLAND = "E92000001"
SQUARES = {"TS": (-1.22, 54.57), "NE": (-1.60, 54.97)}  # the south-western corners of E05000001 and E05000002
SIDE = 0.02
AREAS = len(AREAS_OF_ENGLAND)
FAR_AWAY = (530_000, 180_000)


@pytest.fixture
def listed(home):
    """Two wards in two postcode areas, each a square of two kilometres."""
    for number, (west, south) in enumerate(SQUARES.values(), start=1):
        east, north = west + SIDE, south + SIDE
        ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        Outline.objects.create(code=f"E05{number:06d}", polygons=[[ring]])
    return edition(rows=[ward(1), ward(2)])


def rows_of(area: str) -> list[list[object]]:
    """Ten postcodes inside the area's ward, or one far from all."""
    if area not in SQUARES:
        return [[f"{area}1 1AA", 10, *FAR_AWAY, ENGLAND, "", "", "", "", ""]]
    west, south = SQUARES[area]
    points = to_national_grid([(west + SIDE / 2, south + SIDE * share / 12) for share in range(1, 11)])
    return [
        [f"{area}3 9A{letter}", 10, *point, ENGLAND, "", "", "", "", ""]
        for letter, point in zip("ABDEFGHJLN", points, strict=True)
    ]


def directory(folder: Path, areas=AREAS_OF_ENGLAND, change=lambda row: row) -> Path:
    """OS Code-Point Open, one file an area."""
    folder.mkdir(parents=True)
    for area in areas:
        with (folder / f"{area.lower()}.csv").open("w", newline="") as file:
            csv.writer(file).writerows(map(change, rows_of(area)))
    return folder


@pytest.fixture
def present(listed, tmp_path) -> PostcodeRelease:
    """The postcodes of a whole directory, in use."""
    call_command("import_postcodes", directory(tmp_path / "whole"), as_at="August 2023")
    return PostcodeRelease.objects.current()


def refusal(source: Path, **options) -> str:
    """Why the files are not taken; the check still answers as before."""
    before = PostcodeRelease.objects.current()
    options.setdefault("as_at", "August 2024")
    with pytest.raises(CommandError) as refused:
        call_command("import_postcodes", source, **options)
    assert PostcodeRelease.objects.current() == before
    assert "The postcode check keeps the postcodes it has." in str(refused.value)
    return str(refused.value)


def codes_in(text: str) -> list[str]:
    return re.findall(r"--accept (\S+)", text)


def test_a_whole_directory_replaces_the_one_before(present, tmp_path, capsys):
    call_command("import_postcodes", directory(tmp_path / "newer"), as_at="August 2024")
    assert PostcodeRelease.objects.current().as_at == "August 2024"
    assert "postcodes inside a neighbourhood: 20 before, 20 after" in capsys.readouterr().out


def test_one_file_of_a_directory_is_refused(present, tmp_path):
    text = refusal(directory(tmp_path / "one", ["TS"]))
    assert "1 of the 2 neighbourhoods would have no postcode" in text
    assert "Ward 2 (E05000002)" in text
    assert "postcode districts that the check knows are not in the files: AL1," in text
    assert f"{AREAS - 1} of the {AREAS} areas in England: AL, B, BA," in text
    assert answer("NE3 9AB").outcome == Outcome.LISTED


def test_on_a_site_without_postcodes_one_file_is_refused_too(listed, tmp_path):
    assert "1 of the 2 neighbourhoods would have no postcode" in refusal(directory(tmp_path / "one", ["TS"]))


def test_a_directory_that_lacks_one_area_is_refused(present, tmp_path):
    text = refusal(directory(tmp_path / "most", AREAS_OF_ENGLAND - {"AL"}))
    assert f"1 of the {AREAS} postcode districts that the check knows are not in the files: AL1." in text
    assert "neighbourhoods would have no postcode" not in text


def swapped(row):
    return [*row[:2], row[3], row[2], *row[4:]]


def test_swapped_coordinates_are_refused(present, tmp_path):
    some_left = directory(tmp_path / "swapped", change=lambda row: row if row[0].endswith("9AB") else swapped(row))
    text = refusal(some_left)
    assert "Only 2 of the 20 postcodes that the check knows inside a neighbourhood would stay in it" in text
    assert "eastings and northings in the right columns" in text


def test_swapped_coordinates_of_all_match_nothing(present, tmp_path):
    assert "no postcode lies in a listed ward" in refusal(directory(tmp_path / "swapped", change=swapped))


def test_an_older_directory_is_refused(present, tmp_path):
    text = refusal(directory(tmp_path / "older"), as_at="May 2021")
    assert "These postcodes are of May 2021; those that the check uses are of August 2023." in text


def test_an_empty_file_is_named(present, tmp_path):
    folder = directory(tmp_path / "empty")
    (folder / "ne.csv").write_text("")
    assert "These files are empty: ne.csv." in refusal(folder)


def test_a_file_with_headings_alone_is_named(listed, tmp_path):
    path = tmp_path / "NSPL_MAY_2025.csv"
    path.write_text("pcds,ctry,oseast1m,osnrth1m\n")
    assert "These files are empty: NSPL_MAY_2025.csv." in refusal(path)


def test_a_file_that_is_there_twice_is_named(present, tmp_path):
    folder = directory(tmp_path / "twice")
    (folder / "ts (1).csv").write_bytes((folder / "ts.csv").read_bytes())
    assert "These files appear twice: ts.csv (as ts (1).csv)." in refusal(folder)


def test_two_editions_in_one_folder_are_refused(present, tmp_path):
    folder = tmp_path / "two"
    folder.mkdir()
    for name in ("ONSPD_AUG_2023_UK.csv", "ONSPD_MAY_2025_UK.csv"):
        (folder / name).write_text(f"pcds,ctry,oseast1m,osnrth1m\nTS3 9AB,{ENGLAND},1,{len(name)}\n")
    (folder / "ONSPD_MAY_2025_UK.csv").open("a").write("TS3 9AD,E92000001,1,1\n")
    assert "More than one file covers the whole country" in refusal(folder)


def test_files_of_two_directories_are_refused(present, tmp_path):
    folder = directory(tmp_path / "mixed")
    (folder / "ONSPD_AUG_2023_UK.csv").write_text(f"pcds,ctry,oseast1m,osnrth1m\nTS3 9AB,{ENGLAND},1,1\n")
    assert "The files are from more than one directory: ONS Postcode Directory, OS Code-Point Open." in refusal(
        folder
    )


def test_a_directory_that_cannot_tell_boundaries_is_refused_once_the_check_knows_them(present, tmp_path):
    OutwardCode.objects.filter(code="TS3").update(near={"E05000001": "9AB"})
    assert "The check could no longer say which postcodes are close to a boundary" in refusal(
        directory(tmp_path / "inner")
    )


def test_losses_are_accepted_by_their_own_codes_only(present, tmp_path):
    source = directory(tmp_path / "one", ["TS"])
    codes = codes_in(refusal(source))
    assert len(codes) == 4
    for given in (codes[:1], ["yes"], [code[:-4] + "0000" for code in codes]):
        assert codes_in(refusal(source, accept=given)) == [code for code in codes if code not in given]
    call_command("import_postcodes", source, as_at="August 2024", accept=codes)
    assert answer("NE3 9AB").outcome == Outcome.UNKNOWN


def test_a_dry_run_says_what_would_change_and_changes_nothing(present, tmp_path, capsys):
    source = directory(tmp_path / "one", ["TS"])
    call_command("import_postcodes", source, as_at="August 2024", dry_run=True)
    said = capsys.readouterr().out
    assert "postcodes inside a neighbourhood: 20 before, 10 after" in said
    assert "10 would no longer be in their neighbourhood, 0 would be added" in said
    assert "[no-postcodes-" in said
    assert "Dry run. The postcode check keeps the postcodes it has." in said
    assert PostcodeRelease.objects.current() == present


def test_what_a_dry_run_read_is_not_read_again(present, tmp_path, capsys):
    source = directory(tmp_path / "newer")
    call_command("import_postcodes", source, as_at="August 2024", dry_run=True)
    call_command("import_postcodes", source, as_at="August 2024")
    assert "Continuing after 122 rows." in capsys.readouterr().out
    assert PostcodeRelease.objects.current().rows_read == 122


def test_one_command_goes_back_and_undoes_it(present, tmp_path, capsys):
    call_command("import_postcodes", directory(tmp_path / "newer"), as_at="August 2024")
    newer = PostcodeRelease.objects.current()
    call_command("restore_postcodes")
    assert PostcodeRelease.objects.current() == present
    assert answer("NE3 9AB").outcome == Outcome.LISTED
    call_command("restore_postcodes", newer.pk)
    assert PostcodeRelease.objects.current() == newer
    call_command("restore_postcodes", list=True)
    said = capsys.readouterr().out
    assert f"{newer.pk}: OS Code-Point Open (August 2024), 20 postcodes" in said
    assert ", in use now" in said


def test_going_back_says_when_there_is_nothing_earlier(present):
    with pytest.raises(CommandError, match="no earlier postcodes"):
        call_command("restore_postcodes")
    with pytest.raises(CommandError, match="There are no postcodes with the number 999999"):
        call_command("restore_postcodes", 999_999)


def test_the_earlier_ones_outlast_an_import_that_was_refused(present, tmp_path):
    refusal(directory(tmp_path / "one", ["TS"]))
    call_command("import_postcodes", directory(tmp_path / "newer"), as_at="August 2024")
    call_command("restore_postcodes")
    assert PostcodeRelease.objects.current() == present
