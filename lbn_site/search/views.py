"""Search over every public page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page


def search(request: HttpRequest) -> HttpResponse:
    """Answer GET /search/?query=words."""
    query = request.GET.get("query", "").strip()
    results = Page.objects.live().public().search(query) if query else []
    return render(request, "search/search.html", {"query": query, "results": results})
