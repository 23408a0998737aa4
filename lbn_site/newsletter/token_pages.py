"""What every page behind a mailed link has in common."""

import math
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from . import tokens
from .tokens import Purpose

View = Callable[..., HttpResponseBase]


def private_page(view: View) -> View:
    """Keep the page out of caches and search engines. Its address is kept secret by `core.secret_urls`."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    return wrapped


def behind_link(purpose: Purpose) -> Callable[[View], View]:
    """Hand the view the link that stands in its address, in place of the token; or answer that it is not valid."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, token: str) -> HttpResponseBase:
            link = tokens.read(purpose, token)
            return _not_valid(request, purpose) if link is None else view(request, link)

        return wrapped

    return decorate


def too_many(response: HttpResponse, wait_seconds: float) -> HttpResponse:
    """Say with the page, to programs too, that it is too early and when it is not (RFC 6585, 4)."""
    response.status_code = 429
    response["Retry-After"] = str(math.ceil(wait_seconds))
    return response


def _not_valid(request: HttpRequest, purpose: Purpose) -> HttpResponse:
    """The answer to a link that we did not make (or that was cut off): neutral, and with a way to a new one."""
    context = {"is_to_confirm": purpose == Purpose.CONFIRM}
    return render(request, "newsletter/link_not_valid.html", context, status=404)
