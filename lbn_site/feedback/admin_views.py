"""What readers said about answers, in Wagtail's admin."""

from typing import Any

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .models import Vote

LATEST_COMMENTS = 100


class HelpfulView(WagtailAdminTemplateMixin, TemplateView):
    """Yes and no by page, those with the most no first, and the latest comments."""

    page_title = "Helpful?"
    header_icon = "comment"
    template_name = "feedback/admin/helpful.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": reverse("feedback_helpful"), "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pages = (
            Vote.objects.values("page_id", "page__title")
            .annotate(
                yes=Count("pk", filter=Q(is_helpful=True)),
                no=Count("pk", filter=Q(is_helpful=False)),
                latest=Max("given_on"),
            )
            .order_by("-no", "page__title")
        )
        comments = Vote.objects.exclude(comment="").select_related("page").order_by("-given_on", "-pk")
        return super().get_context_data(pages=pages, comments=comments[:LATEST_COMMENTS], **kwargs)
