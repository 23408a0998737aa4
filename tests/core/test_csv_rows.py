"""CSV as spreadsheets save it."""

import pytest

from lbn_site.core.csv_rows import UnreadableFileError, decoded, numbered_rows

ROWS = [(1, ["from", "to"]), (2, []), (3, ["/a, b/", "/x/"])]


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_line_end_and_any_usual_delimiter_is_read(ending, delimiter):
    text = ending.join([f"from{delimiter}to", "", f'"/a, b/"{delimiter}/x/', ""])
    assert list(numbered_rows(text)) == ROWS


def test_a_cell_of_several_lines_is_one_row_as_in_a_spreadsheet():
    assert list(numbered_rows('a\n"1\n2"\n3\n')) == [(1, ["a"]), (2, ["1\n2"]), (3, ["3"])]


def test_the_mark_of_utf8_is_no_part_of_the_first_name():
    assert decoded("\ufeffemail".encode()) == "email"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('email\n"a@example.org\n', "stops in the middle of a cell"),
        ('email\n"a@example.org\n' + "b@example.org\n" * 12_000, "Row 2 has a cell that does not end"),
        ('email\n"a"b\n', "Row 2 cannot be read as CSV"),
        ("email\x00", "not a text file"),
    ],
)
def test_what_cannot_be_read_is_told_in_plain_words(text, told):
    with pytest.raises(UnreadableFileError, match=told):
        list(numbered_rows(text))


def test_text_in_another_coding_is_refused():
    with pytest.raises(UnreadableFileError, match="CSV UTF-8"):
        decoded("é".encode("cp1252"))
