"""Delivery: takes what is due in hand, one message at a time, and hands it to the mail server.

The same service works under Celery, in `manage.py deliver_mail` and in tests. It may be killed at any moment:
what it had in hand, one message, is decided by the sweep (`mail.sweep`) when the lease has run out.
"""

import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import InterfaceError, OperationalError

from . import aftermath, claims, kinds, pace, server, transport
from .errors import MailError, ServerAwayError
from .models import MailService, OutgoingMessage
from .states import State

logger = logging.getLogger(__name__)

SERVICE_FRESH_SECONDS = 1.0
TIME_IS_UP = "time is up"
TOLD_TO_STOP = "told to stop"


@dataclass
class Report:
    """What one round of delivery did."""

    sent: int = 0
    put_off: int = 0
    failed: int = 0
    in_doubt: int = 0
    cancelled: int = 0
    stopped_because: str = ""

    def count(self, state: State) -> None:
        names = {
            State.SENT: "sent",
            State.FAILED: "failed",
            State.UNCERTAIN: "in_doubt",
            State.CANCELLED: "cancelled",
        }
        name = names.get(state, "put_off")
        setattr(self, name, getattr(self, name) + 1)

    def __str__(self) -> str:
        counts = (
            f"{self.sent} sent, {self.put_off} put off, {self.failed} failed, "
            f"{self.in_doubt} in doubt, {self.cancelled} cancelled"
        )
        return f"{counts}; {self.stopped_because}" if self.stopped_because else counts


def deliver_due(
    *, first: int | None = None, seconds: float | None = None, stop: threading.Event | None = None
) -> Report:
    """Send what is due: `first` before all others, for at most so many seconds, until `stop` is set."""
    with transport.Transport() as line_out:
        return _Round(line_out).run(first, seconds, stop or threading.Event())


class _Round:
    """One round of delivery over one connection at a time."""

    def __init__(self, line_out: transport.Transport) -> None:
        self.line_out = line_out
        self.report = Report()
        self._service = MailService()
        self._service_read_at = float("-inf")

    def run(self, first: int | None, seconds: float | None, stop: threading.Event) -> Report:
        deadline = None if seconds is None else time.monotonic() + seconds
        for message_id, priority in self._next_ones(first):
            if stop.is_set():
                self.report.stopped_because = TOLD_TO_STOP
                break
            if deadline is not None and time.monotonic() > deadline:
                self.report.stopped_because = TIME_IS_UP
                break
            if not self._connect():
                break
            if not pace.take_slot(is_urgent=priority == kinds.URGENT):
                continue  # an urgent message may have come meanwhile
            message = claims.claim(message_id)
            if message is not None:
                self.report.count(self._deliver(message))
        return self.report

    def service(self) -> MailService:
        """How sending stands, read at most once a second, so that a pause works within a second."""
        if time.monotonic() - self._service_read_at > SERVICE_FRESH_SECONDS:
            self._service, self._service_read_at = MailService.load(), time.monotonic()
        return self._service

    def _next_ones(self, first: int | None) -> Iterator[tuple[int, int]]:
        """Ids and priorities in order of sending, read again and again until nothing is due."""
        if first is not None and self.service().may_send:
            yield first, kinds.URGENT
        line = claims.Line()
        while self.service().may_send and (hint := line.peek()) is not None:
            line.drop()
            yield hint

    def _connect(self) -> bool:
        """Have a connection before any message is touched, so that a server that is away charges nobody."""
        if self.line_out.is_fresh:
            return True
        if not server.may_be_tried():
            self.report.stopped_because = "the mail server is away"
            return False
        try:
            self.line_out.open()
        except ServerAwayError as fault:
            server.is_away(fault)
            self.report.stopped_because = fault.explanation
            return False
        server.is_back()
        return True

    def _deliver(self, message: OutgoingMessage) -> State:
        """One attempt at one message in hand; the state it ended in."""
        started = time.monotonic()
        code: int | None = None
        kind = kinds.find(message.kind)
        if kind is None:
            return aftermath.unknown_kind(message)
        try:
            objection = kind.objection(message)
            if objection:
                claims.settle(message, State.CANCELLED, reason=objection)
                return State.CANCELLED
            mail = transport.build(kind.render(message), recipient=message.recipient, message_id=message.message_id)
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:
            logger.exception("Message %s (%s) could not be made.", message.pk, message.kind)
            return aftermath.not_made(error, message)
        try:
            code, reply = self.line_out.send(mail)
        except MailError as fault:
            code, state = fault.code, aftermath.settle(fault, message, kind)
        else:
            state = State.SENT
            claims.settle(message, state, reply=reply, reply_code=code, reason="")
            if self.service().refusals_in_a_row:
                server.accepts_us()
        logger.info(
            "message=%s kind=%s attempt=%s state=%s code=%s seconds=%.3f",
            message.pk,
            message.kind,
            message.attempts,
            state,
            code,
            time.monotonic() - started,
        )
        return state
