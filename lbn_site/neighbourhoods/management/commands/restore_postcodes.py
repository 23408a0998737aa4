"""Goes back to postcodes that 'Is my neighbourhood on the list?' used before."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lbn_site.neighbourhoods.models import PostcodeRelease, ReleaseState
from lbn_site.neighbourhoods.postcodes.importing import go_back_to


class Command(BaseCommand):
    help = (
        "Make the postcode check use earlier postcodes again. Nothing is deleted: to undo this, run the command "
        "with the number of the postcodes you have now."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "number", type=int, nargs="?", help="a number from --list (default: the ones before the current ones)"
        )
        parser.add_argument("--list", action="store_true", help="list the postcodes that are kept, and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        kept = list(PostcodeRelease.objects.filter(state=ReleaseState.READY))
        if options["list"]:
            for release in kept:
                self.stdout.write(_described(release))
            return
        release = _chosen(kept, options["number"])
        go_back_to(release)
        self.stdout.write(self.style.SUCCESS(f"The postcode check now uses these postcodes: {_described(release)}"))


def _chosen(kept: list[PostcodeRelease], number: int | None) -> PostcodeRelease:
    """The release of that number, or the newest one before the present one. Raises CommandError for none."""
    if number is not None:
        chosen = next((release for release in kept if release.pk == number), None)
        if chosen is None:
            raise CommandError(
                f"There are no postcodes with the number {number}. Use --list to see the ones that are kept."
            )
        return chosen
    present = next((release for release in kept if release.is_current), None)
    earlier = [release for release in kept if present is None or release.pk < present.pk]
    if not earlier:
        raise CommandError("There are no earlier postcodes to go back to. Use --list to see the ones that are kept.")
    return earlier[0]


def _described(release: PostcodeRelease) -> str:
    finished = f", loaded {release.finished_at:%d/%m/%Y}" if release.finished_at else ""
    present = ", in use now" if release.is_current else ""
    return f"{release.pk}: {release}, {release.matched:,} postcodes{finished}{present}"
