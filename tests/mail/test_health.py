"""How mail stands: each thing that can go wrong has its own words."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from lbn_site.mail import health, services, sweep
from lbn_site.mail.models import MailService, OutgoingMessage
from lbn_site.mail.states import State
from tests.mail.factories import queued

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calls")]


def ago(**passed) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(**passed)


def problems() -> str:
    return " ".join(health.look().problems)


@pytest.fixture(autouse=True)
def _swept():
    sweep.note()


def test_all_is_well(client):
    queued()
    response = client.get("/healthz/mail")
    assert (response.status_code, response.json()) == (200, {"status": "ok", "problems": []})


@pytest.mark.parametrize(
    ("kind", "minutes", "is_wrong"), [("test.urgent", 6, True), ("test.bulk", 6, False), ("test.bulk", 31, True)]
)
def test_mail_that_is_due_and_does_not_leave(client, kind, minutes, is_wrong):
    queued(kind, next_attempt_at=ago(minutes=minutes))
    assert ("are not being sent" in problems()) == is_wrong
    assert client.get("/healthz/mail").status_code == (503 if is_wrong else 200)


def test_a_pause_is_no_fault():
    queued(next_attempt_at=ago(hours=1))
    services.pause(because="Testing")
    assert problems() == ""


def test_nobody_looks_after_the_outbox():
    MailService.objects.update(last_sweep_at=ago(minutes=4))
    assert "The outbox has not been checked" in problems()


def test_the_server_is_away_for_long():
    MailService.objects.update(server_away_since=ago(minutes=16))
    assert "mail server has not been reachable" in problems()


def test_doubt_that_nobody_settles():
    message = queued(state=State.UNCERTAIN, finished_at=ago(hours=25))
    assert "in doubt for more than a day" in problems()
    services.call_it_sent(messages=OutgoingMessage.objects.filter(pk=message.pk))
    assert problems() == ""


def test_a_copied_database_says_so(settings):
    settings.MAIL_ALLOWED_ENV = "another machine"
    assert "belongs to another installation" in problems()


def test_the_command_ends_with_an_error_when_something_is_wrong(capsys):
    call_command("check_mail")
    MailService.objects.update(last_sweep_at=ago(hours=1))
    with pytest.raises(SystemExit):
        call_command("check_mail")
    assert "The outbox has not been checked" in capsys.readouterr().err
