"""Loads a postcode directory for 'Is my neighbourhood on the list?'."""

import signal
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, transaction

from lbn_site.neighbourhoods.models import Outline, PostcodeRelease
from lbn_site.neighbourhoods.postcodes import findings
from lbn_site.neighbourhoods.postcodes.directory import Part, UnknownDirectoryError, find_parts
from lbn_site.neighbourhoods.postcodes.findings import Finding, Holdings
from lbn_site.neighbourhoods.postcodes.importing import NothingMatchedError, PostcodeImport, make_current
from lbn_site.neighbourhoods.postcodes.matching import ByPoint, BySmallArea, Matcher
from lbn_site.neighbourhoods.postcodes.months import month_in

CREDIT = (
    "Contains OS data © Crown copyright and database right; contains Royal Mail data © Royal Mail copyright and "
    "database right; source: Office for National Statistics licensed under the Open Government Licence v3.0"
)
SECONDS_BETWEEN_REPORTS = 5
NOTHING_CHANGED = "The postcode check keeps the postcodes it has."


class Command(BaseCommand):
    help = (
        "Import postcodes from OS Code-Point Open, the ONS Postcode Directory or the NSPL (a folder, a .zip or a "
        ".csv). The postcode check keeps using the old postcodes until all the new ones have been read and checked. "
        "Stop it with Ctrl-C or SIGTERM; run the same command again to continue. `restore_postcodes` goes back."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", type=Path, help="folder, .zip or .csv")
        parser.add_argument("--by", choices=["point", "small-area"], help="by point where there are coordinates")
        parser.add_argument(
            "--as-at", help="month of the data, such as 'August 2023' (default: from the file's name)"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="read everything, say what would change, then stop"
        )
        parser.add_argument(
            "--accept", action="append", default=[], metavar="CODE", help="accept the finding that has this code"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        source: Path = options["source"]
        try:
            parts = find_parts(source)
            found = findings.of_files(source, parts)
            matcher = _matcher(parts, options["by"])
            as_at = options["as_at"] or month_in(source.name) or month_in(parts[0].name)
            run = PostcodeImport(parts, matcher, source=parts[0].layout.kind, as_at=as_at, credit=CREDIT)
            run.release.as_at = as_at or run.release.as_at
        except UnknownDirectoryError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{parts[0].layout.kind}: {len(parts)} file(s), matched {matcher.method}.")
        self._refuse(found, options["accept"])
        if run.resumes:
            self.stdout.write(f"Continuing after {run.release.rows_read:,} rows.")
        if not run.release.as_at:
            self.stdout.write(
                "The month of the data is not known. Give it with --as-at, because visitors will see it."
            )
        self._read(run)
        present = PostcodeRelease.objects.current()
        self._compare(run.release, present)
        found = findings.of_release(run.release, present, matcher.codes)
        if options["dry_run"]:
            for finding in found:
                self.stdout.write(self.style.WARNING(f"{finding.text} [{finding.code}]"))
            self.stdout.write(f"Dry run. {NOTHING_CHANGED} Without --dry-run the same command uses what was read.")
            return
        self._refuse(found, options["accept"])
        with transaction.atomic():
            make_current(run.release)
        self.stdout.write(
            self.style.SUCCESS(
                f"{run.release.rows_read:,} rows read, {run.release.matched:,} postcodes in listed neighbourhoods. "
                "The postcode check now uses them. `restore_postcodes` goes back to the earlier ones."
            )
        )

    def _read(self, run: PostcodeImport) -> None:
        # Stopped by a service manager: as by Ctrl-C.
        before = signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            run.read(self._reporter())
        except (NothingMatchedError, UnknownDirectoryError) as error:
            raise CommandError(f"{error} {NOTHING_CHANGED}") from None
        except DatabaseError as error:
            raise CommandError(
                f"The database could not store it: {error}. {NOTHING_CHANGED} Run the same command again to "
                "continue from what was stored."
            ) from None
        except KeyboardInterrupt:
            raise CommandError(
                f"Stopped after {run.release.rows_read:,} rows. {NOTHING_CHANGED} Run the same command again to "
                "continue from here."
            ) from None
        finally:
            signal.signal(signal.SIGTERM, before)

    def _refuse(self, found: list[Finding], accepted: list[str]) -> None:
        """Raises CommandError where something speaks against the files that nobody has accepted by its code."""
        open_ones = [finding for finding in found if finding.code not in accepted]
        if open_ones:
            texts = "".join(f"\n- {finding.text}" for finding in open_ones)
            codes = " ".join(f"--accept {finding.code}" for finding in open_ones)
            raise CommandError(
                f"{NOTHING_CHANGED} There are problems with the new ones:{texts}\nIf you have checked this and it "
                f"is right, run the same command again with {codes}"
            )

    def _compare(self, release: PostcodeRelease, present: PostcodeRelease | None) -> None:
        before, after = Holdings.of(present), Holdings.of(release)
        rows = (
            ("postcodes inside a neighbourhood", len(before.inside), len(after.inside)),
            ("of them close to its boundary", before.near, after.near),
            ("postcodes just outside one", before.beside, after.beside),
            ("neighbourhoods with postcodes", len(before.wards), len(after.wards)),
            ("postcode districts", len(before.outward), len(after.outward)),
        )
        self.stdout.write(f"Before: {present or 'no postcodes'}. After: {release}.")
        for name, old, new in rows:
            self.stdout.write(f"  {name}: {old:,} before, {new:,} after")
        gone, come = len(before.inside - after.inside), len(after.inside - before.inside)
        self.stdout.write(f"  {gone:,} would no longer be in their neighbourhood, {come:,} would be added")

    def _reporter(self):
        last = time.monotonic()

        def report(rows: int, matched: int) -> None:
            nonlocal last
            if time.monotonic() - last >= SECONDS_BETWEEN_REPORTS:
                last = time.monotonic()
                self.stdout.write(f"  {rows:,} rows read, {matched:,} in listed neighbourhoods")
                self.stdout.flush()

        return report


def _matcher(parts: list[Part], wish: str | None) -> Matcher:
    """By point where every file has points and outlines are known, unless the operator wishes otherwise."""
    can_by_point = all(part.layout.has_points for part in parts) and Outline.objects.exists()
    can_by_area = all(part.layout.small_area is not None for part in parts)
    if wish == "point" and not can_by_point:
        raise UnknownDirectoryError("Matching by point needs eastings and northings in the files, and outlines.")
    if wish == "small-area" and not can_by_area:
        raise UnknownDirectoryError("Matching by small area needs a column of 2011 small areas (lsoa11).")
    if can_by_point and wish != "small-area":
        return ByPoint()
    if can_by_area:
        return BySmallArea()
    raise UnknownDirectoryError("The files have neither coordinates nor 2011 small areas (lsoa11) to match by.")
