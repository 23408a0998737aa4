"""The periodic task of the staff accounts."""

from celery import shared_task

from . import retention


@shared_task
def forget_old_invitations() -> None:
    """Delete the invitations whose time is over."""
    retention.purge()
