"""What the archive adds to Wagtail's admin."""

from typing import Any

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .reports import WithdrawnPagesView


@hooks.register("register_admin_urls")
def register_report_addresses() -> list[URLPattern]:
    """Where the report stands."""
    return [
        path("reports/withdrawn/", WithdrawnPagesView.as_view(), name="archive_withdrawn_pages"),
        path(
            "reports/withdrawn/results/",
            WithdrawnPagesView.as_view(results_only=True),
            name="archive_withdrawn_pages_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def register_withdrawn_pages() -> Any:
    """The report in the menu."""
    return MenuItem("Withdrawn pages", reverse("archive_withdrawn_pages"), icon_name="no-view", order=650)
