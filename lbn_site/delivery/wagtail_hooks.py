"""What delivery adds to the admin: redirects from a file, and a warning when scheduled publishing stands still."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.views.generic import RedirectView
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from . import scheduler
from .redirect_views import CreateRedirectView, EditRedirectView, redirects_from_file


@hooks.register("register_admin_urls", order=-1)
def register_redirect_urls() -> list[URLPattern]:
    """Ours, before Wagtail's at the same addresses: each way to make a redirect follows the same rules."""
    from_file = RedirectView.as_view(pattern_name="redirects_from_file")
    return [
        path("redirects-from-file/", redirects_from_file, name="redirects_from_file"),
        path("redirects/add/", CreateRedirectView.as_view()),
        path("redirects/<int:redirect_id>/", EditRedirectView.as_view()),
        path("redirects/import/", from_file),
        path("redirects/import/process/", from_file),
    ]


class RedirectFileMenuItem(MenuItem):
    """Shown to staff who may add redirects."""

    def is_shown(self, request) -> bool:
        return request.user.has_perm("wagtailredirects.add_redirect")


@hooks.register("register_settings_menu_item")
def redirect_file_menu_item() -> MenuItem:
    return RedirectFileMenuItem(
        "Redirects from a file", reverse("redirects_from_file"), icon_name="redirect", order=801
    )


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
