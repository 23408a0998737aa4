"""Ringing for a worker never costs a visitor anything."""

import threading
import time

import pytest
from kombu.exceptions import OperationalError

from lbn_site.mail import doorbell


@pytest.fixture
def broken(monkeypatch):
    """A broker that fails, and how often it was tried."""
    tries: list[int | None] = []

    def publish(message_id):
        tries.append(message_id)
        raise OperationalError("connection refused")

    monkeypatch.setattr(doorbell, "_publish", publish)
    return tries


def test_ringing_reaches_the_broker(bell):
    assert doorbell.ring(7)
    assert bell == [7]


def test_a_broken_broker_is_nobodys_error(broken):
    assert not doorbell.ring(7)


def test_a_broker_that_is_silent_holds_nobody_up(monkeypatch, db, django_capture_on_commit_callbacks):
    answered = threading.Event()
    monkeypatch.setattr(doorbell, "_publish", lambda message_id: answered.wait(5))
    started = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True):
        doorbell.ring_after_commit(1)
    assert time.monotonic() - started < 1
    answered.set()
    doorbell.wait()


def test_after_a_failure_this_process_leaves_the_broker_in_peace_for_a_while(broken):
    doorbell.ring(1)
    doorbell.ring(2)
    assert broken == [1]
    doorbell.forget_failures()
    doorbell.ring(3)
    assert broken == [1, 3]
