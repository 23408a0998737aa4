"""The states of a message, from waiting to settled."""

from django.db import models


class State(models.TextChoices):
    QUEUED = "queued", "Waiting"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Failed"
    UNCERTAIN = "uncertain", "In doubt"
    CANCELLED = "cancelled", "Cancelled"


SETTLED = (State.SENT, State.FAILED, State.CANCELLED)
RETRYABLE = (State.FAILED, State.UNCERTAIN, State.CANCELLED)
CANCELLABLE = (State.QUEUED, State.UNCERTAIN)
