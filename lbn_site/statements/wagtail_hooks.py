"""What the statements add to the desk: a reminder to review them once a year."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from .models import StatementPage, statements_due


class DueStatements(Component):
    """Names the statements that nobody has reviewed for a year."""

    name = "statements_due"
    order = 20
    template_name = "statements/admin/due.html"

    def __init__(self, pages: list[StatementPage]) -> None:
        self.pages = pages

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"pages": self.pages}


@hooks.register("construct_homepage_panels")
def remind_of_statements(request: HttpRequest, panels: list[Any]) -> None:
    """Remind those who may change the page."""
    mine = [page for page in statements_due() if page.permissions_for_user(request.user).can_edit()]
    if mine:
        panels.append(DueStatements(mine))
