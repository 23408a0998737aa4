"""manage.py check_mail_domain: looks up SPF, DKIM, DMARC, PTR and the return path of the sender's domain."""

import sys
from ipaddress import ip_address
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lbn_site.mail import sender_domain
from lbn_site.mail.sender_policy import JudgeMissingError


class Command(BaseCommand):
    help = (
        "Look up what receivers check before they accept our email: SPF, DMARC, DKIM, the return path, TLS and PTR. "
        "The admin shows the result under Outbox. The exit code is 1 when something is missing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--selector", default="", help="name of the DKIM key")
        parser.add_argument(
            "--leaves-from", type=ip_address, help="internet address that email is sent from, to check its PTR record"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = sender_domain.check(options["selector"], leaves_from=options["leaves_from"])
        except JudgeMissingError as error:
            raise CommandError(str(error)) from error
        for finding in report.findings:
            self.stdout.write(f"{'good' if finding.is_good else 'BAD ':4}  {finding.name}: {finding.words}")
        if not options["selector"]:
            self.stdout.write("DKIM was not looked up: give the name of its key with --selector.")
        if not options["leaves_from"]:
            self.stdout.write("PTR was not looked up: give the address that email is sent from with --leaves-from.")
        if not report.is_good:
            sys.exit(1)
