"""The pages by region, authority and constituency: each shows one page of its rows, whatever the list holds."""

from typing import Any

from django.core.paginator import Page as PageOfRows
from django.db.models import Count, F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from lbn_site.core import page_query
from lbn_site.core.counted import counted
from lbn_site.core.listings import page_of

from ..models import Boundaries, Constituency, Neighbourhood
from ..outlines.region import RegionMap, region_map
from ..outlines.symbols import LARGE_DIAMOND, SYMBOLS, Symbol
from ..querysets import NeighbourhoodQuerySet
from ..regions import region_in_words
from ..since import Since, since_previous
from .frame import address, current_edition, framed

ROWS_A_PAGE = 100
AREAS_A_PAGE = 300

Areas = list[tuple[str, str, int]]  # name, slug, number of neighbourhoods


@counted
def regions(request: HttpRequest) -> HttpResponse:
    found = _numbered(current_edition().neighbourhoods.values_list("region_slug", "region"))
    return _index(request, "Regions", "regions", "region", found)


@counted
def region(request: HttpRequest, slug: str) -> HttpResponse:
    edition = current_edition()
    found = edition.neighbourhoods.in_region(slug)
    rows = _page_of(found, request)
    name = rows[0].region
    count = rows.paginator.count
    since = since_previous(edition)
    since = since.in_region(slug) if since else None
    joined = since.joined_as(LARGE_DIAMOND) if since else {}
    context = framed(
        f"Neighbourhoods in {region_in_words(name)}",
        f"The {count:,} ‘left behind’ neighbourhoods in {region_in_words(name)}, with a map.",
        address("region", slug),
        (address("regions"), "Regions"),
        rows=rows,
        map=_map(name, rows, joined, since, found),
        since=since,
        joined=joined,
        symbols=SYMBOLS,
    )
    return render(request, "neighbourhoods/area.html", context)


def _map(
    name: str, rows: PageOfRows, joined: dict[int, Symbol], since: Since | None, found: NeighbourhoodQuerySet
) -> RegionMap | None:
    """The map of the page's rows; those that left the list are drawn where there is room, which is on short lists."""
    if rows.has_other_pages():
        return region_map(name, rows, joined, among=found)
    return region_map(name, rows, joined, since.left if since else ())


@counted
def authorities(request: HttpRequest) -> HttpResponse:
    """Authorities of the edition's date and those that have since replaced them."""
    listed = current_edition().neighbourhoods
    then = listed.values_list("authority_slug", "authority")
    replaced = listed.exclude(authority_now_slug=F("authority_slug"))
    now = replaced.values_list("authority_now_slug", "authority_now")
    return _index(request, "Local authorities", "authorities", "authority", _numbered(then, now))


@counted
def authority(request: HttpRequest, slug: str) -> HttpResponse:
    """The neighbourhoods of an authority of today, or of one that has since been replaced."""
    found = current_edition().neighbourhoods.in_authority(slug)
    rows = _page_of(found, request)
    then = found.filter(authority_slug=slug).first()
    name = then.authority if then else rows[0].authority_now
    context = framed(
        f"Neighbourhoods in {name}",
        f"The ‘left behind’ neighbourhoods in {name}: {rows.paginator.count:,} on the list.",
        address("authority", slug),
        (address("authorities"), "Local authorities"),
        rows=rows,
        name=name,
        successors=_successors(found) if then and then.authority_now_slug != slug else [],
        is_renamed=bool(then and then.authority_is_renamed),
        predecessors=_distinct(found.exclude(authority_slug=slug), "authority"),
    )
    return render(request, "neighbourhoods/area.html", context)


@counted
def constituencies(request: HttpRequest) -> HttpResponse:
    """Each under its name by the newest boundaries."""
    listed = Constituency.objects.filter(neighbourhood__edition=current_edition()).order_by()
    names = dict(listed.order_by("boundaries").values_list("slug", "name").distinct())
    numbers = listed.exclude(slug="").values_list("slug").annotate(Count("neighbourhood", distinct=True))
    found = sorted((names[slug], slug, number) for slug, number in numbers)
    return _index(request, "Parliamentary constituencies", "constituencies", "constituency", found)


@counted
def constituency(request: HttpRequest, slug: str) -> HttpResponse:
    """The neighbourhoods of a constituency, by the boundaries since 2024 and by those before."""
    listed = Constituency.objects.filter(neighbourhood__edition=current_edition(), slug=slug)
    in_order = ("-boundaries", *(f"neighbourhood__{name}" for name in ("name", "authority", "code")))
    parts = _page_of(listed.select_related("neighbourhood").order_by(*in_order), request)
    name = parts[0].name
    groups = [
        (boundaries, [part.neighbourhood for part in parts if part.boundaries == boundaries])
        for boundaries in reversed(Boundaries)
    ]
    context = framed(
        f"Neighbourhoods in the constituency of {name}",
        f"The ‘left behind’ neighbourhoods in the constituency of {name}.",
        address("constituency", slug),
        (address("constituencies"), "Constituencies"),
        name=name,
        groups=[group for group in groups if group[1]],
        rows=parts,
    )
    return render(request, "neighbourhoods/constituency.html", context)


def _index(request: HttpRequest, title: str, name: str, detail: str, areas: Areas) -> HttpResponse:
    found = page_of(areas, request.GET, size=AREAS_A_PAGE)  # type: ignore[arg-type]
    page_query.store_under(request, page=found.number)
    items = [(label, address(detail, slug), number) for label, slug, number in found]
    description = f"{title} that have ‘left behind’ neighbourhoods, and how many."
    context = framed(title, description, address(name), items=items, rows=found)
    return render(request, "neighbourhoods/index_of_areas.html", context)


def _numbered(*pairs: QuerySet[Any, Any]) -> Areas:
    """The areas of (slug, name) pairs with their numbers of rows, one for each slug, by name."""
    names: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for slug, name, number in (item for found in pairs for item in found.order_by().annotate(Count("pk"))):
        if slug:
            names.setdefault(slug, name)
            numbers[slug] = numbers.get(slug, 0) + number
    return sorted((names[slug], slug, number) for slug, number in numbers.items())


def _page_of(found: QuerySet[Any], request: HttpRequest) -> PageOfRows:
    """The rows that the page shows. Raises Http404 where there is none at all."""
    rows = page_of(found, request.GET, size=ROWS_A_PAGE)
    if not rows.paginator.count:
        raise Http404("No neighbourhood on the list is there.")
    page_query.store_under(request, page=rows.number)
    return rows


def _successors(found: NeighbourhoodQuerySet) -> list[tuple[str, str]]:
    """(name, slug) of the authorities that the places have come to since."""
    replaced = found.exclude(authority_now_slug="").exclude(authority_now_slug=F("authority_slug"))
    return sorted(replaced.order_by().values_list("authority_now", "authority_now_slug").distinct())


def _distinct(found: QuerySet[Neighbourhood], column: str) -> list[str]:
    return sorted(found.order_by().values_list(column, flat=True).distinct())
