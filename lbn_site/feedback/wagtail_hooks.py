"""What the feedback adds to Wagtail's admin."""

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .admin_views import HelpfulView


@hooks.register("register_admin_urls")
def register_report_address() -> list[URLPattern]:
    """Where the report stands."""
    return [path("reports/helpful/", HelpfulView.as_view(), name="feedback_helpful")]


@hooks.register("register_reports_menu_item")
def register_report() -> MenuItem:
    """The report in the menu."""
    return MenuItem("Helpful?", reverse("feedback_helpful"), icon_name="comment", order=710)
