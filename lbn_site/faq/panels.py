"""Panels of the question form."""

from typing import Any

from wagtail.admin.panels import Panel
from wagtail.contrib.redirects.models import Redirect

from .anchors import redirects_to


class FormerAddressesPanel(Panel):
    """Lists the addresses that the question had before and still answers to, with the way to change them."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "faq/admin/former_addresses.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            context["redirects"] = redirects_to([self.instance.pk])
            context["may_change"] = self.request.user.has_perm(f"{Redirect._meta.app_label}.change_redirect")
            return context
