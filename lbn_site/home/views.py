"""Error pages in the site's own look, and its icon."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static

from lbn_site.delivery.middleware import unavailable


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, made without the database or the host name, either of which may be what is wrong."""
    return HttpResponse(render_to_string("400.html", {"request": request}), status=400)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, with the closing notice, a search and the ways on."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the fault is that the database is away; needs neither database nor session."""
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        return unavailable(request)
    return HttpResponse(render_to_string("500.html", {"request": request}), status=500)


def icon(request: HttpRequest) -> HttpResponse:
    """Where browsers look for an icon that no page has named."""
    response = redirect(static("img/icon.svg"))
    response["Cache-Control"] = "public, max-age=86400"
    return response
