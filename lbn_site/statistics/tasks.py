"""The periodic task of the statistics."""

from celery import shared_task

from . import services


@shared_task
def add_up_visits() -> None:
    """Make the totals of finished days and delete what is old. Runs hourly, so a night that was missed is made up."""
    services.add_up_visits()
    services.forget_old_page_counts()
