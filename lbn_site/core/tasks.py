"""Periodic tasks of core."""

from celery import shared_task

from . import undo


@shared_task
def forget_what_could_be_undone() -> None:
    """Forget earlier states and deleted things after their time."""
    undo.forget_old()
