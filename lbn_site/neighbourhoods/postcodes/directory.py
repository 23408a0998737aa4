"""Reading the official postcode directories row by row: OS Code-Point Open, ONSPD and NSPL.

Columns are found by their headings (a stem, perhaps two digits of a year, perhaps `cd`), never by position;
Code-Point Open has no headings and is known by its first row, unless somebody has put its column names on top. Files
come in a folder, alone, or in a zip.
"""

import csv
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import IO, NamedTuple

ENGLAND = "E92000001"
ZIP_START = b"PK\x03\x04"
KIND_BY_NAME = {"ONSPD": "ONS Postcode Directory", "NSPL": "National Statistics Postcode Lookup"}
CODE_POINT_COLUMNS = 10
CODE_POINT_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? *\d[A-Z]{2}")  # seven characters: "B1  1AA"
NO_LOCATION_QUALITY = "90"  # Code-Point Open: no coordinates are given


class UnknownDirectoryError(ValueError):
    """The files are no postcode directory that can be read; the message says what was looked for."""


class Row(NamedTuple):
    """A postcode in use in England: as written, its 2011 small area, its metres on the national grid or None."""

    postcode: str
    small_area: str
    point: tuple[int, int] | None


@dataclass(frozen=True)
class Layout:
    """Where the columns stand; None for one that the file does not have."""

    kind: str
    postcode: int
    country: int | None
    small_area: int | None
    easting: int | None
    northing: int | None
    ended: int | None
    quality: int | None = None
    has_headings: bool = True

    @property
    def has_points(self) -> bool:
        return self.easting is not None and self.northing is not None


CODE_POINT = Layout("OS Code-Point Open", 0, 4, None, 2, 3, None, quality=1, has_headings=False)
_STEMS = {
    "postcode": ("pcds", "pcd", "pcd7", "pcd8", "pcd2", "postcode"),
    "country": ("ctry", "country_code"),
    "small_area": ("lsoa11",),
    "easting": ("oseast1m", "east1m", "eastings"),
    "northing": ("osnrth1m", "north1m", "northings"),
    "ended": ("doterm",),
    "quality": ("positional_quality_indicator",),
}
_EXACT = {"small_area", "postcode"}  # here the digits are part of the meaning


@dataclass(frozen=True)
class Part:
    """One CSV file of a directory. `open` gives its bytes anew each time."""

    name: str
    size: int
    layout: Layout
    open: Callable[[], IO[bytes]]


def layout_of(first_row: Sequence[str]) -> Layout | None:
    """The layout that a file's first row shows, or None for another kind of file."""
    if len(first_row) == CODE_POINT_COLUMNS and CODE_POINT_POSTCODE.fullmatch(first_row[0].strip()):
        return CODE_POINT
    headings = [cell.strip().strip("\ufeff").lower() for cell in first_row]
    found = {column: _position(headings, column) for column in _STEMS}
    if found["postcode"] is None or (found["small_area"] is None and found["easting"] is None):
        return None
    return Layout(
        _kind_by(headings),
        found["postcode"],
        found["country"],
        found["small_area"],
        found["easting"],
        found["northing"],
        found["ended"],
        found["quality"],
    )


def _kind_by(headings: list[str]) -> str:
    if "positional_quality_indicator" in headings:
        return CODE_POINT.kind
    return KIND_BY_NAME["ONSPD"] if "osward" in headings else "ONS postcode look-up"


def _position(headings: list[str], column: str) -> int | None:
    for stem in _STEMS[column]:
        pattern = re.compile(rf"{stem}(cd)?" if column in _EXACT else rf"{stem}(\d\d)?(cd)?")
        for position, heading in enumerate(headings):
            if pattern.fullmatch(heading):
                return position
    return None


def find_parts(source: Path) -> list[Part]:
    """The directory's CSV files in a folder, a zip, or the one file itself. Raises UnknownDirectoryError.

    Where a zip or folder holds one file for the whole country and the same again in pieces (`multi_csv`), the
    whole is taken.
    """
    tables = [(name, size, opener) for name, size, opener in _tables(source) if size]
    parts = [part for table in tables if (part := _part(*table, source.name)) is not None]
    whole = [part for part in parts if "multi_csv" not in part.name.lower()]
    parts = sorted(whole or parts, key=lambda part: part.name)
    if not parts:
        raise UnknownDirectoryError(
            f"No postcode directory was found in {source}. It may be a folder, a .zip or a .csv of OS Code-Point "
            "Open (no heading row, ten columns), ONSPD or NSPL (headings such as pcds, lsoa11, oseast1m)."
        )
    return parts


def empty_files(source: Path, parts: Sequence[Part]) -> list[str]:
    """The CSV files that hold nothing, or nothing below their headings."""
    nothing = [name for name, size, _ in _tables(source) if not size]
    return sorted([*nothing, *(part.name for part in parts if not any(True for _ in islice(read_rows(part), 1)))])


def _tables(source: Path) -> Iterator[tuple[str, int, Callable[[], IO[bytes]]]]:
    """Name, size and opener of each CSV file in a folder or a zip, or of the one file itself."""
    if source.is_dir():
        for path in sorted(source.rglob("*")):
            if path.suffix.lower() == ".csv" and path.is_file():
                yield str(path.relative_to(source)), path.stat().st_size, _opener(path)
    elif zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as archive:
            entries = [entry for entry in archive.infolist() if entry.filename.lower().endswith(".csv")]
        for entry in entries:
            yield entry.filename, entry.file_size, _zip_opener(source, entry.filename)
    elif source.is_file():
        with source.open("rb") as file:
            if file.read(len(ZIP_START)) == ZIP_START:
                raise UnknownDirectoryError(f"{source.name} is damaged or was cut off. Download it again.")
        yield source.name, source.stat().st_size, _opener(source)
    else:
        raise UnknownDirectoryError(f"There is no file or folder {source}.")


def _opener(path: Path) -> Callable[[], IO[bytes]]:
    return lambda: path.open("rb")


def _zip_opener(source: Path, name: str) -> Callable[[], IO[bytes]]:
    return lambda: zipfile.ZipFile(source).open(name)


def _part(name: str, size: int, opener: Callable[[], IO[bytes]], source: str) -> Part | None:
    """The file as a part, or None; the names of the source and the file tell ONSPD and NSPL apart for certain."""
    with _reader(opener) as rows:
        first = next(rows, [])
    layout = layout_of(first)
    if layout is None:
        return None
    named = next((kind for mark, kind in KIND_BY_NAME.items() if mark in f"{source}/{name}".upper()), layout.kind)
    return Part(name, size, replace(layout, kind=named) if layout.kind != CODE_POINT.kind else layout, opener)


@contextmanager
def _reader(opener: Callable[[], IO[bytes]]) -> Iterator[Iterator[list[str]]]:
    """The rows of a file. Raises UnknownDirectoryError where it cannot be read to the end."""
    try:
        with opener() as binary, io.TextIOWrapper(binary, encoding="utf-8-sig", errors="replace", newline="") as text:
            yield csv.reader(text)
    except (zipfile.BadZipFile, zlib.error, EOFError) as damage:
        raise UnknownDirectoryError(f"The zip is damaged ({damage}). Download it again.") from None
    except RuntimeError as locked:
        raise UnknownDirectoryError(f"The zip cannot be opened: {locked}") from None
    except csv.Error as error:
        raise UnknownDirectoryError(f"This is not a CSV file: {error}.") from None


def fingerprint(parts: Sequence[Part]) -> str:
    """Tells whether a stopped import goes on with the same files: names, sizes and how each begins."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(f"{part.name}\0{part.size}\0".encode())
        with part.open() as binary:
            digest.update(binary.read(4096))
    return digest.hexdigest()


def read_rows(part: Part, skip: int = 0) -> Iterator[Row | None]:
    """A part's rows after the first `skip`; None stands for a postcode no longer in use or outside England.

    A row that is cut off or holds no number where one belongs also counts, as None.
    """
    layout = part.layout
    with _reader(part.open) as rows:
        if layout.has_headings:
            next(rows, None)
        for number, cells in enumerate(rows):
            if number >= skip:
                yield _row(cells, layout)


def _row(cells: list[str], layout: Layout) -> Row | None:
    try:
        if layout.ended is not None and cells[layout.ended]:
            return None
        if layout.country is not None and cells[layout.country] != ENGLAND:
            return None
        point = None
        if layout.has_points and (layout.quality is None or cells[layout.quality] != NO_LOCATION_QUALITY):
            east, north = cells[layout.easting], cells[layout.northing]  # type: ignore[index]
            if east and north:
                point = int(float(east)), int(float(north))
        small_area = cells[layout.small_area] if layout.small_area is not None else ""
        return Row(cells[layout.postcode], small_area, point)
    except (IndexError, ValueError, OverflowError):
        return None
