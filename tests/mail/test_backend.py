"""Emails that a library sends by Django's own functions wait in the outbox like all others."""

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection, send_mail
from django.db import transaction

from lbn_site.mail import delivery, services
from lbn_site.mail.models import OutgoingMessage
from lbn_site.mail.states import State

pytestmark = pytest.mark.django_db

SECRET = "https://lbn.example/accounts/some-secret-link/"


def send(**words) -> int:
    return send_mail(
        "Ready\nfor you", f"Go to {SECRET}", None, ["ada@example.org"], html_message="<p>Go</p>", **words
    )


def test_an_email_waits_in_the_outbox_and_leaves_with_the_worker():
    assert send() == 1
    assert mail.outbox == []
    assert delivery.deliver_due().sent == 1
    (message,) = mail.outbox
    assert (message.subject, message.to, message.body) == ("Ready for you", ["ada@example.org"], f"Go to {SECRET}")
    assert message.alternatives[0].content == "<p>Go</p>"
    assert message.message()["Auto-Submitted"] == "auto-generated"


def test_its_words_are_not_readable_in_the_database_and_are_forgotten_once_it_is_sent():
    send()
    row = OutgoingMessage.objects.get()
    assert SECRET not in str(vars(row))
    assert row.context
    delivery.deliver_due()
    row.refresh_from_db()
    assert (row.state, row.context) == (State.SENT, {})


def test_an_attempt_that_fails_keeps_the_words_for_the_next_one(smtp):
    smtp.faults["rcpt"] = "450 4.2.0 later"
    send()
    delivery.deliver_due()
    row = OutgoingMessage.objects.get()
    assert row.state == State.QUEUED
    assert row.context


def test_paused_mail_holds_it():
    services.pause(because="A test.")
    send()
    assert delivery.deliver_due().sent == 0
    services.resume()
    assert delivery.deliver_due().sent == 1


def test_a_copied_database_stays_silent(settings):
    services.allow_this_installation()
    send()
    settings.MAIL_ALLOWED_ENV = "another installation"
    assert delivery.deliver_due().sent == 0


def test_each_recipient_gets_an_email_of_their_own():
    message = EmailMessage("One", "Text", "boss@example.org", ["a@example.org"], bcc=["b@example.org"])
    message.reply_to = ["desk@example.org"]
    message.send()
    delivery.deliver_due()
    assert [sent.to for sent in mail.outbox] == [["a@example.org"], ["b@example.org"]]
    assert {sent.from_email for sent in mail.outbox} == {"news@example.org"}
    assert mail.outbox[0].message()["Reply-To"] == "desk@example.org"


def test_an_email_in_html_alone_keeps_it():
    message = EmailMessage("One", "<p>Text</p>", None, ["a@example.org"])
    message.content_subtype = "html"
    message.send()
    delivery.deliver_due()
    assert mail.outbox[0].alternatives[0].content == "<p>Text</p>"


def test_an_act_that_fails_sends_nothing():
    def act() -> None:
        with transaction.atomic():
            send()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    assert not OutgoingMessage.objects.exists()


def test_an_attachment_is_refused_at_once_instead_of_being_lost():
    message = EmailMultiAlternatives("One", "Text", None, ["a@example.org"])
    message.attach("a.txt", "a", "text/plain")
    with pytest.raises(ValueError, match="no attachments"):
        message.send()


def test_a_mail_server_that_is_away_is_not_noticed_by_who_sends(settings):
    settings.MAIL_TRANSPORT, settings.EMAIL_PORT = "lbn_site.mail.smtp.WatchedEmailBackend", 1
    with get_connection() as connection:
        assert send(connection=connection) == 1
    assert delivery.deliver_due().sent == 0
    assert OutgoingMessage.objects.get().state == State.QUEUED
