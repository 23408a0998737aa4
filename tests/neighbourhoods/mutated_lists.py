"""Files as chance would damage them: other encodings and delimiters, ragged rows, missing values, broken workbooks.

A file is made of its number alone, so that one that fails can be made again:

    python -m tests.neighbourhoods.mutated_lists 137 > list
"""

import io
import random
import sys
import zipfile
from collections.abc import Callable

from openpyxl.utils.exceptions import IllegalCharacterError

from .factories import csv_of, ward, xlsx_of
from .workbooks import row, sheet, text, workbook

MISSING = [
    "",
    " ",
    "–",
    "—",
    "-",
    "..",
    ".",
    "*",
    ":",
    "n/a",
    "NULL",
    "none",
    "nan",
    "#N/A",
    "#REF!",
    "\xa0",
    "\u200b",
]
ODD = [
    *(
        "\x00",
        "\x07",
        "\x0b",
        "\x85",
        "\u2028",
        "\u202e",
        "\ufeff",
        "\ufffd",
        "\ud7ff",
        "\ufffe",
        "😀",
        "北京",
        "é",
        "e\u0301",
    ),
    *(
        "=1+1",
        "@x",
        "+1",
        "-",
        "<b>",
        '"',
        "'",
        "|",
        "||",
        ",",
        ";",
        "\t",
        "\n",
        "\r\n",
        "a" * 3000,
        "9" * 400,
        "1e309",
        "inf",
    ),
    *(
        "-1",
        "0",
        "1.5",
        "1,000",
        "5.0E+07",
        "May-24",
        "2024-05-01",
        "True",
        "9223372036854775808",
        "St. Ann's",
        "ﬃ" * 60,
    ),
    *("a_b", "../../x", "%00", "{{ x }}", "_x0000_", "_xD800_", "&#0;", "½", "١٢", "E05٠٠٠٠٠١", "E05000001"),
]
HEADINGS = [
    "WD23CD",
    "wd25nm",
    "LAD24NM",
    "PCON24NM",
    "Code",
    "",
    " ",
    "authority",
    "x" * 500,
    "code|name",
    "=code",
    "名",
]
ENCODINGS = [
    *["utf-8"] * 8,
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp1252",
    "latin-1",
    "cp037",
    "utf-7",
]

Rows = list[dict[str, object]]


def mutated(number: int) -> bytes:
    """The file of this number."""
    chance = random.Random(number)
    rows = _rows(chance)
    for change in chance.sample(_OF_ROWS, chance.choice([0, 0, 1, 1, 1, 2, 3])):
        change(chance, rows)
    make = chance.choice([_csv, _csv, _xlsx, _handmade])
    data = make(chance, rows)
    return chance.choice(_OF_BYTES)(chance, data)


def _rows(chance: random.Random) -> Rows:
    more = {"county": "Durham", "constituencies_2024": "Redcar|Easington", "constituencies_2024_shares": "0.5|0.5"}
    return [ward(number, **more) for number in range(1, chance.randint(2, 12))]


def _some_cells(values: list[str]) -> Callable[[random.Random, Rows], None]:
    def change(chance: random.Random, rows: Rows) -> None:
        for _ in range(chance.randint(1, 3)):
            found = chance.choice(rows)
            found[chance.choice(list(found))] = chance.choice(values)

    return change


def _a_whole_column(chance: random.Random, rows: Rows) -> None:
    key, value = chance.choice(list(rows[0])), chance.choice(MISSING + ODD)
    for found in rows:
        found[key] = value


def _lose_a_column(chance: random.Random, rows: Rows) -> None:
    key = chance.choice(list(rows[0]))
    for found in rows:
        del found[key]


def _rename_a_heading(chance: random.Random, rows: Rows) -> None:
    key, heading = chance.choice(list(rows[0])), chance.choice(HEADINGS)
    for found in rows:
        found[heading] = found.pop(key)


def _repeat_a_row(chance: random.Random, rows: Rows) -> None:
    rows.extend(dict(chance.choice(rows)) for _ in range(3))


_OF_ROWS = [
    _some_cells(MISSING),
    _some_cells(ODD),
    _a_whole_column,
    _lose_a_column,
    _rename_a_heading,
    _repeat_a_row,
]


def _csv(chance: random.Random, rows: Rows) -> bytes:
    made = csv_of(rows, chance.choice(",;\t|")).decode("utf-8", "surrogatepass")
    lines = made.split("\r\n")
    for _ in range(chance.choice([0, 0, 0, 1, 3])):
        at = chance.randrange(len(lines))
        lines[at] = chance.choice(
            [lines[at] + ",,x", lines[at][: len(lines[at]) // 2], "", '"', "A title; of, it", "sep=;"]
        )
    text_of_file = chance.choice(["\r\n", "\n", "\r", "\n\n"]).join(lines)
    return text_of_file.encode(chance.choice(ENCODINGS), errors=chance.choice(["replace", "ignore"]))


def _xlsx(chance: random.Random, rows: Rows) -> bytes:
    values = [None, 1, 0.1, -1, True, float(10**15), 10**20, "x"]
    typed = [
        {key: chance.choice([*[value] * 40, chance.choice(values)]) for key, value in found.items()} for found in rows
    ]
    try:
        return xlsx_of(typed)
    except (ValueError, IllegalCharacterError):  # openpyxl writes no control characters
        return _handmade(chance, rows)


def _handmade(chance: random.Random, rows: Rows) -> bytes:
    attributes = [*[""] * 40, 'hidden="1"', 'ht="0"', 'r="x"', 'r="99999999999"', 'r="-1"']
    made = [row(1, list(map(str, rows[0])))]
    made += [
        row(
            number,
            ["".join(c for c in str(value) if c not in "<>&") for value in found.values()],
            chance.choice(attributes),
        )
        for number, found in enumerate(rows, start=2)
        if chance.random() < 0.9
    ]
    odd = [
        '<c t="s"><v>99</v></c>',
        '<c t="e"><v>#REF!</v></c>',
        "<c><f>1+1</f></c>",
        '<c r="ZZZ9"/>',
        '<c t="q"><v>x</v></c>',
    ]
    if chance.random() < 0.3:
        made.append(f"<row>{''.join(chance.choice([*odd, text('A9', 'x')]) for _ in range(3))}</row>")
    after = chance.choice(["", '<mergeCells><mergeCell ref="A1:B9"/><mergeCell ref="?"/></mergeCells>'])
    sheets = [sheet(*made, after=after) for _ in range(chance.randint(1, 3))]
    states = [chance.choice(["visible", "hidden", "veryHidden", "?"]) for _ in sheets]
    return workbook(
        *sheets, states=states, strict=chance.random() < 0.3, shared=chance.choice(["", "<si><t>x</t></si>"])
    )


def _as_it_is(chance: random.Random, data: bytes) -> bytes:
    return data


def _cut_off(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _other_bytes(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 30)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _zeros_inside(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + bytes(chance.choice([1, 7, 600])) + data[at:]


def _other_part(chance: random.Random, data: bytes) -> bytes:
    """A workbook with the bytes of one of its parts changed, so that the zip around it is sound."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except zipfile.BadZipFile:
        return _other_bytes(chance, data)
    name = chance.choice(list(parts))
    parts[name] = chance.choice([_cut_off, _other_bytes, _zeros_inside])(chance, parts[name])
    if chance.random() < 0.2:
        del parts[chance.choice(list(parts))]
    out = io.BytesIO()
    with zipfile.ZipFile(
        out, "w", chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
    ) as made:
        for part, content in parts.items():
            made.writestr(part, content)
    return out.getvalue()


_OF_BYTES = [*[_as_it_is] * 9, _cut_off, _other_bytes, _zeros_inside, _other_part, _other_part]

if __name__ == "__main__":
    sys.stdout.buffer.write(mutated(int(sys.argv[1])))
