"""Let a restored database catch up with what happened since its backup."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lbn_site.core import health, restoring


class Command(BaseCommand):
    """Run it once after a backup was restored, while web, worker and beat stand still."""

    help = (
        "Bring a restored database up to date: anyone who unsubscribed or was erased after the backup comes off the "
        "list again, email that was waiting is not sent twice, and stored pages are cleared. Stop web, worker and "
        "beat first. It is safe to run again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        fault = health.database()
        if fault:
            raise CommandError(f"{fault}. Run ‘manage.py migrate’ first.")
        for told in restoring.catch_up():
            self.stdout.write(told)
