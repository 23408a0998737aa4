"""A fingerprint of the code that makes an edition of a file: it is kept with every edition that this code made."""

import hashlib
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TRANSFORMING = (
    "importing/read.py",
    "importing/workbook.py",
    "importing/sheet.py",
    "importing/xml_events.py",
    "importing/columns.py",
    "importing/cells.py",
    "importing/values.py",
    "importing/problems.py",
    "importing/spellings.py",
    "importing/schema.py",
    "importing/lists.py",
    "importing/validate.py",
    "importing/store.py",
    "../core/csv_rows.py",
    "../core/names.py",
    "../core/spreadsheets.py",
    "outlines/grid.py",
)


@lru_cache
def code_fingerprint(*more: str) -> str:
    """SHA-256 of the modules between a file and its stored rows, one after the other: those above, then `more`."""
    return hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in (*TRANSFORMING, *more))).hexdigest()
