"""manage.py import_wordpress FILE.xml: bring over a WordPress export."""

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from django.core.management.base import BaseCommand, CommandError

from lbn_site.delivery.purge import purged_at_the_end
from lbn_site.moving_in.attachments import Attachments
from lbn_site.moving_in.services import Import, Outcome
from lbn_site.moving_in.wxr import Export, UnreadableExportError


class Command(BaseCommand):
    help = (
        "Import posts, pages and files from a WordPress export (Tools > Export > All content). Without --for-real, "
        "nothing is saved and the command only says what would happen. It is safe to run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the export, an .xml file")
        parser.add_argument("--attachments", type=Path, help="the former site's uploads: a folder or a .zip file")
        parser.add_argument(
            "--for-real", action="store_true", help="save what is imported; without this, nothing is saved"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for path in filter(None, (options["file"], options["attachments"])):
            if not path.exists():
                raise CommandError(f"There is no {path}.")
        try:
            attachments = Attachments(options["attachments"])
        except BadZipFile as error:
            raise CommandError(f"{options['attachments']} is neither a folder nor a .zip file.") from error
        run = Import(Export(options["file"]), attachments, for_real=options["for_real"])
        totals: Counter[str] = Counter()
        try:
            with purged_at_the_end():
                for outcome in run.run():
                    totals[outcome.what] += 1
                    self._tell(outcome)
        except UnreadableExportError as error:
            raise CommandError(f"{error} {self._sum(totals)}") from error
        self.stdout.write(self._sum(totals))
        if not run.for_real:
            self.stdout.write("This was a trial: nothing was saved. Add --for-real to import.")

    def _tell(self, outcome: Outcome) -> None:
        item = outcome.item
        line = f"{outcome.what}: {item.kind or 'item'} {item.number} ‘{item.title}’"
        self.stdout.write("; ".join([line, *outcome.notes]))

    def _sum(self, totals: Counter[str]) -> str:
        parts = [f"{number} {what}" for what, number in sorted(totals.items())]
        return f"In all: {', '.join(parts) or 'nothing'}."
