"""Importing postcode directories in all their forms: streamed, stopped, resumed, swapped at once."""

import csv
import zipfile

import pytest
from django.core.management import CommandError, call_command

from lbn_site.neighbourhoods.models import Outline, PostcodeRelease
from lbn_site.neighbourhoods.outlines.grid import to_national_grid
from lbn_site.neighbourhoods.postcodes import importing
from lbn_site.neighbourhoods.postcodes.directory import UnknownDirectoryError, find_parts, layout_of
from lbn_site.neighbourhoods.postcodes.importing import PostcodeImport
from lbn_site.neighbourhoods.postcodes.lookup import Outcome, answer
from lbn_site.neighbourhoods.postcodes.matching import ByPoint, BySmallArea
from lbn_site.neighbourhoods.postcodes.months import month_in

from .factories import edition

pytestmark = pytest.mark.django_db

WEST, EAST, SOUTH, NORTH = -1.22, -1.20, 54.57, 54.58
# Middle, just inside the western edge, just outside it, far away; and one in Scotland.
POINTS = {
    "TS3 9AA": (-1.21, 54.575),
    "TS3 9AB": (-1.2195, 54.575),
    "TS3 9AD": (-1.2205, 54.575),
    "TS3 9AE": (-1.30, 54.60),
}
ENGLAND, SCOTLAND = "E92000001", "S92000003"


@pytest.fixture
def listed(home):
    """E05000001 is a small square with an outline."""
    ring = [[WEST, SOUTH], [EAST, SOUTH], [EAST, NORTH], [WEST, NORTH], [WEST, SOUTH]]
    Outline.objects.create(code="E05000001", polygons=[[ring]])
    return edition()


def grid(postcode: str) -> tuple[int, int]:
    return to_national_grid([POINTS[postcode]])[0]


def code_point(folder):
    """OS Code-Point Open: no headings, ten columns, one file an area, postcodes padded to seven characters."""
    rows = [
        [code.replace(" ", ""), 10, *grid(code), ENGLAND, "", "", "", "E06000002", "E05001544"] for code in POINTS
    ]
    rows.append(["TS3 9AF", 90, 0, 0, ENGLAND, "", "", "", "", ""])
    path = folder / "Data" / "CSV"
    path.mkdir(parents=True)
    _write(path / "ts.csv", rows)
    _write(path / "eh.csv", [["EH1 1AA", 10, 325000, 673000, SCOTLAND, "", "", "", "", ""]])
    return folder


def onspd(folder, headings="pcd,pcd2,pcds,dointr,doterm,oscty,oslaua,osward,ctry,oseast1m,osnrth1m,lsoa11,lat,long"):
    """The ONS Postcode Directory, or the NSPL with other headings."""
    names = headings.split(",")
    rows = []
    for code in POINTS:
        east, north = grid(code)
        values = {"ctry": ENGLAND, "oseast1m": east, "osnrth1m": north, "lsoa11": "E01000001"}
        rows.append([_value(name, code, values) for name in names])
    ended = [_value(name, "TS3 9AG", {"doterm": "202001"}) for name in names]
    scots = [_value(name, "EH1 1AA", {"ctry": SCOTLAND, "lsoa11": "S01000001"}) for name in names]
    path = folder / "ONSPD_AUG_2023_UK.csv"
    _write(path, [names, *rows, ended, scots])
    return path


def _value(name: str, code: str, values: dict) -> object:
    stem = name.lower()
    if stem.startswith("pcd"):
        return code if stem == "pcds" else code.replace(" ", "")
    for key, starts in (
        ("ctry", "ctry"),
        ("lsoa11", "lsoa11"),
        ("oseast1m", ("oseast1m", "east1m")),
        ("osnrth1m", ("osnrth1m", "north1m")),
        ("doterm", "doterm"),
    ):
        if stem.startswith(starts):
            return values.get(key, "")
    return ""


def _write(path, rows) -> None:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(rows)


def zipped(path, folder):
    target = folder / "directory.zip"
    with zipfile.ZipFile(target, "w") as archive:
        files = [path] if path.is_file() else sorted(path.rglob("*.csv"))
        for file in files:
            archive.write(file, f"Data/{file.name}")
        archive.writestr("Data/multi_csv/ONSPD_UK_TS.csv", files[0].read_bytes())
        archive.writestr("Documents/names.csv", "WD17CD,WD17NM\nE05000001,Ward\n")
    return target


@pytest.mark.parametrize("make", [code_point, onspd])
@pytest.mark.parametrize("as_zip", [False, True])
def test_points_are_matched_with_the_outlines(listed, tmp_path, capsys, make, as_zip):
    source = make(tmp_path)
    call_command("import_postcodes", zipped(source, tmp_path) if as_zip else source)
    outcomes = {code: answer(code).outcome for code in POINTS}
    assert outcomes == {
        "TS3 9AA": Outcome.LISTED,
        "TS3 9AB": Outcome.NEAR,
        "TS3 9AD": Outcome.NEAR,
        "TS3 9AE": Outcome.NOT_LISTED,
    }
    assert answer("TS3 9ZZ").outcome == Outcome.UNKNOWN
    assert "2 postcodes in listed neighbourhoods" in capsys.readouterr().out


@pytest.mark.parametrize(
    "headings",
    [
        "pcd,pcd2,pcds,dointr,doterm,osward,ctry,oseast1m,osnrth1m,lsoa11,lat,long",
        "PCD7,PCD8,PCDS,DOINTR,DOTERM,LAD25CD,WD25CD,CTRY25CD,EAST1M,NORTH1M,LSOA11CD,LSOA21CD,LAT,LONG",
        "pcd,pcd2,pcds,dointr,doterm,laua,ward,ctry,rgn,oseast1m,osnrth1m,lsoa11,lsoa21,pcon",
        "pcds,ctry,lsoa11cd",
    ],
)
def test_small_areas_are_found_under_every_heading(listed, tmp_path, headings):
    source = onspd(tmp_path, headings)
    areas = tmp_path / "areas.csv"
    areas.write_text("small_area,code\nE01000001,E05000001\n")
    run = PostcodeImport(find_parts(source), BySmallArea(areas), source="ONSPD", as_at="August 2023", credit="")
    release = run.run()
    assert release.matched == 4
    assert answer("TS3 9AE").outcome == Outcome.LISTED


def test_lsoa21_is_not_taken_for_lsoa11():
    assert layout_of(["pcds", "ctry", "lsoa21cd"]) is None
    assert layout_of(["pcds", "lsoa21cd", "lsoa11cd"]).small_area == 2


def test_postcodes_no_longer_in_use_are_left_out(listed, tmp_path):
    call_command("import_postcodes", onspd(tmp_path))
    assert answer("TS3 9AG").outcome == Outcome.UNKNOWN


def test_a_stopped_import_goes_on_where_it_was(listed, tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "BATCH", 2)
    source = onspd(tmp_path)
    call_command("import_postcodes", source)
    whole = _contents(PostcodeRelease.objects.current())
    PostcodeRelease.objects.all().delete()

    def stop(rows, matched):
        if rows >= 2:
            raise KeyboardInterrupt

    run = PostcodeImport(find_parts(source), ByPoint(), source="x", as_at="", credit="")
    with pytest.raises(KeyboardInterrupt):
        run.run(stop)
    assert PostcodeRelease.objects.current() is None

    run = PostcodeImport(find_parts(source), ByPoint(), source="x", as_at="", credit="")
    assert run.resumes
    assert run.run().rows_read == 6
    assert _contents(PostcodeRelease.objects.current()) == whole


def _contents(release):
    return list(release.outward_codes.values_list("code", "inside", "near", "outside_near", "known"))


def test_the_look_up_keeps_its_postcodes_until_the_new_ones_are_all_there(listed, tmp_path, monkeypatch):
    call_command("import_postcodes", onspd(tmp_path))
    first = PostcodeRelease.objects.current()
    (tmp_path / "other").mkdir()
    run = PostcodeImport(find_parts(code_point(tmp_path / "other")), ByPoint(), source="x", as_at="", credit="")
    with pytest.raises(KeyboardInterrupt):
        run.run(lambda rows, matched: (_ for _ in ()).throw(KeyboardInterrupt))
    assert PostcodeRelease.objects.current() == first


def test_files_that_match_nothing_change_nothing(listed, tmp_path):
    path = tmp_path / "far.csv"
    _write(path, [["AL1 1AA", 10, 514000, 207000, ENGLAND, "", "", "", "", ""]])
    with pytest.raises(CommandError, match="no postcode lies in a listed ward"):
        call_command("import_postcodes", path)
    assert PostcodeRelease.objects.current() is None


def test_a_row_that_is_cut_off_is_passed_over(listed, tmp_path):
    path = onspd(tmp_path)
    path.write_text(path.read_text() + "TS39A")
    call_command("import_postcodes", path)
    assert answer("TS3 9AA").outcome == Outcome.LISTED


def test_code_point_open_with_its_column_names_on_top_is_taken(listed, tmp_path):
    names = "Postcode,Positional_quality_indicator,Eastings,Northings,Country_code,NHS_regional_HA_code"
    rows = [[code, 10, *grid(code), ENGLAND, ""] for code in POINTS]
    path = tmp_path / "codepo.csv"
    _write(path, [names.split(","), *rows, ["TS3 9AF", 90, 0, 0, ENGLAND, ""]])
    call_command("import_postcodes", path)
    release = PostcodeRelease.objects.current()
    assert (release.source, release.rows_read) == ("OS Code-Point Open", 5)
    assert answer("TS3 9AA").outcome == Outcome.LISTED


def test_coordinates_that_a_program_wrote_with_decimals_are_metres(listed, tmp_path):
    east, north = grid("TS3 9AA")
    path = tmp_path / "resaved.csv"
    _write(path, [["pcds", "ctry", "oseast1m", "osnrth1m"], ["TS3 9AA", ENGLAND, f"{east}.0", f"{north}.0"]])
    call_command("import_postcodes", path)
    assert answer("TS3 9AA").outcome == Outcome.LISTED


@pytest.mark.parametrize("content", ["name,town\nA,B\n", "", "pcds,lsoa21\nTS3 9AA,E01\n"])
def test_what_is_no_directory_is_refused(tmp_path, content):
    path = tmp_path / "file.csv"
    path.write_text(content)
    with pytest.raises(UnknownDirectoryError, match="No postcode directory"):
        find_parts(path)


def test_a_file_that_is_not_there_is_named(listed, tmp_path):
    with pytest.raises(CommandError, match="There is no file"):
        call_command("import_postcodes", tmp_path / "nothing")


def test_no_coordinates_and_no_small_areas_is_said(listed, tmp_path):
    with pytest.raises(CommandError, match="needs a column of 2011 small areas"):
        call_command("import_postcodes", code_point(tmp_path), by="small-area")


@pytest.mark.parametrize(
    ("name", "month"),
    [("ONSPD_AUG_2023_UK.csv", "August 2023"), ("NSPL_MAY_2025", "May 2025"), ("codepo_gb.zip", "")],
)
def test_the_month_is_read_from_the_name(name, month):
    assert month_in(name) == month


def test_code_point_open_is_known_where_short_postcodes_come_first(listed, tmp_path):
    """Birmingham's file begins 'B1  1AY': seven characters, whatever the postcode's length."""
    code_point(tmp_path)
    row = ["B1  1AY", 10, *grid("TS3 9AA"), ENGLAND, "", "", "", "", ""]
    _write(tmp_path / "Data" / "CSV" / "B.CSV", [row])
    assert [part.name for part in find_parts(tmp_path)] == ["Data/CSV/B.CSV", "Data/CSV/eh.csv", "Data/CSV/ts.csv"]
    call_command("import_postcodes", tmp_path)
    assert answer("B1 1AY").outcome == Outcome.LISTED


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("ONSPD_AUG_2025.csv", "ONS Postcode Directory"),
        ("NSPL_FEB_2024_UK.csv", "National Statistics Postcode Lookup"),
    ],
)
def test_the_source_is_named_for_what_it_is(tmp_path, name, kind):
    _write(tmp_path / name, [["pcds", "oseast1m", "osnrth1m", "lsoa11"]])
    assert find_parts(tmp_path / name)[0].layout.kind == kind


def test_a_zip_that_is_damaged_inside_changes_nothing(listed, tmp_path):
    call_command("import_postcodes", code_point(tmp_path / "good"))
    before = PostcodeRelease.objects.current()
    path = tmp_path / "bad.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.write(tmp_path / "good" / "Data" / "CSV" / "ts.csv", "ts.csv")
    data = path.read_bytes()
    path.write_bytes(data.replace(b"E06000002", b"E06000003", 1))
    with pytest.raises(CommandError, match="damaged"):
        call_command("import_postcodes", path)
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(CommandError, match="cut off"):
        call_command("import_postcodes", path)
    assert PostcodeRelease.objects.current() == before


def test_progress_is_kept_across_many_small_files(listed, tmp_path, monkeypatch):
    """A killed run loses the rows since the last save, counted over all files: Code-Point Open has 120."""
    monkeypatch.setattr(importing, "ROWS_BETWEEN_SAVES", 3)
    for name in ("a", "b", "c", "d"):
        _write(tmp_path / f"{name}.csv", [["TS3 9AA", 10, *grid("TS3 9AA"), ENGLAND, "", "", "", "", ""]])
    run = PostcodeImport(find_parts(tmp_path), ByPoint(), source="x", as_at="", credit="")
    saved = []
    save = run.save_progress
    monkeypatch.setattr(run, "save_progress", lambda: (saved.append(run.release.rows_read), save()))
    run.run()
    assert saved == [3, 4]
