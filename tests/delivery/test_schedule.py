"""The clock's messages."""

from django.conf import settings


def test_a_message_that_no_worker_took_is_gone_before_the_next_one_comes():
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        assert 0.8 * entry["schedule"] < entry["options"]["expires"] < entry["schedule"]
