"""Periodic tasks of delivery."""

from celery import shared_task
from django.core.management import call_command

from . import front_cache, scheduler


@shared_task
def publish_scheduled_pages() -> None:
    """Publish and unpublish what is due; runs every half minute, so a schedule is kept to the minute."""
    call_command("publish_scheduled")
    scheduler.note_run()


@shared_task
def purge_front_cache_again() -> None:
    """Ask the front cache again where it was away when something was published."""
    front_cache.retry_pending()
