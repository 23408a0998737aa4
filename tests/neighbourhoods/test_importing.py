"""From a file to rows: what is taken, and what is refused in words that say what to do."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from lbn_site.neighbourhoods.importing.read import LARGEST_FILE, UnreadableFileError, read_table
from lbn_site.neighbourhoods.importing.validate import check_table

from .factories import csv_of, ward, xlsx_of

ROWS = [ward(1, name="Mossley Hill"), ward(2, name="Sainte-Agnès")]


def check(data: bytes, name: str = "list.csv"):
    return check_table(read_table(name, data))


def errors(data: bytes, name: str = "list.csv") -> list[tuple[int, str]]:
    return [(problem.row, problem.text) for problem in check(data, name).errors]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_common_csv_is_taken(delimiter, encoding):
    checked = check(csv_of(ROWS, delimiter, encoding))
    assert checked.errors == []
    assert [row["name"] for row in checked.rows] == ["Mossley Hill", "Sainte-Agnès"]


def test_an_excel_workbook_is_taken_even_when_it_is_called_csv():
    checked = check(xlsx_of(ROWS))
    assert checked.errors == []
    assert checked.rows[0]["population"] == 8000


@pytest.mark.parametrize("heading", ["WD17CD", "Ward code", "ward_code", "GSS Code"])
def test_headings_are_known_by_their_synonyms(heading):
    data = csv_of(ROWS).replace(b"code,", heading.encode() + b",", 1)
    assert check(data).rows[0]["code"] == "E05000001"


def test_a_code_is_mended_where_only_case_and_spaces_are_wrong():
    assert check(csv_of([ward(1, code=" e05 000001 ")])).rows[0]["code"] == "E05000001"


def test_a_number_with_commas_is_a_number():
    assert check(csv_of([ward(1, population="14,078")])).rows[0]["population"] == 14078


def test_a_missing_heading_is_named_with_those_that_were_found():
    [(row, text)] = errors(csv_of([{"code": "E05000001", "name": "A", "town": "B"}]))
    assert row == 1
    assert "no heading for the local authority" in text
    assert "‘town’" in text


def test_a_code_that_stands_twice_is_refused_with_both_rows():
    assert errors(csv_of([ward(1), ward(2), ward(1)])) == [
        (4, "The code E05000001 appears twice: in row 2 and in row 4.")
    ]


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("code", "5.00E+07", "turned into a number"),
        ("code", "E0500167", "is not a code such as E05001676"),
        ("name", "=cmd|' /C calc'!A0", "starts like a formula"),
        ("name", "@SUM(A1)", "starts like a formula"),
        ("name", "<script>", "contains ‘<’"),
        ("name", "12345", "a name was expected"),
        ("name", "01/03/2020", "is a date, but a name was expected"),
        ("name", "2020-03-01 00:00:00", "is a date, but a name was expected"),
        ("code", "E5001676", "Has a zero been lost?"),
        ("deprivation_rank", "0", "is not a rank of a ward"),
        ("deprivation_rank", "32844", "is not a rank of a ward"),
        ("name", "", "The cell is empty"),
        ("name", "A\x07B", "invisible control character"),
        ("population", "1.4E+04", "shortened by the spreadsheet"),
        ("population", "many", "is not a whole number"),
        ("population", "########", "too narrow"),
        ("population", "#REF!", "shows an error"),
        ("latitude", "5457600", "outside what is possible"),
        ("region", "Scotland", "not one of the nine regions"),
    ],
)
def test_a_bad_cell_is_refused_with_its_row_in_plain_words(column, value, message):
    [(row, text)] = errors(csv_of([{column: "", **ward(1)}, ward(2, **{column: value})]))
    assert row == 3
    assert message in text


def test_a_name_that_looks_like_a_date_is_doubted_not_refused():
    checked = check(csv_of([ward(1, name="01-Mar")]))
    assert checked.errors == []
    assert "looks like a date" in checked.problems[0].text


def test_a_file_cut_off_within_quotes_is_refused():
    with pytest.raises(UnreadableFileError, match="cut off"):
        check(b'code,name,authority\nE05000001,"Ward')


def test_a_file_cut_off_between_cells_is_refused():
    data = b"code,name,authority,region\nE05000001,Ward,Middlesbrough,North East\nE05000002,Wa"
    [(row, text)] = errors(data)
    assert row == 3
    assert "cut off" in text


def notes(data: bytes) -> list[str]:
    return [problem.text for problem in check(data).problems if not problem.is_error]


def test_a_last_row_without_a_line_end_deserves_a_look():
    data = csv_of(ROWS)
    assert notes(data) == []
    [note] = notes(data.rstrip()[:-2])
    assert "Row 3, the last one, has no line end" in note


def test_a_file_that_is_not_in_utf8_deserves_a_look():
    [note] = notes(csv_of(ROWS, encoding="cp1252"))
    assert "read as Windows-1252" in note


def test_a_latitude_without_a_longitude_deserves_a_look():
    [note] = notes(csv_of([ward(1, longitude="")]))
    assert "Latitude and longitude go together" in note


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"%PDF-1.7", "not a table"),
        (b'{"type":"FeatureCollection"}', "not a table"),
        (b"<!doctype html><html>", "not a table"),
        (b"\xd0\xcf\x11\xe0" + bytes(20), "old Excel"),
        (b"code\x00name", "not a text file"),
        (b"PK\x03\x04 cut off", "damaged or was cut off"),
        (bytes(LARGEST_FILE + 1), "limit is"),
    ],
)
def test_what_is_no_table_is_refused(data, message):
    with pytest.raises(UnreadableFileError, match=message):
        read_table("list.csv", data)


def test_a_workbook_cut_off_in_the_middle_is_refused():
    data = xlsx_of(ROWS)
    with pytest.raises(UnreadableFileError, match="cut off"):
        read_table("list.xlsx", data[: len(data) // 2])


def workbook(*sheets: list[list[object]]) -> bytes:
    """A workbook with these sheets."""
    made = Workbook()
    made.remove(made.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = made.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


LIST = [["code", "name", "authority"], ["E05000001", "Ward", "Middlesbrough"]]


def test_a_title_above_the_headings_is_left_out_and_rows_keep_their_numbers():
    checked = check(b"Our list of 2025\n\ncode,name,authority\nE05000001,Ward,Middlesbrough\nE0,Ward,Middlesbrough\n")
    assert [row["code"] for row in checked.rows] == ["E05000001", None]
    assert [(problem.row, problem.is_error) for problem in checked.problems] == [(0, False), (5, True)]
    assert "headings are in row 3" in checked.problems[0].text


def test_of_several_sheets_the_one_with_the_headings_is_read_and_named():
    checked = check(workbook([["About this list"], ["Made in 2025"]], LIST), "list.xlsx")
    assert [row["name"] for row in checked.rows] == ["Ward"]
    assert "2 sheets. Only ‘Sheet 2’ was read." in checked.problems[0].text


def test_blank_rows_below_a_sheet_do_not_count():
    made = workbook([*LIST, *([" "] for _ in range(50_001))])
    assert check(made, "list.xlsx").errors == []


@pytest.mark.parametrize("ending", [b"\r\n", b"\n", b"\r"])
def test_the_first_line_with_which_excel_names_the_separator_is_left_out(ending):
    data = ending.join([b"sep=;", b"code;name;authority", b"E05000001;Ward;Middlesbrough", b""])
    assert [row["name"] for row in check(data).rows] == ["Ward"]


def test_a_csv_that_is_called_xlsx_is_read_for_what_it_is():
    assert [row["name"] for row in check(csv_of(ROWS[:1]), "list.xlsx").rows] == [ROWS[0]["name"]]


def test_a_zip_bomb_is_not_opened():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 120_000_000)
    with pytest.raises(UnreadableFileError, match="would grow"):
        read_table("list.xlsx", out.getvalue())


def test_a_zip_of_something_else_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("list.csv", "code,name")
    with pytest.raises(UnreadableFileError, match="zip file"):
        read_table("list.zip", out.getvalue())


def test_a_file_full_of_problems_names_the_first_and_counts_the_rest():
    checked = check(csv_of([ward(number, population="many") for number in range(1, 301)]))
    assert len(checked.problems) == 201
    assert "And 100 more" in checked.problems[-1].text
