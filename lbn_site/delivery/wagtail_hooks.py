"""What delivery adds to the desk: a warning when scheduled publishing stands still."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from . import scheduler


class SchedulerWarning(Component):
    """Says that pages no longer go live or come down by themselves."""

    name = "delivery_scheduler"
    order = 5
    template_name = "delivery/scheduler_warning.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"last_run": scheduler.last_run()}


@hooks.register("construct_homepage_panels")
def warn_of_a_scheduler_that_stands_still(request: HttpRequest, panels: list[Any]) -> None:
    if scheduler.is_late():
        panels.append(SchedulerWarning())
