"""Search over every public page, every answer and what else other apps offer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lbn_site.core.counted import counted
from lbn_site.neighbourhoods.listing import regions_of_current_list
from lbn_site.neighbourhoods.views.typed_postcodes import way_to_check

from .finding import Findings, find
from .forms import SearchForm
from .kinds import Kind

SCOPES = {"faq": Kind.ANSWERS}


@counted
def search(request: HttpRequest) -> HttpResponse:
    """Answer GET /search/?query=words&kind=news&page=2 (and scope=faq, as the questions' own filter sends).

    `?q=words`, which people and browsers' own search boxes know, does the same.
    """
    if way := way_to_check(request):
        return way
    words = request.GET.get("query", request.GET.get("q"))
    form = SearchForm(None if words is None else {"query": words})
    query = form.cleaned_data["query"] if form.is_valid() else ""
    asked = request.GET.get("kind") or SCOPES.get(request.GET.get("scope", ""), "")
    kind = asked if asked in Kind.values else ""
    findings = find(query) if query else Findings([])
    context = {
        "form": form,
        "query": query,
        "kind": kind,
        "kind_label": Kind(kind).label if kind else "",
        "findings": findings,
        "counts": findings.counts(),
        "results": findings.page(kind, request.GET.get("page")),
        "regions": regions_of_current_list() if query and not findings.hits else [],
    }
    return render(request, "search/search.html", context)
