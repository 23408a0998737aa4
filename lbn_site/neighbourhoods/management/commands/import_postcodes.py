"""Imports a postcode directory for the look-up."""

import re
import signal
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from lbn_site.neighbourhoods.models import Outline, PostcodeRelease
from lbn_site.neighbourhoods.postcodes.directory import Part, UnknownDirectoryError, find_parts
from lbn_site.neighbourhoods.postcodes.importing import NothingMatchedError, PostcodeImport
from lbn_site.neighbourhoods.postcodes.matching import ByPoint, BySmallArea, Matcher

MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
CREDIT = (
    "Contains OS data © Crown copyright and database right; contains Royal Mail data © Royal Mail copyright and "
    "database right; source: Office for National Statistics licensed under the Open Government Licence v3.0"
)
SECONDS_BETWEEN_REPORTS = 5
SHARE_THAT_SURPRISES = 0.9


class Command(BaseCommand):
    help = (
        "Import postcodes from OS Code-Point Open, the ONS Postcode Directory or the NSPL (a folder, a .zip or a "
        ".csv). The look-up goes on with the old postcodes until all are read. Stop it with Ctrl-C or SIGTERM; the "
        "same command goes on where it stopped."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", type=Path, help="folder, .zip or .csv")
        parser.add_argument("--by", choices=["point", "small-area"], help="by point where there are coordinates")
        parser.add_argument("--as-at", help="month of the data ('August 2023'); else from the file's name")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            parts = find_parts(options["source"])
            run = PostcodeImport(
                parts,
                _matcher(parts, options["by"]),
                source=parts[0].layout.kind,
                as_at=options["as_at"] or month_in(options["source"].name) or month_in(parts[0].name),
                credit=CREDIT,
            )
        except UnknownDirectoryError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{parts[0].layout.kind}: {len(parts)} file(s), matched {run.matcher.method}.")
        if run.resumes:
            self.stdout.write(f"Going on after {run.release.rows_read:,} rows.")
        if not run.release.as_at:
            self.stdout.write("The month of the data is not known. Give it with --as-at: visitors read it.")
        before = PostcodeRelease.objects.current()
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # stopped by a service manager: as by Ctrl-C
        try:
            release = run.run(self._reporter())
        except (NothingMatchedError, UnknownDirectoryError) as error:
            raise CommandError(f"{error} The look-up keeps the postcodes it has.") from None
        except DatabaseError as error:
            raise CommandError(
                f"The database could not store it: {error}. The look-up keeps the postcodes it has; the same command "
                "goes on from what was stored."
            ) from None
        except KeyboardInterrupt:
            raise CommandError(
                f"Stopped after {run.release.rows_read:,} rows. The same command goes on from here; until it is "
                "through, the look-up keeps the postcodes it has."
            ) from None
        self.stdout.write(
            self.style.SUCCESS(
                f"{release.rows_read:,} rows read, {release.matched:,} postcodes in listed neighbourhoods. The "
                "look-up uses them from now on."
            )
        )
        if before and release.matched < SHARE_THAT_SURPRISES * before.matched:
            self.stdout.write(
                self.style.WARNING(
                    f"Before there were {before.matched:,}. Is the directory whole? If not, import a whole one."
                )
            )

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


def month_in(name: str) -> str:
    """The month in the name of a file such as ONSPD_AUG_2023_UK.csv; empty where there is none."""
    found = re.search(r"([A-Za-z]{3})[a-z]*[_\- ]?(20\d\d)", name)
    month = next((month for month in MONTHS if found and month[:3].lower() == found.group(1).lower()), None)
    return f"{month} {found.group(2)}" if found and month else ""
