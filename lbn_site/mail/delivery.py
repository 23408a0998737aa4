"""Delivery: takes what is due in hand, one message at a time, and hands it to the mail server.

The same service works under Celery, in `manage.py deliver_mail` and in tests. It may be killed at any moment:
what it had in hand, one message, is decided by the sweep (`mail.sweep`) when the lease has run out.
"""

import logging
import threading
import time
from dataclasses import dataclass
from typing import Any

from django.db import InterfaceError, OperationalError

from lbn_site.core import asked_once

from . import aftermath, claims, kinds, pace, server, transport
from .errors import MailError, ServerAwayError
from .models import MailService, OutgoingMessage
from .states import State

logger = logging.getLogger(__name__)

SERVICE_FRESH_SECONDS = 1.0
TIME_IS_UP = "time is up"
TOLD_TO_STOP = "asked to stop"


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
            f"{self.sent} sent, {self.put_off} delayed, {self.failed} failed, "
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
        deadline = float("inf") if seconds is None else time.monotonic() + seconds
        while self._goes_on(stop, deadline) and self._has_line_out():
            priority = claims.next_priority() if pace.interval() else claims.ANY_PRIORITY
            if priority is None:
                break
            if not pace.take_slot(is_urgent=priority == kinds.URGENT):
                continue  # an urgent message may have come meanwhile
            message = (first and claims.claim(first, priority=priority)) or claims.claim_next(priority=priority)
            if message is None:
                break
            first = None
            self.report.count(self._deliver(message))
        return self.report

    def _goes_on(self, stop: threading.Event, deadline: float) -> bool:
        if stop.is_set():
            self.report.stopped_because = TOLD_TO_STOP
        elif time.monotonic() > deadline:
            self.report.stopped_because = TIME_IS_UP
        return not self.report.stopped_because and self.service().may_send

    def _has_line_out(self) -> bool:
        """Have a connection before any message is touched, so that a server that is away charges nobody."""
        return self.line_out.is_fresh or (claims.next_priority() is not None and self._connect())

    def service(self) -> MailService:
        """How sending stands, read at most once a second, so that a pause works within a second."""
        if time.monotonic() - self._service_read_at > SERVICE_FRESH_SECONDS:
            self._service, self._service_read_at = MailService.load(), time.monotonic()
        return self._service

    def _connect(self) -> bool:
        if not server.may_be_tried():
            self.report.stopped_because = "the mail server cannot be reached"
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
            with asked_once.remembered():
                objection = kind.objection(message)
                content = None if objection else kind.render(message)
            if content is None:
                claims.settle(message, State.CANCELLED, reason=objection)
                return State.CANCELLED
            mail = transport.build(content, recipient=message.recipient, message_id=message.message_id)
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:
            logger.exception("Message %s (%s) could not be put together.", message.pk, message.kind)
            return aftermath.not_made(error, message)
        try:
            code, reply = self.line_out.send(mail)
        except MailError as fault:
            code, state = fault.code, aftermath.settle(fault, message, kind)
        else:
            state = State.SENT
            forgotten: dict[str, Any] = {"context": {}} if kind.comes_made else {}
            claims.settle(message, state, reply=reply, reply_code=code, reason="", **forgotten)
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
