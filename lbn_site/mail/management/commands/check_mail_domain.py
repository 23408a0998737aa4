"""manage.py check_mail_domain: looks up SPF, DKIM, DMARC and the return path of the sender's domain."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from lbn_site.mail import sender_domain


class Command(BaseCommand):
    help = (
        "Looks up what receivers of our mail look at: SPF, DMARC, DKIM, the return path, TLS. The desk shows the "
        "result under Outbox. The exit code is 1 when something is missing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--selector", default="", help="The name of the DKIM key.")

    def handle(self, *args: Any, **options: Any) -> None:
        report = sender_domain.check(options["selector"])
        for finding in report.findings:
            self.stdout.write(f"{'good' if finding.is_good else 'BAD ':4}  {finding.name}: {finding.words}")
        if not options["selector"]:
            self.stdout.write("DKIM was not looked up: name its key with --selector.")
        if not report.is_good:
            sys.exit(1)
