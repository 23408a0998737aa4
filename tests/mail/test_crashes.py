"""Workers that are killed at random moments lose nothing and double nothing that is not known to be in doubt."""

import os

import pytest

from tests.mail.crash.workers import kill_at_random

BROKER = os.environ.get("CELERY_BROKER_URL", "")


def check(outcome) -> None:
    assert sum(outcome.lost.values()) == 0, outcome
    assert outcome.doubled["bulk"] == 0, outcome
    assert outcome.doubled_without_doubt == 0, outcome
    assert sum(outcome.in_doubt.values()) <= outcome.kills, outcome


@pytest.mark.slow
def test_killed_workers_lose_and_double_nothing():
    check(kill_at_random(kills=5, messages=240, workers=2))


@pytest.mark.services
@pytest.mark.slow
@pytest.mark.skipif(not BROKER.startswith(("redis", "amqp")), reason="CELERY_BROKER_URL names no server")
def test_killed_workers_on_the_servers_given(django_db_setup, settings):
    database = settings.DATABASES["default"]
    url = os.environ.get("DATABASE_URL", "").rsplit("/", 1)[0]
    name = f"{url}/{database['NAME']}" if database["ENGINE"].endswith("postgresql") else ""
    check(kill_at_random(kills=6, messages=400, workers=2, database=name, broker=BROKER))
