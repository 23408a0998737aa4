"""manage.py deliver_mail: deliver what is due without Celery, by the same service."""

import logging
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import InterfaceError, OperationalError, connection

from lbn_site.mail import delivery, sweep

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_ROUNDS = 2
LONGEST_PAUSE = 60


class Command(BaseCommand):
    help = "Send the email that is due. With --loop, keep going until stopped (Ctrl-C, SIGTERM)."

    def add_arguments(self, parser: CommandParser) -> None:
        how = parser.add_mutually_exclusive_group(required=True)
        how.add_argument("--once", action="store_true", help="send what is due now, then stop")
        how.add_argument("--loop", action="store_true", help="keep sending, where Celery cannot be used")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        if options["once"]:
            self.stdout.write(str(self._round(stop)))
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        pause = SECONDS_BETWEEN_ROUNDS
        while not stop.is_set():
            try:
                report = self._round(stop)
                pause = SECONDS_BETWEEN_ROUNDS
            except (OperationalError, InterfaceError):
                logger.exception("The database cannot be reached.")
                connection.close()
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                if report.sent or report.failed or report.stopped_because:
                    self.stdout.write(str(report))
            stop.wait(pause)

    def _round(self, stop: threading.Event) -> delivery.Report:
        sweep.note()
        sweep.decide_expired_leases()
        return delivery.deliver_due(stop=stop)
