"""What an approver wants changed, shown where the writer works: on the dashboard and above the page in the editor."""

import datetime
from dataclasses import dataclass
from typing import Any

from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page, WorkflowState

from ..dates import moment_in_words


@dataclass(frozen=True)
class RequestForChanges:
    """Who asked for changes to which page, when, and in which words."""

    page: Page
    who: str
    at: datetime.datetime | None
    words: str

    @property
    def sentence(self) -> str:
        """The request as one paragraph."""
        when = f" on {moment_in_words(self.at)}" if self.at else ""
        words = f": ‘{self.words}’" if self.words else ". No reason was given, so please ask."
        return f"{self.who} asked for changes{when}{words}"


def of_page(page: Page) -> RequestForChanges | None:
    """The request that the page waits for; None where nobody asked, or where it was sent again since."""
    state = page.current_workflow_state
    return _told(state) if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES else None


def of_person(user: Any) -> list[RequestForChanges]:
    """The requests about pages that this person sent for approval, the latest first."""
    states = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=user)
    states = states.select_related("current_task_state__finished_by").order_by("-current_task_state__finished_at")
    return [_told(state) for state in states if isinstance(state.content_object, Page)]


def _told(state: WorkflowState) -> RequestForChanges:
    task_state = state.current_task_state
    person = task_state.finished_by
    return RequestForChanges(
        page=state.content_object,
        who=get_user_display_name(person) if person else "Somebody",
        at=task_state.finished_at,
        words=task_state.comment,
    )
