"""A CSV file that somebody saved from a spreadsheet, read with care: any line ends, any of the usual delimiters."""

import csv
import io
from collections.abc import Iterator

DELIMITERS = ",;\t|"


class UnreadableFileError(ValueError):
    """The file cannot be read as a table; the message says why and what to do."""


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, with its mark or without. Raises UnreadableFileError."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFileError("Save the table as ‘CSV UTF-8’ and choose the file again.") from None


def numbered_rows(text: str, delimiter: str = "") -> Iterator[tuple[int, list[str]]]:
    """Each row's cells with its number in the spreadsheet, empty rows too. May raise UnreadableFileError midway.

    Without a delimiter the first line decides: a line such as `sep=;`, else the delimiter that is in it most often.
    """
    if "\x00" in text:
        raise UnreadableFileError("This is not a text file. Save the table as CSV.")
    first_line = next((line.rstrip("\n") for line in io.StringIO(text, newline=None) if line.strip()), "")
    if first_line.lower().startswith("sep=") and len(first_line.strip()) == len("sep=,"):
        delimiter, text = first_line.strip()[-1], text.partition(first_line)[2].lstrip("\r\n")
    else:
        delimiter = delimiter or max(DELIMITERS, key=first_line.count)
    # Without newline="" a file with the line ends of old Macs is an error to the reader.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, cells
    except csv.Error as error:
        raise UnreadableFileError(_in_plain_words(str(error), number + 1)) from None


def _in_plain_words(error: str, number: int) -> str:
    if "unexpected end of data" in error:
        return (
            "The file stops in the middle of a cell. Either it was cut off or a quotation mark is not closed. Save "
            "or download it again."
        )
    if "field limit" in error:
        return f"Row {number} has a cell that does not end. Is a quotation mark not closed?"
    return f"Row {number} cannot be read as CSV: {error}."
