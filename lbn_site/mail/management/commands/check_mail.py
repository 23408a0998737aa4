"""manage.py check_mail: says how mail stands; ends with exit code 1 when something is wrong."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from lbn_site.mail import health


class Command(BaseCommand):
    help = "Report on outgoing email. The exit code is 1 when something is wrong."

    def handle(self, *args: Any, **options: Any) -> None:
        found = health.look()
        self.stdout.write(f"{found.waiting} waiting, {found.failed} failed, {found.in_doubt} in doubt")
        for problem in found.problems:
            self.stderr.write(problem)
        if found.problems:
            sys.exit(1)
