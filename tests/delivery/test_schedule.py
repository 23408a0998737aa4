"""The clock's messages."""

import pytest
from django.conf import settings

A_CLOCK_APART = 10 * 60


@pytest.mark.parametrize("name", settings.CELERY_BEAT_SCHEDULE)
def test_a_message_that_no_worker_took_goes_but_not_because_two_clocks_differ(name):
    entry = settings.CELERY_BEAT_SCHEDULE[name]
    expires = entry["options"]["expires"]
    assert expires > A_CLOCK_APART
    assert expires <= max(entry["schedule"], 2 * A_CLOCK_APART)
