"""Periodic tasks of delivery."""

from celery import shared_task
from django.core.management import call_command


@shared_task
def publish_scheduled_pages() -> None:
    """Publish and unpublish what is due; runs every half minute, so a schedule is kept to the minute."""
    call_command("publish_scheduled")
