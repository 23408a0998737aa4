"""After a backup was restored: what waited then has probably gone out since, so nothing of it is sent unasked."""

from django.db.models.functions import Now

from .models import OutgoingMessage
from .states import State

REASON = "It was waiting when the backup was made, and has probably been sent since."


def after_restore() -> str:
    """Leave every message that waited to staff to decide."""
    waiting = OutgoingMessage.objects.filter(state__in=[State.QUEUED, State.SENDING])
    count = waiting.update(state=State.UNCERTAIN, finished_at=Now(), lease="", leased_until=None, reason=REASON)
    return f"Email: waiting in the backup, and now in doubt: {count}. Decide about them in the outbox."
