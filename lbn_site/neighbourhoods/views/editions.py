"""The editions of the list, each with where it comes from, and what changed between two."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lbn_site.core.counted import counted

from ..datasets import dataset_of
from ..downloads import FILES, citation, file_address
from ..importing.compare import compare_members
from ..models import Edition
from .differences import differences
from .frame import address, current_edition, framed, known_edition, published_edition


@counted
def index(request: HttpRequest) -> HttpResponse:
    """All published editions."""
    editions = [(edition, edition.neighbourhoods.all().totals()) for edition in Edition.objects.published()]
    context = framed(
        "Editions of the list",
        "Every edition of the list of ‘left behind’ neighbourhoods, with its method and its sources.",
        address("editions"),
        editions=editions,
    )
    return render(request, "neighbourhoods/editions.html", context)


@counted
def edition(request: HttpRequest, slug: str) -> HttpResponse:
    """One edition: its provenance, its files, and how it differs from the one before."""
    shown = known_edition(slug)
    if shown.is_withdrawn:
        return _withdrawn(request, shown)
    previous = shown.previous()
    context = framed(
        shown.name,
        f"The {shown.name} of the list of ‘left behind’ neighbourhoods: method, sources, downloads, changes.",
        address("edition", slug),
        (address("editions"), "Editions"),
        edition=shown,
        totals=shown.neighbourhoods.all().totals(),
        previous=previous,
        **(_compared(previous, shown, {}) if previous else {}),
        others=Edition.objects.published().exclude(pk=shown.pk),
        files=[(file_address(shown, name), name, words) for name, (_, words) in FILES.items()],
        citation=citation(shown),
        dataset=dataset_of(shown, shown.files.aggregate(at=Max("made_at"))["at"], with_variables=True),
    )
    return render(request, "neighbourhoods/edition.html", context)


def _withdrawn(request: HttpRequest, edition: Edition) -> HttpResponse:
    context = framed(
        f"The {edition.name} was withdrawn",
        f"The {edition.name} of the list of ‘left behind’ neighbourhoods was withdrawn, and why.",
        address("edition", edition.slug),
        (address("editions"), "Editions"),
        edition=edition,
        current=current_edition(),
        head=None,
    )
    return render(request, "neighbourhoods/withdrawn_edition.html", context, status=HTTPStatus.GONE)


@counted
def comparison(request: HttpRequest, slug: str, other: str) -> HttpResponse:
    """What changed from any edition to any other."""
    before, after = published_edition(other), published_edition(slug)
    context = framed(
        f"{after.name} compared with {before.name}",
        f"Which neighbourhoods joined and left the list between the {before.name} and the {after.name}.",
        address("comparison", slug, other),
        (address("editions"), "Editions"),
        (after.get_absolute_url(), after.name),
        edition=after,
        previous=before,
        **_compared(before, after, request.GET),
    )
    return render(request, "neighbourhoods/comparison.html", context)


def _compared(before: Edition, after: Edition, query: Mapping[str, str]) -> dict[str, Any]:
    compared = compare_members(before, after)
    rows, parts = differences(compared, query)
    return {"comparison": compared, "rows": rows, "parts": parts}
