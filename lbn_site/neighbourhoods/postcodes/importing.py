"""Importing a postcode directory: streamed, matched in batches, stopped and resumed, swapped in at once."""

import gc
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.db import transaction
from django.utils import timezone

from lbn_site.delivery.purge import purge_public_pages

from ..models import OutwardCode, PostcodeRelease, ReleaseState
from . import inward
from .directory import Part, Row, fingerprint, read_rows
from .matching import Matcher
from .writing import FORM

BATCH = 20_000
ROWS_BETWEEN_SAVES = 400_000
RELEASES_KEPT = 3

Report = Callable[[int, int], None]


@dataclass
class Area:
    """What has been found in one outward code so far."""

    inside: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    near: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    outside_near: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    known: bytearray = field(default_factory=inward.new_bitmap)


class NothingMatchedError(ValueError):
    """A whole directory was read and no postcode lies in a listed ward: the wrong files, or the wrong wards."""


class PostcodeImport:
    """One run over a directory. Memory holds one area per outward code, however many rows are read."""

    def __init__(self, parts: Sequence[Part], matcher: Matcher, *, source: str, as_at: str, credit: str) -> None:
        self.parts = parts
        self.matcher = matcher
        self.release = self._unfinished() or PostcodeRelease(
            source=source,
            as_at=as_at,
            method=matcher.method,
            credit=credit,
            is_complete=True,
            fingerprint=fingerprint(parts),
        )
        self.areas: dict[str, Area] = defaultdict(Area)
        self.unsaved_rows = 0
        self._load_areas()

    @property
    def resumes(self) -> bool:
        return self.release.rows_read > 0

    def run(self, report: Report = lambda rows, matched: None) -> PostcodeRelease:
        """Read everything, then make the release current."""
        self.read(report)
        with transaction.atomic():
            make_current(self.release)
        return self.release

    def read(self, report: Report = lambda rows, matched: None) -> PostcodeRelease:
        """Read everything; the check does not use it yet. Stopping in between keeps what was read.

        Raises NothingMatchedError where no postcode lies in a listed ward.
        """
        gc.freeze()  # Millions of short-lived rows would make Python look through the whole program again and again.
        try:
            for part in self._parts_to_read():
                self._read(part, report)
        except KeyboardInterrupt:
            self.save_progress()
            raise
        finally:
            gc.unfreeze()
        if not self.release.matched:
            raise NothingMatchedError(
                f"{self.release.rows_read:,} rows were read and no postcode lies in a listed ward."
            )
        self.save_progress()
        return self.release

    def _unfinished(self) -> PostcodeRelease | None:
        return PostcodeRelease.objects.filter(
            state=ReleaseState.LOADING, fingerprint=fingerprint(self.parts), method=self.matcher.method
        ).first()

    def _parts_to_read(self) -> list[Part]:
        names = [part.name for part in self.parts]
        current = self.release.position.get("part")
        return list(self.parts[names.index(current) :]) if current in names else list(self.parts)

    def _read(self, part: Part, report: Report) -> None:
        position = self.release.position
        done = position["rows"] if position.get("part") == part.name else 0
        self.release.position = {"part": part.name, "rows": done}
        rows = read_rows(part, skip=done)
        while batch := list(islice(rows, BATCH)):
            self._take([row for row in batch if row is not None])
            self.release.rows_read += len(batch)
            self.release.matched = sum(_count(area.inside) + _count(area.near) for area in self.areas.values())
            self.release.position = {"part": part.name, "rows": self.release.position["rows"] + len(batch)}
            self.unsaved_rows += len(batch)
            if self.unsaved_rows >= ROWS_BETWEEN_SAVES:
                self.save_progress()
            report(self.release.rows_read, self.release.matched)

    def _take(self, batch: list[Row]) -> None:
        codes = list(_split_codes(batch))
        for code in codes:
            if code is not None:
                inward.add(self.areas[code[0]].known, code[1])
        for match in self.matcher.matches(batch):
            code = codes[match.position]
            if code is None:
                continue
            area = self.areas[code[0]]
            kind = area.outside_near if not match.is_inside else area.near if match.is_near else area.inside
            kind[match.code].add(code[1])

    def save_progress(self) -> None:
        """Store what was found so far, so that the same command goes on from here."""
        self.unsaved_rows = 0
        with transaction.atomic():
            self.release.save()
            rows = [self._row(code, area) for code, area in self.areas.items()]
            OutwardCode.objects.bulk_create(
                rows,
                batch_size=200,
                update_conflicts=True,
                unique_fields=["release", "code"],
                update_fields=["inside", "near", "outside_near", "known"],
            )

    def _row(self, code: str, area: Area) -> OutwardCode:
        return OutwardCode(
            release=self.release,
            code=code,
            inside=_joined(area.inside),
            near=_joined(area.near),
            outside_near=_joined(area.outside_near),
            known=inward.pack(area.known),
        )

    def _load_areas(self) -> None:
        if not self.resumes:
            return
        for row in self.release.outward_codes.all():
            area = self.areas[row.code]
            for kept, found in (
                (row.inside, area.inside),
                (row.near, area.near),
                (row.outside_near, area.outside_near),
            ):
                for code, text in kept.items():
                    found[code].update(inward.split(text))
            area.known = inward.unpack(row.known)


def make_current(release: PostcodeRelease) -> None:
    """Let the look-up use a release that was read; older ones go, but those before it stay to go back to."""
    release.state = ReleaseState.READY
    release.finished_at = timezone.now()
    release.position = {}
    _use(release)
    kept = PostcodeRelease.objects.filter(state=ReleaseState.READY)[:RELEASES_KEPT]
    PostcodeRelease.objects.exclude(pk__in=[row.pk for row in kept]).delete()


@transaction.atomic
def go_back_to(release: PostcodeRelease) -> None:
    """Let the look-up use a release that it used before. The one that it uses now stays as well."""
    _use(release)


def _use(release: PostcodeRelease) -> None:
    PostcodeRelease.objects.filter(is_current=True).update(is_current=False)
    release.is_current = True
    release.save()
    purge_public_pages()


def _split_codes(batch: Sequence[Row]) -> Iterator[tuple[str, str] | None]:
    """Outward and inward code of each row, whatever spaces the directory puts in between."""
    for row in batch:
        form = FORM.fullmatch(row.postcode.replace(" ", ""))
        yield (form.group(1) + form.group(2), form.group(3)) if form else None


def _count(found: dict[str, set[str]]) -> int:
    return sum(map(len, found.values()))


def _joined(found: dict[str, set[str]]) -> dict[str, str]:
    return {code: inward.join(codes) for code, codes in sorted(found.items())}
