"""An act happens whole or not at all, wherever it is broken off."""

import os
import signal
from itertools import count

import pytest
from django.db import DatabaseError, connection, connections

from lbn_site.mail.models import OutgoingMessage
from lbn_site.newsletter import erasure, services, tokens
from lbn_site.newsletter.email_address import parse
from lbn_site.newsletter.models import ConsentEvent, Subscription
from lbn_site.newsletter.tokens import Purpose
from tests.newsletter.conftest import everything, subscribe

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


class BrokenOffError(DatabaseError):
    """As if the connection had died."""


def broken_off_at(statement: int, act) -> bool:
    """Break the act off before its so many-eth statement; whether it got that far."""
    numbers = count()

    def run(execute, sql, params, many, context):
        if next(numbers) == statement:
            raise BrokenOffError
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(run):
            act()
    except BrokenOffError:
        return True
    return False


def killed_at(step: int, act) -> bool:
    """Do the act in a process that is killed before its so many-eth statement or commit; whether it got that far."""
    connections.close_all()
    child = os.fork()
    if child:
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    numbers = count()

    def die_when_due() -> None:
        if next(numbers) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def run(execute, *statement):
        die_when_due()
        return execute(*statement)

    commit = connection._commit

    def commit_or_die() -> None:
        die_when_due()
        commit()

    connection._commit = commit_or_die
    with connection.execute_wrapper(run):
        act()
    os._exit(0)


def sign_up() -> None:
    services.request_subscription(
        address=parse("new@example.org"), network="192.0.2.9", source="/newsletter/", wording="Yes."
    )


def link(purpose: Purpose):
    subscription = Subscription.objects.get()
    return tokens.read(purpose, tokens.make(purpose, subscription, version=subscription.link_version))


ACTS = {
    "sign up": (lambda: None, sign_up),
    "confirm": (sign_up, lambda: services.confirm(link=link(Purpose.CONFIRM))),
    "leave": (subscribe, lambda: services.unsubscribe(link=link(Purpose.UNSUBSCRIBE), how="the button")),
    "be erased": (subscribe, lambda: erasure.erase(Subscription.objects.get())),
    "never be mailed": (sign_up, lambda: services.never_mail(link=link(Purpose.NEVER_MAIL))),
}


@pytest.mark.parametrize("name", ACTS)
def test_an_act_that_is_broken_off_leaves_nothing(name):
    prepare, act = ACTS[name]
    prepare()
    before = everything()
    statement = 0
    for statement in count():
        if not broken_off_at(statement, act):
            break
        assert everything() == before, f"broken off at statement {statement}"
    assert ConsentEvent.objects.count() > len(before["ConsentEvent"])
    assert statement >= 5


@pytest.mark.django_db(transaction=True)
def test_a_process_that_is_killed_during_a_sign_up_leaves_none_of_it():
    before = everything()
    steps = 0
    while killed_at(steps, sign_up):
        assert everything() == before, f"killed before step {steps}"
        steps += 1
    assert steps >= 10
    assert Subscription.objects.get().state == "pending"
    assert ConsentEvent.objects.get().wording.text == "Yes."
    assert OutgoingMessage.objects.get().recipient == "new@example.org"
