"""Who is asked when a draft is sent for approval: everybody who publishes pages, each with one email."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connections
from wagtail.admin.mail import WorkflowStateSubmissionEmailNotifier
from wagtail.models import GroupApprovalTask

from .roles import Role

WHO_APPROVES = (Role.EDITOR, Role.PUBLISHER, Role.ADMINISTRATOR)


def ask_all_who_publish(using: str = "default", **kwargs: Any) -> None:
    """Add the other roles that publish to each task that asks the editors (receives `post_migrate`)."""
    if GroupApprovalTask._meta.db_table not in connections[using].introspection.table_names():
        return
    groups = Group.objects.filter(name__in=WHO_APPROVES)
    for task in GroupApprovalTask.objects.filter(groups__name=Role.EDITOR):
        task.groups.add(*groups)


def ask_each_person_once() -> None:
    """Wagtail writes to superusers of the workflow and again of its task: the second email says all."""

    def nobody(notifier: Any, workflow_state: Any, **kwargs: Any) -> Any:
        return get_user_model().objects.none()

    WorkflowStateSubmissionEmailNotifier.get_recipient_users = nobody
