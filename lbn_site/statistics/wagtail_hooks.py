"""What the statistics add to Wagtail's admin."""

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .admin_views import VisitsView


@hooks.register("register_admin_urls")
def register_report_address() -> list[URLPattern]:
    """Where the report stands."""
    return [path("reports/visits/", VisitsView.as_view(), name="statistics_visits")]


@hooks.register("register_reports_menu_item")
def register_report() -> MenuItem:
    """The report in the menu."""
    return MenuItem("Visits", reverse("statistics_visits"), icon_name="view", order=700)
