"""Acts on the outbox."""

import datetime

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from lbn_site.mail import claims, delivery, doorbell, retention, services
from lbn_site.mail.models import OutgoingMessage
from lbn_site.mail.states import State
from tests.mail.factories import queued

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calls")]


def everything():
    return OutgoingMessage.objects.all()


def test_a_message_is_queued_once():
    assert queued(dedupe_key="welcome:1") is not None
    again = services.queue(kind="test.urgent", recipient="a@example.org", about="x", dedupe_key="welcome:1")
    assert again is None
    assert OutgoingMessage.objects.count() == 1


def test_a_worker_is_rung_for_after_the_commit_only(bell, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        message = queued()
        assert bell == []
    doorbell.wait()
    assert bell == [message.pk]


def test_an_act_that_fails_leaves_no_message():
    def act() -> None:
        with transaction.atomic():
            queued()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    assert OutgoingMessage.objects.count() == 0


def test_an_unknown_kind_is_an_error_at_once():
    with pytest.raises(KeyError, match=r"no\.such"):
        services.queue(kind="no.such", recipient="a@example.org", about="x", dedupe_key="x")


@pytest.mark.parametrize("state", [State.FAILED, State.UNCERTAIN, State.CANCELLED])
def test_staff_can_send_again(state):
    queued(state=state, finished_at=timezone.now(), crashes=3)
    assert services.retry(messages=everything()) == 1
    assert delivery.deliver_due().sent == 1


@pytest.mark.parametrize("state", [State.SENT, State.SENDING])
def test_what_is_sent_or_in_hand_cannot_be_sent_again(state):
    queued(state=state)
    assert services.retry(messages=everything()) == 0


def test_staff_can_cancel_what_waits():
    message = queued()
    assert services.cancel(messages=everything(), reason="A mistake.") == 1
    delivery.deliver_due()
    message.refresh_from_db()
    assert (message.state, mail.outbox) == (State.CANCELLED, [])


def test_what_is_in_hand_cannot_be_cancelled():
    queued(state=State.SENDING)
    assert services.cancel(messages=everything(), reason="Too late.") == 0


def test_erasing_a_person_takes_the_address_out_and_cancels_what_waits():
    sent, waiting = queued(about="person:1", state=State.SENT), queued(about="person:1")
    services.forget_recipient(about="person:1")
    for message, state in ((sent, State.SENT), (waiting, State.CANCELLED)):
        message.refresh_from_db()
        assert (message.recipient, message.state) == ("", state)


@pytest.mark.parametrize("fault", ["550 5.1.1 no such user {}", "450 4.2.1 try later {}", None])
def test_who_is_erased_while_a_message_is_in_hand_is_in_no_answer_of_the_server(fault):
    message = queued(about="person:1", recipient="ada@example.org")
    taken = claims.claim(message.pk)
    services.forget_recipient(about="person:1")
    told = {"reply": "250 Queued for ada@example.org"} if fault is None else {"reason": fault.format(taken.recipient)}
    assert claims.settle(taken, State.SENT if fault is None else State.FAILED, reply_code=250, **told)
    message.refresh_from_db()
    assert (message.recipient, message.reply, message.reason) == ("", "", "")


def test_the_words_of_a_server_go_with_the_address_they_may_repeat():
    old = timezone.now() - datetime.timedelta(days=31)
    message = queued(state=State.FAILED, finished_at=old, reason="550 no such user ada@example.org", reply="ada")
    retention.purge()
    message.refresh_from_db()
    assert (message.recipient, message.reply, message.reason) == ("", "", "")


def test_old_recipients_then_old_rows_go_and_a_second_run_changes_nothing():
    now = timezone.now()
    recent = queued(state=State.SENT, finished_at=now - datetime.timedelta(days=29))
    month = queued(state=State.SENT, finished_at=now - datetime.timedelta(days=31))
    queued(state=State.SENT, finished_at=now - datetime.timedelta(days=366))
    assert retention.purge() == 3
    assert retention.purge() == 0
    assert set(everything()) == {recent, month}
    month.refresh_from_db()
    recent.refresh_from_db()
    assert (month.recipient, recent.recipient != "") == ("", True)


def test_deliver_mail_once_works_without_celery(capsys):
    queued()
    call_command("deliver_mail", "--once")
    assert "1 sent" in capsys.readouterr().out
    assert len(mail.outbox) == 1
