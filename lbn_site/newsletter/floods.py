"""When sign-ups flood in, confirmations slow down: somebody may be using the form to annoy others.

Beyond the first mark staff and monitors are told; beyond the second, confirmations wait an hour, so that staff can
look and cancel them.
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


def alarm() -> str | None:
    """What staff should know when very many sign-ups come in."""
    count = sign_ups_of_the_last_hour()
    if count <= settings.NEWSLETTER_ALARM_PER_HOUR:
        return None
    return (
        f"{count} newsletter sign-ups came in the last hour: somebody may be using the form to annoy others. Beyond "
        f"{settings.NEWSLETTER_DELAY_PER_HOUR} an hour, confirmation mails wait an hour, so that you can cancel them."
    )


def delay_seconds() -> int:
    """How long a confirmation must wait now."""
    return HOUR if sign_ups_of_the_last_hour() > settings.NEWSLETTER_DELAY_PER_HOUR else 0
