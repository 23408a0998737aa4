"""What one page adds to the Content-Security-Policy: the hash of its style sheet, the host of a script.

Templates and views note it on the request while the page is made; `delivery.csp` writes the header.
"""

from django.http import HttpRequest

Sources = dict[str, list[str]]


def allow(request: HttpRequest, directive: str, source: str) -> None:
    """Let this page use `source` (a hash or a host, CSP Level 3) under `directive`."""
    sources = allowed(request).setdefault(directive, [])
    if source not in sources:
        sources.append(source)


def allowed(request: HttpRequest) -> Sources:
    """The additions of this page, by directive."""
    known: Sources | None = getattr(request, "csp_additions", None)
    if known is None:
        known = {}
        request.csp_additions = known  # type: ignore[attr-defined]
    return known
