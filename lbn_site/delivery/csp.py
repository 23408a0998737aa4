"""The Content-Security-Policy: strict on public pages, another one for the admin.

The admin's own pages need inline script and style (wagtail/wagtail#1288), so they get them, and only they.
"""

from typing import Any

from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponseBase

from lbn_site.core import content_security

ADMIN_PREFIX = "/admin/"
ADMIN_ADDITIONS: dict[str, Any] = {
    "script-src": ["'unsafe-inline'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["blob:"],
    "frame-src": ["'self'"],
    "worker-src": ["'self'", "blob:"],
}


class PolicyMiddleware(CSPMiddleware):
    """Chooses the policy by address and adds what the page itself has asked for."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if report_only:
            return parts
        if request.path_info.startswith(ADMIN_PREFIX) and not getattr(request, "is_dummy", False):
            additions = ADMIN_ADDITIONS
        else:
            additions = content_security.allowed(request)
        parts.update = {**(parts.update or {}), **additions}
        return parts
