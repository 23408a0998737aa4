"""The pace of sending holds for all processes together, and urgent messages do not wait for it."""

import time

import pytest
from django.core import mail

from lbn_site.mail import delivery, pace
from lbn_site.mail.models import MailService
from tests.mail.factories import queued

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calls")]


def test_without_a_limit_nobody_waits():
    assert pace.interval() == 0
    assert pace.take_slot(is_urgent=False)


def test_the_tighter_of_two_limits_holds(settings):
    settings.MAIL_PER_SECOND, settings.MAIL_PER_HOUR = 10, 3600
    assert pace.interval() == 1


def test_messages_leave_at_the_pace_that_is_set(settings):
    settings.MAIL_PER_SECOND = 20
    MailService.load()
    for _ in range(21):
        queued("test.bulk")
    started = time.monotonic()
    delivery.deliver_due()
    assert len(mail.outbox) == 21
    assert 0.9 <= time.monotonic() - started <= 3


def test_an_urgent_message_waits_for_nobody(settings):
    settings.MAIL_PER_HOUR = 1
    MailService.load()
    queued("test.bulk")
    queued()
    started = time.monotonic()
    delivery.deliver_due(seconds=1)
    assert [message.to for message in mail.outbox] != []
    assert time.monotonic() - started < 5
    assert len(mail.outbox) == 1


def test_the_message_that_the_bell_names_keeps_the_pace_too(settings):
    settings.MAIL_PER_HOUR = 1
    MailService.load()
    first, second = queued("test.bulk"), queued("test.bulk")
    delivery.deliver_due(first=first.pk, seconds=0.1)
    delivery.deliver_due(first=second.pk, seconds=0.1)
    assert [message.to for message in mail.outbox] == [[first.recipient]]
