"""Workbooks written by hand, as programs other than openpyxl write them, or as nobody should."""

import io
import zipfile
from collections.abc import Iterable, Mapping

TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEADINGS = ("code", "name", "authority")
WARD = ("E05000001", "Ward", "Middlesbrough")


def text(reference: str, value: str) -> str:
    """A cell with its text inside."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{value}</t></is></c>'


def row(number: int, values: Iterable[str], attributes: str = "") -> str:
    """A row of texts from column A on."""
    cells = "".join(text(f"{chr(65 + at)}{number}", value) for at, value in enumerate(values))
    at = "" if attributes.startswith("r=") else f'r="{number}"'
    return f"<row {at} {attributes}>{cells}</row>"


def sheet(*rows: str, before: str = "", after: str = "", namespace: str = TRANSITIONAL) -> str:
    """A sheet; `before` and `after` stand around its rows."""
    return f'<worksheet xmlns="{namespace}">{before}<sheetData>{"".join(rows)}</sheetData>{after}</worksheet>'


def workbook(
    *sheets: str,
    states: Iterable[str] = (),
    shared: str = "",
    styles: str = "",
    strict: bool = False,
    properties: str = "",
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A workbook of these sheets, named Sheet 1, Sheet 2 and so on."""
    main, relations = (STRICT, STRICT_RELATIONS) if strict else (TRANSITIONAL, RELATIONS)
    states = [*states, *["visible"] * len(sheets)]
    listed = "".join(
        f'<sheet name="Sheet {at}" sheetId="{at}" state="{states[at - 1]}" r:id="rId{at}"/>'
        for at in range(1, len(sheets) + 1)
    )
    related = "".join(
        f'<Relationship Id="rId{at}" Type="{relations}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    related += f'<Relationship Id="rId98" Type="{relations}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
    related += f'<Relationship Id="rId99" Type="{relations}/styles" Target="styles.xml"/>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
        f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}">{properties}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{related}</Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{shared}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}">{styles}</styleSheet>',
        **{f"xl/worksheets/sheet{at}.xml": made for at, made in enumerate(sheets, start=1)},
        **(more or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()
