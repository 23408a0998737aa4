"""Periodic tasks of the newsletter."""

from celery import shared_task

from . import retention


@shared_task
def purge_old_data() -> None:
    """Delete what the privacy notice promises to delete."""
    retention.purge()
