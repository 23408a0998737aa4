"""The periodic task of the feedback."""

from celery import shared_task

from . import services


@shared_task
def forget_old_comments() -> None:
    """Delete the comments whose time is over."""
    services.forget_old_comments()
