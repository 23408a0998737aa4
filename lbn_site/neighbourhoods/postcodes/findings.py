"""What speaks against a postcode directory before the check uses it: files not whole, postcodes that would go."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..models import Edition, PostcodeRelease
from . import inward
from .directory import Part, empty_files
from .months import month_number
from .writing import AREAS_OF_ENGLAND, area_of

LOWEST_SHARE_KEPT = 0.9  # from 2014 to 2023, 5% ended or moved
MOST_NAMED = 12


@dataclass(frozen=True)
class Finding:
    """A reason to refuse a directory, unless somebody accepts exactly this one."""

    kind: str
    text: str

    @property
    def code(self) -> str:
        """What accepts it: another finding of its kind has another code."""
        return f"{self.kind}-{hashlib.sha256(self.text.encode()).hexdigest()[:4]}"


@dataclass(frozen=True)
class Holdings:
    """What a release holds: `inside` are (ward, postcode), near the boundary or not."""

    inside: frozenset[tuple[str, str]]
    outward: frozenset[str]
    near: int
    beside: int

    @classmethod
    def of(cls, release: PostcodeRelease | None) -> "Holdings":
        rows = list(release.outward_codes.all()) if release else []
        return cls(
            frozenset(pair for row in rows for found in (row.inside, row.near) for pair in _pairs(row.code, found)),
            frozenset(row.code for row in rows),
            sum(len(text) // 3 for row in rows for text in row.near.values()),
            sum(len(text) // 3 for row in rows for text in row.outside_near.values()),
        )

    @property
    def wards(self) -> frozenset[str]:
        return frozenset(ward for ward, _ in self.inside)


def _pairs(outward: str, found: dict[str, str]) -> Iterable[tuple[str, str]]:
    return ((ward, outward + code) for ward, text in found.items() for code in inward.split(text))


def of_files(source: Path, parts: Sequence[Part]) -> list[Finding]:
    """What the files alone show, before they are read."""
    found = []
    if empty := empty_files(source, parts):
        found.append(Finding("empty-files", f"These files are empty: {_named(empty)}. Download them again."))
    if twice := _files_there_twice(parts):
        found.append(Finding("files-twice", f"These files appear twice: {_named(twice)}. Remove the copies."))
    kinds = sorted({part.layout.kind for part in parts})
    wholes = [part.name for part in parts if part.layout.has_headings and "multi_csv" not in part.name.lower()]
    if len(kinds) > 1:
        found.append(
            Finding("mixed", f"The files are from more than one directory: {_named(kinds)}. Use only one of them.")
        )
    elif len(wholes) > 1:
        found.append(
            Finding("mixed", f"More than one file covers the whole country: {_named(wholes)}. Use only one of them.")
        )
    return found


def of_release(release: PostcodeRelease, present: PostcodeRelease | None, matchable: Iterable[str]) -> list[Finding]:
    """What would be lost if the check used `release` instead of the present postcodes.

    `matchable` are the codes of the wards that its method can find postcodes for.
    """
    before, after = Holdings.of(present), Holdings.of(release)
    return [
        *_wards_without_postcodes(after, set(matchable)),
        *_first_halves_lost(before, after),
        *(_areas_missing(after) if present else ()),
        *_postcodes_moved(before, after),
        *_boundaries_lost(before, after),
        *_older(release, present),
    ]


def _wards_without_postcodes(after: Holdings, matchable: set[str]) -> Iterable[Finding]:
    edition = Edition.objects.current()
    if edition is None:
        return
    listed = [row for row in edition.neighbourhoods.order_by("name", "authority") if row.code in matchable]
    without = [f"{row.name} ({row.code})" for row in listed if row.code not in after.wards]
    if without:
        yield Finding(
            "no-postcodes",
            f"{len(without):,} of the {len(listed):,} neighbourhoods would have no postcode, so the check could "
            f"never say yes to them: {_named(without)}. Are all the files of the directory there?",
        )


def _first_halves_lost(before: Holdings, after: Holdings) -> Iterable[Finding]:
    lost = sorted(before.outward - after.outward)
    if lost:
        yield Finding(
            "first-halves-lost",
            f"{len(lost):,} of the {len(before.outward):,} postcode districts that the check knows are not in the "
            f"files: {_named(lost)}. Are all the files of the directory there?",
        )


def _areas_missing(after: Holdings) -> Iterable[Finding]:
    """A file of Code-Point Open holds one area, and the check calls a postcode unknown that its directory lacks."""
    missing = sorted(AREAS_OF_ENGLAND - set(map(area_of, after.outward)))
    if missing:
        yield Finding(
            "areas-missing",
            f"The files hold no postcode of {len(missing):,} of the {len(AREAS_OF_ENGLAND):,} areas in England: "
            f"{_named(missing)}. The check would not know the postcodes there. Are all files there?",
        )


def _postcodes_moved(before: Holdings, after: Holdings) -> Iterable[Finding]:
    kept = len(before.inside & after.inside)
    if before.inside and kept < LOWEST_SHARE_KEPT * len(before.inside):
        yield Finding(
            "postcodes-moved",
            f"Only {kept:,} of the {len(before.inside):,} postcodes that the check knows inside a neighbourhood "
            "would stay in it. Is it the right directory, complete, from the right year, with eastings and "
            "northings in the right columns?",
        )


def _boundaries_lost(before: Holdings, after: Holdings) -> Iterable[Finding]:
    if before.near and not after.near:
        yield Finding(
            "boundaries-lost",
            f"The check could no longer say which postcodes are close to a boundary; it now knows {before.near:,}. "
            f"Only a directory with coordinates can tell.",
        )


def _older(release: PostcodeRelease, present: PostcodeRelease | None) -> Iterable[Finding]:
    if present is None:
        return
    new, old = month_number(release.as_at), month_number(present.as_at)
    if new and old and new < old:
        yield Finding(
            "older", f"These postcodes are of {release.as_at}; those that the check uses are of {present.as_at}."
        )


def _files_there_twice(parts: Sequence[Part]) -> list[str]:
    sizes = Counter(part.size for part in parts)
    seen: dict[str, str] = {}
    twice = []
    for part in parts:
        if sizes[part.size] > 1:
            with part.open() as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
            if digest in seen:
                twice.append(f"{part.name} (as {seen[digest]})")
            seen.setdefault(digest, part.name)
    return twice


def _named(names: Sequence[str]) -> str:
    rest = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {rest:,} more" if rest > 0 else "")
