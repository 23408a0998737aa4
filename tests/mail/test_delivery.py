"""Delivery: what is due goes out once, and every fault of a mail server has its own consequence."""

import datetime
import logging
import threading

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lbn_site.mail import claims, delivery, kinds, server, services
from lbn_site.mail.errors import Refusal
from lbn_site.mail.kinds import Content
from lbn_site.mail.models import MailService, OutgoingMessage
from lbn_site.mail.states import State
from tests.mail.factories import queued

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calls")]


def state_of(message) -> str:
    message.refresh_from_db()
    return message.state


def minutes_until(moment) -> float:
    return (moment - timezone.now()).total_seconds() / 60


def test_what_is_due_is_sent_with_its_headers():
    message = queued()
    report = delivery.deliver_due()
    assert (report.sent, state_of(message)) == (1, State.SENT)
    [sent] = mail.outbox
    assert sent.to == [message.recipient]
    assert sent.message()["Message-ID"] == message.message_id
    assert sent.message()["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_subtype() for part in sent.message().get_payload()] == ["plain", "html"]
    assert (message.attempts, message.lease, message.leased_until) == (1, "", None)
    assert message.finished_at is not None


def test_what_is_sent_is_not_sent_again():
    queued()
    delivery.deliver_due()
    delivery.deliver_due()
    assert len(mail.outbox) == 1


def test_what_is_not_due_waits():
    queued(next_attempt_at=timezone.now() + datetime.timedelta(minutes=1))
    assert delivery.deliver_due().sent == 0


def test_urgent_messages_overtake_the_others():
    bulk = [queued("test.bulk") for _ in range(3)]
    urgent = queued()
    delivery.deliver_due()
    assert next(sent.to[0] for sent in mail.outbox) == urgent.recipient
    assert len(mail.outbox) == len(bulk) + 1


def test_the_app_is_asked_before_a_message_goes(calls):
    message = queued()
    calls.objection = "They have unsubscribed."
    delivery.deliver_due()
    assert (state_of(message), message.reason, mail.outbox) == (State.CANCELLED, "They have unsubscribed.", [])


def test_a_message_that_cannot_be_made_fails_alone(calls):
    message = queued()
    calls.render_error = ValueError("no such template")
    delivery.deliver_due()
    assert state_of(message) == State.FAILED
    assert "could not be put together: ValueError: no such template" in message.reason
    calls.render_error = None
    other = queued()
    delivery.deliver_due()
    assert state_of(other) == State.SENT


@pytest.mark.parametrize("header", ["Subject", "From", "List-Unsubscribe"])
def test_a_line_break_in_a_header_is_stopped_before_anything_goes_out(calls, monkeypatch, settings, header):
    forged = "News\r\nBcc: victim@example.org"
    content = Content("News", "Text.", "<p>Text.</p>")
    if header == "Subject":
        content.subject = forged
    elif header == "From":
        settings.DEFAULT_FROM_EMAIL = forged
    else:
        content.headers[header] = forged
    monkeypatch.setattr(calls, "answer", lambda: content)
    message = queued()
    delivery.deliver_due()
    assert (state_of(message), mail.outbox) == (State.FAILED, [])


def test_a_log_line_names_the_message_its_attempt_and_the_answer_and_no_address(smtp, caplog):
    person = "person@example.org"
    smtp.faults["rcpt"] = [f"450 4.2.1 <{person}> try later", f"550 5.1.1 <{person}> unknown"]
    with caplog.at_level(logging.INFO):
        messages = [queued(recipient=person) for _ in range(3)]
        delivery.deliver_due()
    for message, state, code in zip(messages, ("queued", "failed", "sent"), (450, 550, 250), strict=True):
        words = f"message={message.pk} kind=test.urgent attempt=1 state={state} code={code} seconds=0."
        assert words in caplog.text
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("lbn_site")]
    assert len(ours) == 3
    assert person not in str(ours)


def test_a_database_that_goes_away_fails_no_message(calls):
    message = queued()
    calls.render_error = OperationalError("gone")
    with pytest.raises(OperationalError):
        delivery.deliver_due()
    assert state_of(message) == State.SENDING


def test_a_kind_of_a_newer_version_is_left_alone():
    message = queued()
    OutgoingMessage.objects.filter(pk=message.pk).update(kind="from.the.future")
    delivery.deliver_due()
    assert (state_of(message), message.attempts, mail.outbox) == (State.QUEUED, 0, [])


def test_a_state_of_a_newer_version_is_left_alone():
    message = queued()
    OutgoingMessage.objects.filter(pk=message.pk).update(state="held")
    delivery.deliver_due()
    assert (state_of(message), mail.outbox) == ("held", [])


def test_pausing_stops_everything_and_resuming_goes_on():
    message = queued()
    services.pause(because="Testing")
    delivery.deliver_due(first=message.pk)
    assert mail.outbox == []
    services.resume()
    delivery.deliver_due()
    assert len(mail.outbox) == 1


def test_a_pause_stops_a_worker_in_the_middle_of_its_work(calls, monkeypatch):
    monkeypatch.setattr(delivery, "SERVICE_FRESH_SECONDS", 0)
    first, second = queued(), queued()
    answer = calls.answer

    def pause_meanwhile() -> Content:
        services.pause(because="Testing")
        return answer()

    monkeypatch.setattr(calls, "answer", pause_meanwhile)
    delivery.deliver_due()
    assert (state_of(first), state_of(second)) == (State.SENT, State.QUEUED)


def test_a_copy_of_the_database_elsewhere_stays_silent(settings):
    queued()
    MailService.load()
    MailService.objects.update(allowed_env="https://www.example.org")
    settings.MAIL_ALLOWED_ENV = "https://copy.example.org"
    delivery.deliver_due()
    assert mail.outbox == []
    services.allow_this_installation()
    delivery.deliver_due()
    assert len(mail.outbox) == 1


def test_it_stops_when_told_and_leaves_the_rest():
    queued()
    stop = threading.Event()
    stop.set()
    assert delivery.deliver_due(stop=stop).stopped_because == delivery.TOLD_TO_STOP
    assert mail.outbox == []


def test_of_two_processes_one_gets_the_message():
    message = queued()
    first, second = claims.claim(message.pk), claims.claim(message.pk)
    assert first is not None
    assert second is None


def test_a_process_whose_lease_ran_out_cannot_overwrite():
    message = queued()
    mine = claims.claim(message.pk)
    OutgoingMessage.objects.filter(pk=message.pk).update(lease="of another process")
    assert not claims.settle(mine, State.SENT)
    assert state_of(message) == State.SENDING


# Over SMTP, with a server that misbehaves


def test_the_servers_answer_is_kept(smtp):
    message = queued()
    delivery.deliver_due()
    assert state_of(message) == State.SENT
    assert (message.reply_code, message.reply) == (250, "2.0.0 taken")
    assert smtp.accepted == [(message.message_id, message.recipient)]


def test_a_temporary_refusal_waits_five_to_ten_minutes_and_others_go(smtp):
    smtp.faults["rcpt"] = ["451 4.7.1 greylisted"]
    delayed, other = queued(), queued()
    delivery.deliver_due()
    states = {state_of(delayed), state_of(other)}
    assert states == {State.QUEUED, State.SENT}
    waiting = delayed if delayed.state == State.QUEUED else other
    assert 5 <= minutes_until(waiting.next_attempt_at) <= 10
    assert "451 4.7.1 greylisted" in waiting.reason


def test_after_a_day_of_refusals_it_gives_up(smtp):
    smtp.faults["rcpt"] = "451 later"
    message = queued(created_at=timezone.now() - datetime.timedelta(hours=25))
    delivery.deliver_due()
    assert state_of(message) == State.FAILED
    assert message.reason.startswith("Given up after 24 hours.")


@pytest.mark.parametrize(
    ("answer", "refusal"),
    [
        ("550 5.1.1 no such user", Refusal.NO_SUCH_ADDRESS),
        ("550 User unknown", Refusal.NO_SUCH_ADDRESS),
        ("552 5.2.2 mailbox full", Refusal.MAILBOX),
        ("554 5.7.1 blocked for policy reasons", Refusal.POLICY),
        ("554 go away", Refusal.POLICY),
    ],
)
def test_a_refused_recipient_fails_and_the_app_hears_why(smtp, calls, answer, refusal):
    smtp.faults["rcpt"] = answer
    message = queued()
    delivery.deliver_due()
    assert state_of(message) == State.FAILED
    assert answer in message.reason
    assert calls.refused == [(message.pk, refusal)]


@pytest.mark.parametrize("stage", ["mail", "data"])
def test_ten_refusals_of_us_pause_all_mail_and_blame_nobody(smtp, calls, stage):
    smtp.faults[stage] = "550 5.7.1 sender blocked"
    for _ in range(12):
        queued()
    for _ in range(3):  # the state of sending is read once a second
        delivery.deliver_due()
    service = MailService.load()
    assert service.is_paused
    assert "sender blocked" in service.paused_because
    assert calls.refused == []


def test_one_accepted_message_ends_the_row_of_refusals(smtp):
    smtp.faults["data"] = ["550 no"] * 9
    for _ in range(9):
        queued()
    delivery.deliver_due()
    assert MailService.load().refusals_in_a_row == 9
    queued()
    delivery.deliver_due()
    assert MailService.load().refusals_in_a_row == 0


def test_a_server_that_is_away_charges_nobody_and_is_left_in_peace(smtp):
    smtp.stop()
    message = queued()
    for _ in range(server.FAILURES_TO_OPEN):
        assert "cannot be reached" in delivery.deliver_due().stopped_because
    assert (state_of(message), message.attempts) == (State.QUEUED, 0)
    service = MailService.load()
    assert service.server_away_since is not None
    assert 20 <= minutes_until(service.next_probe_at) * 60 <= 31
    assert delivery.deliver_due().stopped_because == "the mail server cannot be reached"


def test_one_process_probes_and_all_goes_on_by_itself(smtp):
    message = queued()
    MailService.load()
    MailService.objects.update(
        server_failures=7,
        server_away_since=timezone.now(),
        next_probe_at=timezone.now() - datetime.timedelta(seconds=1),
    )
    delivery.deliver_due()
    assert state_of(message) == State.SENT
    service = MailService.load()
    assert (service.server_failures, service.server_away_since, service.server_error) == (0, None, "")


def test_only_one_process_takes_the_turn_of_a_probe():
    MailService.load()
    MailService.objects.update(server_failures=5, next_probe_at=timezone.now() - datetime.timedelta(seconds=1))
    assert [server.may_be_tried(), server.may_be_tried()] == [True, False]


@pytest.mark.parametrize(("failures", "seconds"), [(1, 0), (4, 0), (5, 30), (6, 60), (7, 120), (10, 900), (99, 900)])
def test_probes_come_ever_more_rarely(failures, seconds):
    assert server.probe_delay(failures) == seconds


@pytest.mark.parametrize("stage", ["mail", "rcpt"])
def test_a_connection_lost_before_the_message_is_out_charges_no_attempt(smtp, stage):
    smtp.faults[stage] = ["drop"]
    message = queued()
    delivery.deliver_due()
    assert (state_of(message), message.attempts, message.doubts) == (State.QUEUED, 0, 0)
    assert smtp.accepted == []


def test_421_in_the_middle_puts_the_message_off(smtp):
    smtp.faults["rcpt"] = ["421 4.3.2 closing"]
    message = queued()
    delivery.deliver_due()
    assert (state_of(message), message.attempts) == (State.QUEUED, 0)


def test_a_drop_after_the_message_sends_urgent_ones_once_more_with_the_same_id(smtp):
    smtp.faults["data"] = ["drop-after"]
    message = queued()
    delivery.deliver_due()
    assert (state_of(message), message.doubts) == (State.QUEUED, 1)
    assert 4 < minutes_until(message.next_attempt_at) <= 5
    services.retry(messages=OutgoingMessage.objects.filter(pk=message.pk))
    delivery.deliver_due()
    assert state_of(message) == State.SENT
    assert {message_id for message_id, _ in smtp.accepted} == {message.message_id}


def test_a_second_drop_leaves_it_to_staff(smtp):
    smtp.faults["data"] = "drop-after"
    message = queued(doubts=1)
    delivery.deliver_due()
    assert state_of(message) == State.UNCERTAIN


def test_a_drop_after_the_message_leaves_others_to_staff_at_once(smtp):
    smtp.faults["data"] = ["drop-after"]
    message = queued("test.bulk")
    delivery.deliver_due()
    assert state_of(message) == State.UNCERTAIN
    assert delivery.deliver_due().sent == 0


def test_a_server_that_never_answers_the_message_leaves_doubt_not_failure(smtp):
    smtp.faults["data"] = ["slow:3"]
    message = queued("test.bulk")
    delivery.deliver_due()
    assert state_of(message) == State.UNCERTAIN


def test_a_slow_server_gets_its_time(smtp):
    smtp.faults.update({"mail": "slow:0.5", "rcpt": "slow:0.5", "data": "slow:0.5"})
    message = queued()
    delivery.deliver_due()
    assert state_of(message) == State.SENT
    assert len(smtp.accepted) == 1


def test_one_connection_serves_many(smtp, monkeypatch):
    opened = []
    original = server.is_back
    monkeypatch.setattr(server, "is_back", lambda: (opened.append(1), original()))
    for _ in range(120):
        queued()
    delivery.deliver_due()
    assert len(smtp.accepted) == 120
    assert len(opened) == 2


def test_the_next_in_line_is_taken_with_all_it_holds():
    queued("test.bulk")
    message = queued(attempts=2)
    taken = claims.claim_next()
    message.refresh_from_db()
    assert (taken.pk, taken.attempts, taken.recipient) == (message.pk, 3, message.recipient)
    assert (taken.lease, taken.leased_until) == (message.lease, message.leased_until)
    assert 0 < minutes_until(taken.leased_until) <= settings.MAIL_LEASE_SECONDS / 60


def test_less_urgent_ones_are_left_where_only_urgent_ones_are_asked_for():
    queued("test.bulk")
    assert claims.claim_next(priority=kinds.URGENT) is None
    assert claims.claim_next() is not None
    assert claims.claim_next() is None


def test_a_message_costs_one_statement_to_take_and_one_to_settle():
    """So that a worker spends its time on the mail server."""
    for _ in range(3):
        queued()
    with CaptureQueriesContext(connection) as queries:
        delivery.deliver_due()
    on_messages = [query["sql"] for query in queries if "mail_outgoingmessage" in query["sql"]]
    # Two for each; before them the look whether to connect at all, after them the one that finds no fourth.
    assert len(on_messages) == 8, on_messages


def test_a_message_is_put_together_once(smtp, monkeypatch):
    made = []
    make = EmailMultiAlternatives.message
    monkeypatch.setattr(EmailMultiAlternatives, "message", lambda self: made.append(1) or make(self))
    queued()
    delivery.deliver_due()
    assert (len(smtp.accepted), made) == (1, [1])
