"""What is told month by month, also of messages whose rows are gone."""

import datetime

import pytest
from django.utils import timezone

from lbn_site.mail import months, retention
from lbn_site.mail.models import OutgoingMessage
from lbn_site.mail.months import Month
from lbn_site.mail.states import State
from tests.mail.factories import queued

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calls")]


def at(*date: int, hour: int = 12) -> datetime.datetime:
    return datetime.datetime(*date, hour, tzinfo=timezone.get_default_timezone())


def test_an_empty_outbox_has_no_months():
    queued()
    assert months.look() == []


def test_the_numbers_stay_when_the_rows_go():
    for settled, state in (
        (at(2024, 2, 29), State.SENT),
        (at(2024, 3, 1), State.SENT),
        (at(2024, 3, 31), State.FAILED),
        (at(2024, 3, 31), State.CANCELLED),
    ):
        queued(state=state, finished_at=settled)
    told = [Month(datetime.date(2024, 3, 1), 1, 1, 1), Month(datetime.date(2024, 2, 1), 1, 0, 0)]
    assert months.look() == told
    retention.purge()
    assert not OutgoingMessage.objects.exists()
    assert months.look() == told
    queued(state=State.SENT, finished_at=at(2024, 3, 5))
    retention.purge()
    assert months.look()[0].sent == 2


def test_a_message_after_midnight_in_summer_belongs_to_the_month_that_london_has():
    queued(state=State.SENT, finished_at=datetime.datetime(2026, 6, 30, 23, 30, tzinfo=datetime.UTC))
    assert [month.first for month in months.look()] == [datetime.date(2026, 7, 1)]
