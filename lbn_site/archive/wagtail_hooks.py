"""What the archive adds to Wagtail's admin."""

from typing import Any

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.permissions import page_permission_policy

from lbn_site.core.desk.menus import shown_to

from .reports import MAY_SEE_WITHDRAWN, WithdrawnPagesView


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
    item = shown_to(lambda user: page_permission_policy.user_has_any_permission(user, MAY_SEE_WITHDRAWN))
    return item("Withdrawn pages", reverse("archive_withdrawn_pages"), icon_name="no-view", order=650)
