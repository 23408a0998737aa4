"""Workbooks from anybody: read as the person sees them, or refused with what to do, in bounded time and memory."""

import re
import time

import pytest

from lbn_site.core.csv_rows import UnreadableFileError
from lbn_site.neighbourhoods.importing.read import LAST_ROW, MOST_ROWS, read_table
from lbn_site.neighbourhoods.importing.validate import check_table
from lbn_site.neighbourhoods.importing.xml_events import MOST_ELEMENTS

from .workbooks import HEADINGS, STRICT, WARD, row, sheet, text, workbook

LIST = sheet(row(1, HEADINGS), row(2, WARD))
SECONDS = 30  # many times what each takes on a quiet machine; four minutes were the fault


def check(data: bytes):
    return check_table(read_table("list.xlsx", data))


def notes(data: bytes) -> list[str]:
    return [problem.text for problem in check(data).problems]


def refusal(data: bytes, name: str = "list.xlsx") -> str:
    with pytest.raises(UnreadableFileError) as refused:
        read_table(name, data)
    return str(refused.value)


# As the person sees it


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_before_the_visible_one_is_left_out_and_named(state):
    old = sheet(row(1, HEADINGS), row(2, ("E05000009", "Old", "Old")))
    data = workbook(old, LIST, states=[state])
    assert [found["name"] for found in check(data).rows] == ["Ward"]
    assert notes(data) == ["Hidden sheets were left out: ‘Sheet 1’."]


def test_where_every_sheet_is_hidden_the_list_is_read_all_the_same():
    assert [found["name"] for found in check(workbook(LIST, states=["hidden"])).rows] == ["Ward"]


@pytest.mark.parametrize("attribute", ['hidden="1"', 'hidden="true"', 'ht="0"'])
def test_hidden_rows_are_left_out_and_named(attribute):
    hidden = (row(number, ("E05000009", "Old", "Old"), attribute) for number in (3, 5))
    data = workbook(sheet(row(1, HEADINGS), row(2, WARD), *hidden))
    assert [found["name"] for found in check(data).rows] == ["Ward"]
    assert notes(data) == ["Hidden rows 3 and 5 left out. If they are part of the list, show them and try again."]


@pytest.mark.parametrize("attribute", ['hidden="1"', 'width="0"'])
def test_hidden_columns_are_left_out_and_named(attribute):
    columns = f'<cols><col min="4" max="16384" {attribute}/></cols>'
    data = workbook(sheet(row(1, (*HEADINGS, "county")), row(2, (*WARD, "Old")), before=columns))
    assert "county" not in check(data).rows[0]
    assert notes(data) == ["Hidden columns left out: D. If they are part of the list, show them and try again."]


def test_the_stored_result_of_a_formula_is_used():
    result = '<c r="A2" t="str"><f>TRIM(B9)</f><v>E05000001</v></c>'
    number = '<c r="D2"><f>SUM(D9:D10)</f><v>8000</v></c>'
    empty = '<c r="E2" t="str"><f>IF(TRUE,"","")</f><v></v></c>'
    cells = f'<row r="2">{result}{text("B2", "Ward")}{text("C2", "Middlesbrough")}{number}{empty}</row>'
    checked = check(workbook(sheet(row(1, (*HEADINGS, "population", "county")), cells)))
    assert checked.errors == []
    assert (checked.rows[0]["code"], checked.rows[0]["population"], checked.rows[0]["county"]) == (
        "E05000001",
        8000,
        "",
    )


@pytest.mark.parametrize("column", ["A", "B", "C", "D"])
def test_a_formula_without_its_result_is_refused_with_its_row_and_what_to_do(column):
    cells = [text(f"{letter}2", value) for letter, value in zip("ABC", WARD, strict=True) if letter != column]
    formula = f'<c r="{column}2"><f>TRIM("x")</f><v/></c>'
    made = workbook(sheet(row(1, (*HEADINGS, "population")), f'<row r="2">{"".join(cells)}{formula}</row>'))
    [error] = check(made).errors
    assert error.row == 2
    assert "copy the column, paste it as values and save the file again" in error.text


def test_cells_merged_downwards_count_for_each_row():
    made = sheet(
        row(1, HEADINGS),
        row(2, ("E05000001", "A", "Middlesbrough")),
        row(3, ("E05000002", "B")),
        row(4, ("E05000003", "C", "Redcar")),
        after='<mergeCells><mergeCell ref="C2:C3"/><mergeCell ref="A1:C1"/></mergeCells>',
    )
    assert [found["authority"] for found in check(workbook(made)).rows] == [
        "Middlesbrough",
        "Middlesbrough",
        "Redcar",
    ]


def test_a_strict_workbook_is_read():
    strict = sheet(row(1, HEADINGS), row(2, WARD), namespace=STRICT)
    assert [found["name"] for found in check(workbook(strict, strict=True)).rows] == ["Ward"]


def test_names_with_a_prefix_are_read():
    made = LIST.replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")
    assert [found["name"] for found in check(workbook(made)).rows] == ["Ward"]


def test_shared_texts_are_read_with_their_runs_and_without_phonetic_guides():
    shared = "<si><r><t>Wa</t></r><r><t>rd_x000D_</t></r><rPh><t>no</t></rPh></si>"
    cells = f'<row>{text("A2", WARD[0])}<c r="B2" t="s"><v>0</v></c>{text("C2", WARD[2])}</row>'
    assert check(workbook(sheet(row(1, HEADINGS), cells), shared=shared)).rows[0]["name"] == "Ward"


def test_cells_without_references_stand_one_after_the_other():
    made = LIST.replace(' r="', ' q="')
    assert [found["authority"] for found in check(workbook(made)).rows] == ["Middlesbrough"]


@pytest.mark.parametrize("properties", ["", '<workbookPr date1904="1"/>'])
def test_a_name_that_the_spreadsheet_turned_into_a_date_is_refused(properties):
    styles = '<numFmts><numFmt numFmtId="170" formatCode="mmm\\-yy"/></numFmts>'
    styles += (
        '<cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>'
    )
    cells = f'<row r="2">{text("A2", WARD[0])}<c r="B2" s="1"><v>45413</v></c>{text("C2", WARD[2])}</row>'
    [error] = check(workbook(sheet(row(1, HEADINGS), cells), styles=styles, properties=properties)).errors
    assert "is a date, but a name was expected" in error.text


@pytest.mark.parametrize("value", ["5.0000001E+7", "50000001"])
def test_a_code_that_the_spreadsheet_turned_into_a_number_is_refused(value):
    cells = f'<row r="2"><c r="A2"><v>{value}</v></c>{text("B2", "Ward")}{text("C2", "Middlesbrough")}</row>'
    [error] = check(workbook(sheet(row(1, HEADINGS), cells))).errors
    assert (error.row, error.column) == (2, "code")


def test_a_number_has_no_needless_digits():
    cells = f'<row r="2">{"".join(text(f"{a}2", v) for a, v in zip("ABC", WARD, strict=True))}'
    cells += '<c r="D2"><v>8000.0</v></c><c r="E2"><v>38.280999999999999</v></c></row>'
    found = check(workbook(sheet(row(1, (*HEADINGS, "population", "deprivation_score")), cells))).rows[0]
    assert (found["population"], str(found["deprivation_score"])) == (8000, "38.281")


# What cannot be read says what to do


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "what_to_do"),
    [
        (OLE, "old Excel file (.xls). Open it and save it as .xlsx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password. Open it, remove the password"),
        (
            workbook(more={"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
            "OpenDocument file (.ods). In your spreadsheet, save the table as .xlsx",
        ),
        (workbook(more={"xl/workbook.bin": b"x"}), "binary workbook (.xlsb). Open it and save it as .xlsx"),
        (workbook(more={"Index/Tables/DataList.iwa": b"x"}), "Numbers file. In Numbers, export the table to Excel"),
        (workbook(), "no sheet with a table"),
        (workbook(sheet()), "holds no text at all"),
        (workbook("<worksheet>"), "damaged"),
        (workbook(LIST.replace("E05000001", "\x01")), "damaged"),
        (workbook(LIST.replace('r="A2"', 'r="2A"')), "damaged"),
        (
            workbook(LIST.replace('t="inlineStr"', 't="s"').replace("<is><t>", "<v>9").replace("</t></is>", "</v>")),
            "damaged",
        ),
        (workbook('<!DOCTYPE a [<!ENTITY b "c">]>' + LIST), "declares entities"),
        (workbook(sheet("<a>" * 90_000 + "</a>" * 90_000)), "damaged"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(data, what_to_do):
    assert what_to_do in refusal(data)


# Time and memory


def quickly(data: bytes) -> str:
    started = time.monotonic()
    said = refusal(data)
    assert time.monotonic() - started < SECONDS
    return said


def test_a_wide_workbook_is_refused_within_seconds():
    cells = "".join(f"<c><v>{at}</v></c>" for at in range(100))
    wide = workbook(sheet(row(1, HEADINGS), *(f"<row>{cells}</row>" for _ in range(12_000))))
    assert "more than 1,000,000 cells. Delete the columns that are not part" in quickly(wide)


def test_rows_without_end_are_refused():
    assert f"more than {MOST_ROWS:,} rows" in quickly(workbook(sheet("<row><c><v>1</v></c></row>" * (MOST_ROWS + 1))))


def test_a_sheet_of_empty_rows_below_the_list_is_read():
    empty = "".join(f'<row r="{number}"/>' for number in range(3, 200_000))
    assert len(check(workbook(sheet(row(1, HEADINGS), row(2, WARD), empty))).rows) == 1


def test_a_cell_far_away_takes_no_memory():
    far = f'<row r="{LAST_ROW}"><c r="XFD{LAST_ROW}"><v>1</v></c></row>'
    assert "more than 200 columns" in quickly(workbook(sheet(row(1, HEADINGS), far)))


@pytest.mark.slow
@pytest.mark.parametrize(
    "made",
    [
        sheet(row(1, HEADINGS), "<a/>" * (MOST_ELEMENTS + 1)),
        sheet(row(1, HEADINGS), '<row hidden="1"><c><v>1</v></c></row>' * (MOST_ELEMENTS // 3 + 1)),
        sheet(row(1, HEADINGS), after='<mergeCell ref="C1:C1048576"/>' * (MOST_ELEMENTS + 1)),
        sheet(before='<col min="1" max="16384" hidden="1"/>' * (MOST_ELEMENTS + 1)),
    ],
    ids=["elements", "hidden rows", "merged cells", "hidden columns"],
)
def test_elements_without_end_are_refused(made):
    assert re.search("more rows and cells than any list|larger than 60 MB|would grow to", quickly(workbook(made)))


def test_texts_without_end_are_refused():
    assert "more rows and cells than any list" in quickly(workbook(LIST, shared="<si/>" * (MOST_ELEMENTS + 1)))


def test_a_part_that_unpacks_too_large_is_not_read():
    assert "would grow to" in quickly(workbook(LIST, more={"xl/media/image1.png": bytes(101 * 1024**2)}))


def test_lines_without_end_are_refused():
    assert f"more than {LAST_ROW:,} lines" in quickly(b"code,name,authority\n" + b"\n" * (LAST_ROW + 1))


def test_a_table_of_text_is_bounded_too():
    assert "more than 1,000,000 cells" in quickly(b"code,name,authority\n" + (b"a," * 100 + b"\n") * 12_000)
