"""Let a restored database catch up with what happened since its backup."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lbn_site.core import health, restoring


class Command(BaseCommand):
    """Run it once after a backup was restored, while web, worker and beat stand still."""

    help = (
        "Let a restored database catch up: who left or was erased since the backup is taken off the list again, mail "
        "that waited then is not sent twice, stored pages are forgotten. Stop web, worker and beat before; it may be "
        "repeated."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        fault = health.database()
        if fault:
            raise CommandError(f"{fault}. Run ‘manage.py migrate’ first.")
        for told in restoring.catch_up():
            self.stdout.write(told)
