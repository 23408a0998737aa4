"""Readers, and the job that forgets, at the very same moment."""

import datetime
import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from lbn_site.mail.models import OutgoingMessage
from lbn_site.newsletter import retention
from lbn_site.newsletter.email_address import parse
from lbn_site.newsletter.models import ConsentEvent, Limit, Subscription, SubscriptionState
from lbn_site.newsletter.services import request_subscription, unsubscribe_by_staff
from tests.newsletter.conftest import Reader, shown_a_while_ago, subscribe

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list:
    """Do all of these, each in a thread with a connection of its own; their answers, or what they raised."""
    answers: list = []
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        start.wait()
        try:
            answers.append(act())
        except Exception as error:
            answers.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_twenty_posts_at_once_are_one_subscription_and_one_mail(sign_up_page):
    data = {"email": "reader@example.org", "moment": shown_a_while_ago(), "source": "/newsletter/"}

    def post(number: int) -> int:
        client = Client(REMOTE_ADDR=f"192.0.2.{number}")
        return client.post("/newsletter/sign-up/", data, headers=Reader.origin).status_code

    assert at_once(*[lambda number=number: post(number) for number in range(20)]) == [303] * 20
    assert (Subscription.objects.count(), OutgoingMessage.objects.count(), ConsentEvent.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize("old", ["never confirmed", "left"])
def test_who_signs_up_again_while_old_data_goes_is_not_forgotten(sign_up_page, old, monkeypatch):
    """The job has found the old row when its owner signs up again."""
    if old == "left":
        unsubscribe_by_staff(subscription=subscribe(), staff="ada")
        Subscription.objects.update(unsubscribed_at=timezone.now() - datetime.timedelta(days=29))
    else:
        sign_up()
        Subscription.objects.update(requested_at=timezone.now() - datetime.timedelta(days=8))
    Limit.objects.all().delete()
    found, signed_up = threading.Event(), threading.Event()
    for name in ("_delete", "_forget"):
        monkeypatch.setattr(retention, name, _slowly(getattr(retention, name), found, signed_up))

    def come_back() -> None:
        found.wait(10)
        try:
            sign_up()
        finally:
            signed_up.set()

    assert [answer for answer in at_once(retention.purge, come_back) if isinstance(answer, Exception)] == []
    subscription = Subscription.objects.get(address_key="reader@example.org")
    assert subscription.state == SubscriptionState.PENDING
    assert OutgoingMessage.objects.filter(recipient="reader@example.org", kind="newsletter.confirm").exists()


def sign_up() -> None:
    request_subscription(address=parse("reader@example.org"), network="192.0.2.1", source="/", wording="Yes.")


def _slowly(act: Callable, found: threading.Event, signed_up: threading.Event) -> Callable:
    """The act, after somebody had half a second to come in between."""

    def run(rows):
        found.set()
        signed_up.wait(0.5)
        act(rows)

    return run
