"""Answers that the admin's scripts ask for."""

from django.http import HttpRequest, JsonResponse

from . import live_figures


def list_live_figures(request: HttpRequest) -> JsonResponse:
    """Every live figure with its name and its present value, for the editor's chooser."""
    figures = [
        {"key": figure.key, "label": figure.label, "value": figure.value} for figure in live_figures.all_figures()
    ]
    return JsonResponse({"figures": figures})
