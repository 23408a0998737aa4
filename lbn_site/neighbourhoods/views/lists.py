"""The list and the map of England."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lbn_site.core import page_query
from lbn_site.core.counted import counted
from lbn_site.core.page_head import PageHead

from ..listing import Listing
from ..models import Edition, Neighbourhood, NeighbourhoodIndexPage
from ..outlines.england import england_map
from ..outlines.symbols import DIAMOND, SYMBOLS
from ..since import since_previous
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
    listing = Listing(edition, request.GET) if edition else None
    if listing:
        page_query.store_under(request, **listing.stored_under)
    is_part = listing is not None and (listing.is_filtered or listing.page.number > 1)
    context = {
        "page": page,
        "self": page,
        "head": PageHead.of_page(page, is_indexed=not is_part) if page and page.live else None,
        "title": edition.name if edition else "",
        "edition": edition,
        "listing": listing,
        "addresses": addresses,
    }
    return render(request, "neighbourhoods/list.html", context)


def _beside_the_list(row: Neighbourhood) -> str:
    """The address of a place's page as seen from the list's own: 225 times shorter is felt on a slow line."""
    return row.get_absolute_url().removeprefix(LIST_ADDRESS)


@counted
def england(request: HttpRequest) -> HttpResponse:
    """The map of England, with what changed since the edition before."""
    edition = current_edition()
    rows = edition.neighbourhoods.all()
    since = since_previous(edition)
    context = framed(
        "Map of the neighbourhoods",
        "Where in England the ‘left behind’ neighbourhoods are, region by region, and which are new on the list.",
        address("map"),
        map=england_map(rows, since.joined_as(DIAMOND), since.left) if since else england_map(rows),
        total=rows.count(),
        since=since,
        regions=since.by_region(rows) if since else None,
        symbols=SYMBOLS,
    )
    return render(request, "neighbourhoods/map.html", context)
