"""The list, the map, and the pages by region, authority and constituency."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from lbn_site.core.counted import counted

from ..listing import Listing
from ..models import Boundaries, Constituency, Edition, Neighbourhood, NeighbourhoodIndexPage
from ..outlines import map as maps
from .frame import LIST_ADDRESS, address, current_edition, framed
from .typed_postcodes import way_to_check


def neighbourhood_list(
    request: HttpRequest,
    page: NeighbourhoodIndexPage | None,
    edition: Edition | None = None,
    addresses: Callable[[Neighbourhood], str] | None = None,
) -> HttpResponse:
    """The list of the current edition; or, as a preview, of a draft whose places have addresses of their own."""
    if way := way_to_check(request):
        return way
    edition = edition or Edition.objects.current()
    if request.path == LIST_ADDRESS and not getattr(request, "is_preview", False):
        addresses = _beside_the_list
    context = {
        "page": page,
        "self": page,
        "title": edition.name if edition else "",
        "edition": edition,
        "listing": Listing(edition, request.GET) if edition else None,
        "addresses": addresses,
    }
    return render(request, "neighbourhoods/list.html", context)


def _beside_the_list(row: Neighbourhood) -> str:
    """The address of a place's page as seen from the list's own: 225 times shorter is felt on a slow line."""
    return row.get_absolute_url().removeprefix(LIST_ADDRESS)


@counted
def england(request: HttpRequest) -> HttpResponse:
    """The map of England."""
    drawn = maps.england_map(current_edition().neighbourhoods.on_a_map())
    context = framed(
        "Map of the neighbourhoods",
        "Where in England the ‘left behind’ neighbourhoods are, region by region.",
        address("map"),
        map=drawn,
        total=sum(region.count for region in drawn.regions),
    )
    return render(request, "neighbourhoods/map.html", context)


@counted
def regions(request: HttpRequest) -> HttpResponse:
    counted = _counted(current_edition().neighbourhoods.values_list("region", "region_slug"))
    return _index(request, "Regions", "regions", "region", counted)


@counted
def region(request: HttpRequest, slug: str) -> HttpResponse:
    rows = _rows(current_edition().neighbourhoods.in_region(slug))
    context = framed(
        f"Neighbourhoods in {_in_words(rows[0].region)}",
        f"The {len(rows)} ‘left behind’ neighbourhoods in {_in_words(rows[0].region)}, with a map.",
        address("region", slug),
        (address("regions"), "Regions"),
        rows=rows,
        map=maps.region_map(rows[0].region, rows),
    )
    return render(request, "neighbourhoods/area.html", context)


@counted
def authorities(request: HttpRequest) -> HttpResponse:
    listed = current_edition().neighbourhoods
    then = _counted(listed.values_list("authority", "authority_slug"))
    replaced = _counted(
        listed.exclude(authority_now="")
        .exclude(authority_now=F("authority"))
        .values_list("authority_now", "authority_now_slug")
    )
    return _index(request, "Local authorities", "authorities", "authority", sorted(_merged(then, replaced)))


@counted
def authority(request: HttpRequest, slug: str) -> HttpResponse:
    """The neighbourhoods of an authority of today, or of one that has since been replaced."""
    rows = _rows(current_edition().neighbourhoods.in_authority(slug))
    then = next((row for row in rows if row.authority_slug == slug), None)
    name = then.authority if then else rows[0].authority_now
    context = framed(
        f"Neighbourhoods in {name}",
        f"The ‘left behind’ neighbourhoods in {name}: {len(rows)} on the list.",
        address("authority", slug),
        (address("authorities"), "Local authorities"),
        rows=rows,
        name=name,
        successors=sorted({(row.authority_now, row.authority_now_slug) for row in rows if row.authority_has_changed})
        if then and then.authority_now_slug != slug
        else [],
        is_renamed=bool(then and then.authority_is_renamed),
        predecessors=sorted({row.authority for row in rows if row.authority_slug != slug}),
    )
    return render(request, "neighbourhoods/area.html", context)


@counted
def constituencies(request: HttpRequest) -> HttpResponse:
    listed = Constituency.objects.filter(neighbourhood__edition=current_edition())
    counted = listed.order_by("name").values("name", "slug").annotate(number=Count("neighbourhood", distinct=True))
    rows = [(item["name"], item["slug"], item["number"]) for item in counted]
    return _index(request, "Parliamentary constituencies", "constituencies", "constituency", rows)


@counted
def constituency(request: HttpRequest, slug: str) -> HttpResponse:
    """The neighbourhoods of a constituency, by the boundaries since 2024 and by those before."""
    rows = _rows(current_edition().neighbourhoods.in_constituency(slug).prefetch_related("constituencies"))
    groups = []
    name = ""
    for boundaries in reversed(Boundaries):
        parts = [(row, part) for row in rows for part in row.constituencies.all()]
        found = [(row, part) for row, part in parts if part.slug == slug and part.boundaries == boundaries]
        if found:
            name = found[0][1].name
            groups.append((boundaries, [row for row, _ in found]))
    context = framed(
        f"Neighbourhoods in the constituency of {name}",
        f"The ‘left behind’ neighbourhoods in the constituency of {name}.",
        address("constituency", slug),
        (address("constituencies"), "Constituencies"),
        name=name,
        groups=groups,
        rows=rows,
    )
    return render(request, "neighbourhoods/constituency.html", context)


def _index(
    request: HttpRequest, title: str, name: str, detail: str, counted: list[tuple[str, str, int]]
) -> HttpResponse:
    items = [(label, address(detail, slug), number) for label, slug, number in counted]
    description = f"{title} that have ‘left behind’ neighbourhoods, and how many."
    return render(
        request, "neighbourhoods/index_of_areas.html", framed(title, description, address(name), items=items)
    )


def _counted(pairs: QuerySet[Any, Any]) -> list[tuple[str, str, int]]:
    """(name, slug, how many rows) of (name, slug) pairs, by name."""
    names = pairs.order_by().annotate(number=Count("pk"))
    return sorted((name, slug, number) for name, slug, number in names if slug)


def _merged(*lists: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    numbers: dict[tuple[str, str], int] = {}
    for name, slug, number in (item for items in lists for item in items):
        numbers[name, slug] = numbers.get((name, slug), 0) + number
    return [(name, slug, number) for (name, slug), number in numbers.items()]


def _rows(found: QuerySet[Neighbourhood]) -> list[Neighbourhood]:
    rows = list(found)
    if not rows:
        raise Http404("No neighbourhood on the list is there.")
    return rows


def _in_words(region: str) -> str:
    """A region as it stands in a sentence: ‘the North East’, but ‘London’ and ‘Yorkshire and The Humber’."""
    return region if region in {"London", "Yorkshire and The Humber"} else f"the {region}"
