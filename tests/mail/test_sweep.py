"""The sweep heals what dead processes and a dead broker left."""

import datetime

import pytest
from django.utils import timezone

from lbn_site.mail import claims, sweep
from lbn_site.mail.models import MailService, OutgoingMessage
from lbn_site.mail.states import State
from tests.mail.factories import queued

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calls")]


def left_in_hand(kind: str, **fields) -> OutgoingMessage:
    """A message whose process died with it a while ago."""
    message = queued(kind)
    claims.claim(message.pk)
    past = timezone.now() - datetime.timedelta(seconds=1)
    OutgoingMessage.objects.filter(pk=message.pk).update(leased_until=past, **fields)
    return message


def test_an_urgent_message_in_dead_hands_is_sent_again_under_the_same_id():
    message = left_in_hand("test.urgent")
    sweep.sweep()
    again = OutgoingMessage.objects.get(pk=message.pk)
    assert (again.state, again.doubts, again.crashes, again.message_id) == (State.QUEUED, 1, 1, message.message_id)


def test_any_other_message_in_dead_hands_is_left_to_staff():
    message = left_in_hand("test.bulk")
    sweep.sweep()
    message.refresh_from_db()
    assert message.state == State.UNCERTAIN
    assert "failed before the mail server's answer was recorded" in message.reason


def test_a_message_that_kills_its_process_three_times_fails():
    message = left_in_hand("test.urgent", crashes=2)
    sweep.sweep()
    message.refresh_from_db()
    assert (message.state, "crashed sender" in message.reason) == (State.FAILED, True)


def test_a_message_in_living_hands_is_left_alone():
    message = queued()
    claims.claim(message.pk)
    assert sweep.decide_expired_leases() == 0
    message.refresh_from_db()
    assert message.state == State.SENDING


def test_it_rings_for_what_is_due(bell, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks():
        queued()
        queued(next_attempt_at=timezone.now() + datetime.timedelta(hours=1))
    assert sweep.sweep() == 1
    assert bell == [None]


def test_many_due_messages_ring_for_several_workers_but_not_for_all(bell):
    for _ in range(260):
        queued()
    sweep.ring_for_due()
    assert len(bell) == sweep.MOST_BELLS


def test_it_does_not_ring_while_mail_is_paused(bell):
    queued()
    MailService.load()
    MailService.objects.update(paused_at=timezone.now())
    sweep.sweep()
    assert bell == []


def test_it_says_when_it_ran_and_marks_a_new_database_as_ours(settings):
    settings.MAIL_ALLOWED_ENV = "https://www.example.org"
    sweep.sweep()
    service = MailService.load()
    assert timezone.now() - service.last_sweep_at < datetime.timedelta(seconds=5)
    assert service.allowed_env == "https://www.example.org"


def test_it_does_not_take_over_the_database_of_another_installation(settings):
    MailService.load()
    MailService.objects.update(allowed_env="elsewhere")
    sweep.sweep()
    assert MailService.load().runs_elsewhere
