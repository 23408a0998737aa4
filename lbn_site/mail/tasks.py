"""Celery's part: each task rings a service. Ids only, safe to run twice, late, or never."""

from celery import shared_task

from . import delivery, doorbell, folder, retention
from .sweep import sweep as run_sweep

SECONDS_A_TASK = 8


@shared_task
def deliver(message_id: int | None = None) -> None:
    """Send this message if it is still due, then whatever else is; ring again when time is up."""
    report = delivery.deliver_due(first=message_id, seconds=SECONDS_A_TASK)
    if report.stopped_because == delivery.TIME_IS_UP:
        doorbell.ring()


@shared_task
def sweep() -> None:
    """Heal what dead processes and a dead broker left."""
    run_sweep()


@shared_task
def purge_old_mail() -> None:
    """Forget recipients of old messages, and later the messages; empty the folder of what was not sent."""
    retention.purge()
    folder.delete_old()
