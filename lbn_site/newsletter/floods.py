"""When sign-ups flood in, confirmations slow down: somebody may be using the form to annoy others.

Beyond the first mark staff are told (health, dashboard); beyond the second, confirmations wait an hour, so that staff
can look and cancel them.
"""

import datetime

from django.conf import settings
from django.utils import timezone

from .models import ConsentEvent, EventKind

HOUR = 3600


def sign_ups_of_the_last_hour() -> int:
    """How many sign-ups were taken in the last hour."""
    since = timezone.now() - datetime.timedelta(hours=1)
    return ConsentEvent.objects.filter(kind=EventKind.REQUESTED, at__gte=since).count()


def is_alarming() -> bool:
    """Whether so many sign-ups came in an hour that staff should look."""
    return sign_ups_of_the_last_hour() > settings.NEWSLETTER_ALARM_PER_HOUR


def delay_seconds() -> int:
    """How long a confirmation must wait now."""
    return HOUR if sign_ups_of_the_last_hour() > settings.NEWSLETTER_DELAY_PER_HOUR else 0
