"""The import desk on the command line."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from lbn_site.neighbourhoods.editions import publish_edition
from lbn_site.neighbourhoods.importing import desk
from lbn_site.neighbourhoods.importing.compare import Comparison, compare
from lbn_site.neighbourhoods.importing.guards import guards_for, missing_texts
from lbn_site.neighbourhoods.importing.read import UnreadableFileError, refuse_too_large
from lbn_site.neighbourhoods.models import Edition, ListImport


class DryRunError(Exception):
    """Ends the transaction of a dry run, so that nothing stays."""


class Command(BaseCommand):
    help = (
        "Check a list of neighbourhoods (CSV or XLSX) and say what it would change. Nothing is stored unless you "
        "add --draft, to keep it for approval in the admin, or --publish, to make it the current list."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--edition", required=True, metavar="NAME", help="such as '2025 edition'")
        parser.add_argument("--expect", type=int, metavar="N", help="how many neighbourhoods it should have")
        parser.add_argument("--draft", action="store_true", help="keep it as a draft that waits for approval")
        parser.add_argument("--publish", action="store_true", help="make it the current list at once")
        parser.add_argument("--accept-warnings", action="store_true", help="publish despite warnings")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            refuse_too_large(options["file"].stat().st_size)
            data = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error}") from None
        except UnreadableFileError as error:
            raise CommandError(str(error)) from None
        if Edition.objects.published().filter(name__iexact=options["edition"]).exists():
            raise CommandError(f"There is already a published {options['edition']}. Give this one a different name.")
        try:
            with transaction.atomic():
                self._import(data, options)
                if not (options["draft"] or options["publish"]):
                    raise DryRunError
        except DryRunError:
            self.stdout.write("Dry run: nothing was changed. Add --draft or --publish.")
        except UnreadableFileError as error:
            raise CommandError(str(error)) from None

    def _import(self, data: bytes, options: dict[str, Any]) -> None:
        current = Edition.objects.current()
        expected = options["expect"] or (current.neighbourhoods.count() if current else 225)
        record = desk.submit_list(
            name=options["file"].name, data=data, edition_name=options["edition"], expected_count=expected
        )
        for problem in record.problems:
            kind = "Problem" if problem["is_error"] else "Note"
            row = f" in row {problem['row']}" if problem["row"] else ""
            column = f" ({problem['column']})" if problem["column"] else ""
            self.stdout.write(f"{kind}{row}{column}: {problem['text']}")
        if record.edition is None:
            raise CommandError("The file has problems: nothing was changed.")
        comparison = compare(current, record.edition)
        self._tell(comparison, current)
        guards = guards_for(record.edition, current, comparison)
        for guard in guards:
            self.stdout.write(self.style.WARNING(f"Warning: {guard.text}"))
        if options["publish"]:
            self._publish(record, record.edition, bool(guards), options)

    def _publish(self, record: ListImport, edition: Edition, has_warnings: bool, options: dict[str, Any]) -> None:
        missing = missing_texts(edition)
        if missing:
            raise CommandError(
                "Keep it with --draft and write its texts in the admin first. Nothing was changed. "
                + " ".join(missing)
            )
        if has_warnings and not options["accept_warnings"]:
            raise CommandError("There are warnings: check them, then add --accept-warnings. Nothing was changed.")
        record.state = "published"
        record.save(update_fields=["state"])
        publish_edition(edition=edition)
        self.stdout.write(self.style.SUCCESS(f"{edition.name} is published and is now the current list."))

    def _tell(self, comparison: Comparison, current: Edition | None) -> None:
        beside = f" beside the {current.name}" if current else ""
        self.stdout.write(
            f"{comparison.in_both:,} stay, {len(comparison.joins):,} join, {len(comparison.leaves):,} leave, "
            f"{len(comparison.recoded):,} have another code, {len(comparison.renamed):,} are renamed, "
            f"{len(comparison.changed):,} have other figures{beside}."
        )
        for row in comparison.joins:
            self.stdout.write(f"  + {row.code} {row}")
        for row in comparison.leaves:
            self.stdout.write(f"  - {row.code} {row}")
        for before, after in comparison.recoded:
            self.stdout.write(f"  ~ {after.code} {after} was {before.code}")
        for before, after in comparison.renamed:
            self.stdout.write(f"  = {after.code} {before} becomes {after}")
