"""Kinds of messages for the tests of mail, and a mail server that can misbehave."""

import pytest

from lbn_site.mail import doorbell, kinds
from lbn_site.mail.kinds import BULK, Content, Kind, OnDoubt
from tests.mail.fault_server import FaultServer


class Calls:
    """What the app behind the kinds answers, and what it was told."""

    def __init__(self) -> None:
        self.objection: str | None = None
        self.refused: list = []
        self.render_error: Exception | None = None

    def render(self, message) -> Content:
        if self.render_error:
            raise self.render_error
        return self.answer()

    def answer(self) -> Content:
        return Content("A subject", "Text.", "<p>Text.</p>", {"Auto-Submitted": "auto-generated"})


@pytest.fixture
def calls():
    answers = Calls()
    for name, priority, on_doubt in (
        ("test.urgent", kinds.URGENT, OnDoubt.SEND_AGAIN),
        ("test.bulk", BULK, OnDoubt.ASK_STAFF),
    ):
        kinds.register(
            Kind(
                name,
                f"Test: {name}",
                answers.render,
                lambda message: answers.objection,
                refused=lambda message, fault: answers.refused.append((message.pk, fault.refusal)),
                priority=priority,
                on_doubt=on_doubt,
            )
        )
    yield answers
    kinds.unregister("test.urgent")
    kinds.unregister("test.bulk")


@pytest.fixture(autouse=True)
def bell(monkeypatch):
    """No worker listens in these tests; what rang is kept."""
    rung: list = []
    monkeypatch.setattr(doorbell, "_publish", rung.append)
    doorbell.forget_failures()
    return rung


@pytest.fixture
def smtp(settings):
    server = FaultServer()
    server.start()
    settings.MAIL_TRANSPORT = "lbn_site.mail.smtp.WatchedEmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_TIMEOUT = 2
    yield server
    server.stop()
