"""The commands: a dry run first, nothing half done."""

import tracemalloc

import pytest
from django.core.management import CommandError, call_command

from lbn_site.neighbourhoods.models import Edition, ListImport, Place

from .factories import csv_of, edition, ward

pytestmark = pytest.mark.django_db


@pytest.fixture
def current(home):
    return edition()


def file_of(folder, rows):
    path = folder / "list.csv"
    path.write_bytes(csv_of(rows))
    return path


ROWS = [ward(number, population=None) for number in (1, 2, 4)]


def test_a_dry_run_tells_and_changes_nothing(current, tmp_path, capsys):
    call_command("import_neighbourhoods", file_of(tmp_path, ROWS), edition="2025 edition")
    out = capsys.readouterr().out
    assert "2 stay, 1 join, 1 leave" in out
    assert "+ E05000004 Ward 4 (Middlesbrough)" in out
    assert "Dry run: nothing was changed" in out
    assert (Edition.objects.count(), ListImport.objects.count(), Place.objects.count()) == (1, 0, 3)


def test_publishing_needs_every_warning_to_be_accepted(current, tmp_path):
    path = file_of(tmp_path, ROWS)
    with pytest.raises(CommandError, match="There are warnings"):
        call_command("import_neighbourhoods", path, edition="2025 edition", publish=True)
    assert Edition.objects.count() == 1
    call_command("import_neighbourhoods", path, edition="2025 edition", publish=True, accept_warnings=True)
    assert Edition.objects.current().name == "2025 edition"


def test_figures_without_a_source_are_kept_as_a_draft_only(current, tmp_path):
    path = file_of(tmp_path, [ward(1), ward(2), ward(3)])
    with pytest.raises(CommandError, match="where the populations come from"):
        call_command("import_neighbourhoods", path, edition="2025 edition", publish=True)
    call_command("import_neighbourhoods", path, edition="2025 edition", draft=True)
    assert Edition.objects.get(name="2025 edition").state == "draft"


def test_a_file_with_problems_is_refused_with_them(current, tmp_path, capsys):
    with pytest.raises(CommandError, match="nothing was changed"):
        call_command(
            "import_neighbourhoods", file_of(tmp_path, [ward(1), ward(1)]), edition="2025 edition", draft=True
        )
    assert "Problem in row 3 (code): The code E05000001 appears twice" in capsys.readouterr().out
    assert not ListImport.objects.exists()


def test_a_file_of_200_megabytes_is_refused_before_it_is_read(current, tmp_path):
    path = tmp_path / "list.csv"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    tracemalloc.start()
    with pytest.raises(CommandError, match="The file is 200 MB"):
        call_command("import_neighbourhoods", path, edition="2025 edition", draft=True)
    assert tracemalloc.get_traced_memory()[1] < 10 * 1024 * 1024
    tracemalloc.stop()


def test_wards_are_classified_and_compared(current, tmp_path, capsys):
    path = tmp_path / "wards.csv"
    lines = ["ward17_code,ward17_name,lad19_name,Community Needs Index rank,IMD rank"]
    lines += [f"E05{number:06d},Ward {number},Redcar,{number},{number}" for number in range(2, 41)]
    path.write_text("\n".join(lines))
    call_command("classify_wards", path)
    out = capsys.readouterr().out
    assert "39 wards; the first 3 on deprivation and 3 on community needs count. 2 wards are on both." in out
    assert "2 stay, 0 join, 0 leave, 1 are not in the files" in out
    call_command("classify_wards", path, share=20)
    assert "+ E05000004 Ward 4 (Redcar): deprivation: rank 4, within the first 7" in capsys.readouterr().out


def test_small_areas_are_averaged_over_their_wards(current, tmp_path, capsys):
    needs, imd, lookup = (tmp_path / name for name in ("needs.csv", "imd.csv", "lookup.csv"))
    needs.write_text("ward17_code,ward17_name,Community Needs Index score\n" + _lines("E05{0:06d},W{0},{1}", 20))
    imd.write_text("LSOA code (2011),Index of Multiple Deprivation (IMD) Score\n" + _lines("E01{0:06d},{1}", 20))
    lookup.write_text("LSOA11CD,WD17CD\n" + _lines("E01{0:06d},E05{0:06d}", 20))
    call_command("classify_wards", needs, deprivation=imd, lookup=lookup)
    assert "2 wards are on both" in capsys.readouterr().out


def _lines(form: str, count: int) -> str:
    return "\n".join(form.format(number, 100 - number) for number in range(1, count + 1))


@pytest.mark.parametrize(
    ("headings", "message"),
    [("town,rank", "a ward code"), ("ward17_code,x", "Community Needs Index"), ("", "holds no rows")],
)
def test_a_ward_file_without_what_is_needed_is_refused(current, tmp_path, headings, message):
    path = tmp_path / "wards.csv"
    path.write_text(f"{headings}\n1,2\n" if headings else "")
    with pytest.raises(CommandError, match=message):
        call_command("classify_wards", path)


def test_files_that_hold_only_some_wards_are_noticed_and_can_be_judged(current, tmp_path, capsys):
    path = tmp_path / "some.csv"
    path.write_text("ward_code,cni_2019_rank,imd_rank\nE05000001,700,713\nE05000002,745,1\n")
    call_command("classify_wards", path)
    assert "ranks go up to 745, but the files have only 2 wards" in capsys.readouterr().out
    call_command("classify_wards", path, wards=7433)
    out = capsys.readouterr().out
    assert "the first 743 on deprivation" in out
    assert "1 wards are on both" in out
    assert "Give the total with --wards" not in out
