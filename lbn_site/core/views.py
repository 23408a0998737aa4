"""Answers that the admin's scripts ask for, and the one for what is closed."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from . import live_figures


def list_live_figures(request: HttpRequest) -> JsonResponse:
    """Every live figure with its name and its present value, for the editor's chooser."""
    figures = [
        {"key": figure.key, "label": figure.label, "value": figure.value} for figure in live_figures.all_figures()
    ]
    return JsonResponse({"figures": figures})


def not_here(request: HttpRequest, **parts: str) -> HttpResponse:
    """Answer 404 in place of a page of Wagtail's that this site does not use."""
    raise Http404
