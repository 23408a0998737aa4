"""What staff are told about the mail of the last hours, and about what was refused."""

import datetime

import pytest
from django.utils import timezone

from lbn_site.mail import delivery, services, traffic
from lbn_site.mail.models import OutgoingMessage
from lbn_site.mail.states import State
from tests.mail.factories import queued

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calls")]


def sent(at: datetime.datetime, **fields) -> OutgoingMessage:
    return queued(state=State.SENT, finished_at=at, **fields)


def test_an_empty_outbox_has_nothing_to_tell():
    assert traffic.look() == traffic.Traffic(0, 0, 0, 0, 0, [])


def test_what_was_sent_is_counted_by_hour_day_and_busiest_minute():
    now = timezone.now()
    a_minute = (now - datetime.timedelta(hours=2)).replace(second=10)
    for _ in range(3):
        sent(a_minute, attempts=1)
    sent(a_minute - datetime.timedelta(minutes=1), attempts=2)
    sent(now - datetime.timedelta(hours=25))
    sent(now)
    queued()
    found = traffic.look()
    assert (found.last_hour, found.last_day, found.busiest_minute, found.at_a_later_attempt) == (1, 5, 3, 1)
    assert (found.a_second, found.put_off) == (0.05, 0)


def test_what_was_put_off_and_what_was_refused_is_told_by_why(smtp):
    smtp.faults["rcpt"] = ["450 4.2.1 try later", "550 5.1.1 no such user", "552 5.2.2 full", "550 5.1.1 unknown"]
    for _ in range(5):
        queued()
    delivery.deliver_due()
    found = traffic.look()
    assert found.put_off == 1
    assert found.refused == [("the address does not exist", 2), ("the mailbox is full or closed", 1)]
    assert found.last_hour == 1


def test_a_refusal_does_not_count_once_staff_sent_again_nor_after_thirty_days(smtp):
    smtp.faults["rcpt"] = ["550 5.1.1 no such user", "550 5.1.1 no such user"]
    again, _old = queued(), queued()
    delivery.deliver_due()
    services.retry(messages=OutgoingMessage.objects.filter(pk=again.pk))
    OutgoingMessage.objects.filter(pk=again.pk).update(state=State.FAILED, finished_at=timezone.now())
    assert traffic.look().refused == [("the address does not exist", 1)]
    OutgoingMessage.objects.failed().update(finished_at=timezone.now() - datetime.timedelta(days=31))
    assert traffic.look().refused == []
