"""Brings redirects in from a CSV file, as the admin does, in place of Wagtail's command, which checks nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ... import redirect_file


class Command(BaseCommand):
    """Checks every row and says what becomes of it; writes only with --for-real."""

    help = "Import redirects from a CSV file with the columns ‘from’, ‘to’ and, if you like, ‘permanent’."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--for-real", action="store_true", help="save the redirects; without this, only check them"
        )

    def handle(self, *args: Any, file: Path, for_real: bool, **options: Any) -> None:
        try:
            rows = redirect_file.read(file.read_bytes())
        except (OSError, redirect_file.UnreadableFileError) as error:
            raise CommandError(str(error)) from error
        for row in rows:
            notes = f" ({'; '.join(row.notes)})" if row.notes else ""
            self.stdout.write(f"{row.number}: {row.old_path} → {row.target}: {row.verdict_label}{notes}")
        if for_real:
            self.stdout.write(f"{redirect_file.write(rows)} redirects were saved.")
        else:
            number = sum(row.is_written for row in rows)
            self.stdout.write(f"{number} redirects would be saved. Nothing was changed: add --for-real to save them.")
