"""The Content-Security-Policy: strict on public pages, another one for the admin.

The admin's own pages need inline script and style (wagtail/wagtail#1288), so they get them, and only they.
"""

from typing import Any

from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponseBase

ADMIN_PREFIX = "/admin/"
ADMIN_ADDITIONS: dict[str, Any] = {
    "script-src": ["'unsafe-inline'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["blob:"],
    "frame-src": ["'self'"],
    "worker-src": ["'self'", "blob:"],
}


class PolicyMiddleware(CSPMiddleware):
    """Chooses the policy by address and adds the hashes of the inline sheets that the page used."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if report_only:
            return parts
        if request.path_info.startswith(ADMIN_PREFIX) and not getattr(request, "is_dummy", False):
            additions = ADMIN_ADDITIONS
        else:
            additions = {"style-src": list(getattr(request, "csp_style_hashes", []))}
        parts.update = {**(parts.update or {}), **{name: value for name, value in additions.items() if value}}
        return parts
