"""What staff see of the archive: the pages that are withdrawn."""

from typing import Any

from wagtail.admin.views.reports import PageReportView
from wagtail.models import Page

from lbn_site.core.pages import withdrawn_page_ids

MAY_SEE_WITHDRAWN = ["add", "change", "publish"]


class WithdrawnPagesView(PageReportView):
    """Every withdrawn page with its date, reason and successor."""

    page_title = "Withdrawn pages"
    header_icon = "no-view"
    index_url_name = "archive_withdrawn_pages"
    index_results_url_name = "archive_withdrawn_pages_results"
    results_template_name = "archive/withdrawn_pages_results.html"
    list_export = ["title", "withdrawn_on", "withdrawn_reason", "successor", "successor_url"]
    export_headings = {"withdrawn_on": "Withdrawn on", "withdrawn_reason": "Reason", "successor_url": "Elsewhere"}
    any_permission_required = MAY_SEE_WITHDRAWN

    def get_queryset(self) -> Any:
        self.queryset = Page.objects.filter(pk__in=withdrawn_page_ids()).order_by("title").specific()
        return super().get_queryset()
