"""Celery's part: each task rings a service. Ids only, safe to run twice, late, or never."""

from celery import shared_task

from . import copies, doorbell


@shared_task
def make_copies(image_id: int | None = None) -> None:
    """Make the copies of this picture, then whatever else is due; ring again when time is up."""
    if copies.make_due(first=image_id):
        doorbell.ring()
