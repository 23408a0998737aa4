"""Error pages in the site's own look."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, with the closing notice, a search and the ways on."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: an apology that needs neither database nor session."""
    return render(request, "500.html", status=500)
