"""An Excel workbook (Office Open XML, ISO/IEC 29500) as it comes from anybody: opened with suspicion.

openpyxl serves to write workbooks, not to read these: it knows no Strict workbooks, does not say which rows are
hidden when it streams, and has no limit for the time and the memory that a file may take.
"""

import io
import zipfile
from collections.abc import Iterator
from posixpath import join, normpath
from typing import IO, Self

from .sheet import Formats, Sheet, SheetReader
from .xml_events import MOST_ELEMENTS, Attributes, Budget, Elements, SharedTexts, UnreadableWorkbookError

MEGABYTE = 1024 * 1024
LARGEST_UNPACKED = 100 * MEGABYTE
LARGEST_PART = 60 * MEGABYTE
LARGEST_PACKING_RATIO = 200
MOST_SHEETS = 50
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"


class Workbook:
    """The sheets of a workbook. Raises UnreadableWorkbookError with what to do; closes with its context."""

    def __init__(self, data: bytes, most_elements: int = MOST_ELEMENTS) -> None:
        self._archive = _opened(data)
        self._budget = Budget(most_elements)
        parts = self._related("", "_rels/.rels")
        self._path = next((path for kind, path in parts.values() if kind == "officeDocument"), "xl/workbook.xml")
        self._parts = self._related(_folder(self._path), _relations_of(self._path))
        self._formats = self._read_formats()
        self.sheets = list(self._read_sheets())[:MOST_SHEETS]
        if not self.sheets:
            raise UnreadableWorkbookError("The workbook has no sheet with a table. Save the table as CSV.")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._archive.close()

    @property
    def visible(self) -> list[Sheet]:
        """The sheets that a person sees; all, where every sheet is hidden."""
        return [sheet for sheet in self.sheets if not sheet.is_hidden] or self.sheets

    def rows_of(self, sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
        """The visible rows of a sheet with their numbers."""
        return SheetReader(sheet, self._formats, self._budget).read(self._part(sheet.path))

    def _part(self, path: str) -> IO[bytes]:
        if self._archive.getinfo(path).file_size > LARGEST_PART:
            raise UnreadableWorkbookError(
                f"A sheet of the workbook is larger than {LARGEST_PART // MEGABYTE} MB. Copy only the list, without "
                "the empty rows and columns around it, into a new workbook."
            )
        return self._archive.open(path)

    def _elements(self, path: str) -> Iterator[tuple[str, Attributes]]:
        return Elements(self._budget).read(self._part(path))

    def _related(self, folder: str, path: str) -> dict[str, tuple[str, str]]:
        """(kind, path) of what a part refers to, by its id. A kind ends alike in Strict and other workbooks."""
        if path not in self._archive.NameToInfo:
            return {}
        return {
            said.get("Id", ""): (said.get("Type", "").rpartition("/")[2], _resolved(folder, said.get("Target", "")))
            for name, said in self._elements(path)
            if name == "Relationship"
        }

    def _read_formats(self) -> Formats:
        styles, shared = (
            next((path for kind, path in self._parts.values() if kind == wanted), "")
            for wanted in ("styles", "sharedStrings")
        )
        formats = Formats()
        if styles in self._archive.NameToInfo:
            formats.read_styles(self._elements(styles))
        if shared in self._archive.NameToInfo:
            formats.shared_texts += SharedTexts(self._budget).read(self._part(shared))
        return formats

    def _read_sheets(self) -> Iterator[Sheet]:
        for name, said in self._elements(self._path):
            if name == "workbookPr":
                self._formats.counts_from_1904 = said.get("date1904") in {"1", "true"}
            elif name == "sheet":
                kind, path = self._parts.get(_relation_id(said), ("", ""))
                if kind == "worksheet" and path in self._archive.NameToInfo:
                    yield Sheet(said.get("name", "")[:100], path, said.get("state", "visible") != "visible")


def _opened(data: bytes) -> zipfile.ZipFile:
    """The archive, after a look into its packing list: nothing is unpacked that is no workbook or would not fit."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError):
        raise UnreadableWorkbookError(
            "The Excel file is damaged or was cut off in the middle. Save or download it again."
        ) from None
    names = set(archive.NameToInfo)
    unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > LARGEST_UNPACKED or unpacked > LARGEST_PACKING_RATIO * max(len(data), MEGABYTE // 10):
        raise UnreadableWorkbookError(
            f"The Excel file would grow to {unpacked / MEGABYTE:,.0f} MB when it is opened. That is not a list of "
            "neighbourhoods, so it was not opened."
        )
    if "mimetype" in names and archive.read("mimetype")[:100].decode("latin-1").startswith(OPEN_DOCUMENT):
        raise UnreadableWorkbookError(
            "This is an OpenDocument file (.ods). In your spreadsheet, save the table as .xlsx or as CSV."
        )
    if any(name.endswith(".iwa") for name in names):
        raise UnreadableWorkbookError("This is a Numbers file. In Numbers, export the table to Excel or to CSV.")
    if "xl/workbook.bin" in names:
        raise UnreadableWorkbookError("This is a binary workbook (.xlsb). Open it and save it as .xlsx, or as CSV.")
    if "[Content_Types].xml" not in names:
        raise UnreadableWorkbookError("This is a zip file, not an Excel workbook. Take the table out of it first.")
    if not any(name.lower().startswith("xl/") for name in names):
        raise UnreadableWorkbookError(
            "This is an Office file, but not a workbook. Save the table as .xlsx or as CSV."
        )
    return archive


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _relations_of(path: str) -> str:
    folder, _, name = path.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _resolved(folder: str, target: str) -> str:
    return normpath(target.lstrip("/") if target.startswith("/") else join(folder, target))


def _relation_id(said: Attributes) -> str:
    """The r:id of a sheet, whatever its prefix is."""
    return next((value for name, value in said.items() if name.rpartition(":")[2] == "id"), "")
