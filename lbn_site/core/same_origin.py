"""Form posts that need no CSRF cookie: accepted only from pages of this site.

A CSRF token needs a cookie or a page of one's own, and public pages have neither. Browsers say themselves
where a post comes from: by `Sec-Fetch-Site` (W3C Fetch Metadata; over https and on localhost only) and by
`Origin` (WHATWG Fetch), older ones by `Referer`. A page of another site can forge none of the three.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

logger = logging.getLogger(__name__)

View = Callable[..., HttpResponseBase]
READING_METHODS = {"GET", "HEAD", "OPTIONS"}


def same_origin_post(view: View) -> View:
    """Let the view be posted to from this site's own pages, without a CSRF token or cookie.

    Any other post is answered with 403 and a page that explains. Nothing the view answers is stored. For a
    class use `@method_decorator(same_origin_post, name="dispatch")`.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method in READING_METHODS or is_same_origin(request):
            response = view(request, *args, **kwargs)
        else:
            logger.warning("A post to %s was refused: it did not come from a page of this site.", request.path)
            response = render(request, "core/refused_post.html", status=403)
        response["Cache-Control"] = "no-store"
        return response

    return csrf_exempt(checked)


def is_same_origin(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site sent the request.

    Every header that is there must agree, and at least one must be there: a request that says nothing about
    where it comes from is refused, and so is `Origin: null`.
    """
    fetch_site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin") or _origin(request.headers.get("Referer", ""))
    if fetch_site and fetch_site != "same-origin":
        return False
    if origin:
        return origin in _own_origins(request)
    return bool(fetch_site)


def _own_origins(request: HttpRequest) -> set[str]:
    """The origin the request was sent to, and the public one, which differs behind a proxy that ends https."""
    return {f"{request.scheme}://{request.get_host()}", _origin(settings.SITE_URL)}


def _origin(address: str) -> str:
    """Scheme, host and port of an address; empty where it has none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "unreadable"
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
