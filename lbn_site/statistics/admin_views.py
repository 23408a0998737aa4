"""The report on visits in Wagtail's admin."""

import datetime
from typing import Any

from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .models import StatisticsSettings
from .report import PERIODS, PLOT_HEIGHT, PLOT_WIDTH, Report

USUAL_PERIOD = 30


def _day(text: str) -> datetime.date | None:
    """The day that an address names; None for none, and for one that there never was."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


class VisitsView(WagtailAdminTemplateMixin, TemplateView):
    """Days, pages and referring sites. No personal data, so everyone on the staff may read it."""

    page_title = "Visits"
    header_icon = "view"
    template_name = "statistics/admin/visits.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": reverse("statistics_visits"), "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET.get("days", "")
        days = int(asked) if asked in map(str, PERIODS) else USUAL_PERIOD
        return super().get_context_data(
            report=Report(days, _day(self.request.GET.get("day", ""))),
            days=days,
            periods=PERIODS,
            plot={"width": PLOT_WIDTH, "height": PLOT_HEIGHT},
            statistics=StatisticsSettings.current(),
            **kwargs,
        )
