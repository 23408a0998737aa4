"""An act happens whole or not at all, wherever it is broken off."""

from itertools import count

import pytest
from django.db import DatabaseError, connection

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
