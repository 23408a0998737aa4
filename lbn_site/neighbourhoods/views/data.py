"""The open data: the page about them, the files, and a small read-only API."""

import json
from typing import Any

from django.core.paginator import InvalidPage, Paginator
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from lbn_site.core import csvw, page_query
from lbn_site.core.addresses import absolute
from lbn_site.core.counted import counted
from lbn_site.delivery.public import never_changes

from .. import tables
from ..api_description import description
from ..appearances import appearances_of, shown_of
from ..datasets import dataset_of
from ..downloads import (
    CSV,
    CSV_METADATA,
    DATA_PACKAGE,
    FILES,
    GEOJSON,
    about,
    citation,
    file_address,
    with_closing_notice,
)
from ..listing import Listing
from ..models import Edition, Neighbourhood
from ..place_files import PLACE_FILES, make_place_file
from ..pride_in_place import described
from ..pride_in_place import downloads as pride_in_place_downloads
from ..pride_in_place.figures import current_edition as current_pride_in_place
from ..published_files import published_file
from ..records import FIELDS, records_of
from .frame import address, current_edition, framed, published_edition
from .open_access import open_to_all

ROWS_AN_ANSWER = 100
# They follow what staff write of an edition, and say so when the campaign ends. The data never change.
DESCRIPTIONS = {DATA_PACKAGE, CSV_METADATA}


@counted
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What there is to download, under which terms, and how the API works."""
    published = list(Edition.objects.published().annotate(files_made_at=Max("files__made_at")))
    editions = [
        (
            edition,
            [(file_address(edition, name), name, words) for name, (_, words) in FILES.items()],
            citation(edition),
        )
        for edition in published
    ]
    programme = current_pride_in_place()
    context = framed(
        "Open data",
        "Download the list of ‘left behind’ neighbourhoods as CSV, GeoJSON or JSON, or read it through the API.",
        address("data"),
        editions=editions,
        current_files=[(address("current-download", name), words) for name, (_, words) in FILES.items()],
        fields=FIELDS,
        current=current_edition(),
        programme=programme,
        programme_file=pride_in_place_downloads.file_address(programme) if programme else "",
        programme_fields=pride_in_place_downloads.FIELDS,
        datasets=[
            *(dataset_of(edition, edition.files_made_at) for edition in published),
            *([described.dataset_of(programme)] if programme else []),
        ],
    )
    return render(request, "neighbourhoods/data.html", context)


@open_to_all
def download(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """A file of an edition, as it was published: address and bytes never change."""
    response = _file(published_edition(slug), name)
    if name not in DESCRIPTIONS:
        never_changes(response)
    return response


@open_to_all
def current_download(request: HttpRequest, name: str) -> HttpResponse:
    """The same file of the edition that is the list now, whichever that is."""
    edition = current_edition()
    response = _file(edition, name)
    response["Content-Location"] = file_address(edition, name)
    return response


@open_to_all
def place_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """One place as a file, as its page shows it."""
    if ending not in PLACE_FILES:
        raise Http404("There is no such file.")
    shown = shown_of(appearances_of(code))
    media_type, _ = PLACE_FILES[ending]
    response = HttpResponse(make_place_file(shown, ending), content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, f"{shown.code}.{ending}")
    return response


def _file(edition: Edition, name: str) -> HttpResponse:
    if name not in FILES:
        raise Http404("There is no such file.")
    media_type, _ = FILES[name]
    response = HttpResponse(_body(edition, name), content_type=media_type)
    response["Link"] = f'<{file_address(edition, DATA_PACKAGE)}>; rel="describedby"'
    if name == CSV:
        response["Link"] += f", {csvw.link_to(CSV)}"
    if name in {CSV, GEOJSON}:
        response["Content-Disposition"] = content_disposition_header(True, f"left-behind-{edition.slug}-{name}")
    return response


def _body(edition: Edition, name: str) -> bytes:
    if name == CSV_METADATA:
        return json.dumps(tables.described(edition, published_file(edition, CSV).data()), ensure_ascii=False).encode()
    body = published_file(edition, name).data()
    return with_closing_notice(body) if name == DATA_PACKAGE else body


@open_to_all
def api_root(request: HttpRequest) -> HttpResponse:
    """Where the API begins."""
    return _answer(
        {
            "documentation": absolute(address("data")),
            "description": absolute(address("api-description")),
            "editions": absolute(address("api-editions")),
            "places": absolute(address("api-places")),
        }
    )


@open_to_all
def api_description(request: HttpRequest) -> HttpResponse:
    """The API described for programs (OpenAPI)."""
    return _answer(description())


@open_to_all
def api_editions(request: HttpRequest) -> HttpResponse:
    """All published editions, the newest first."""
    return _answer({"editions": [_edition(edition) for edition in Edition.objects.published()]})


@open_to_all
def api_edition(request: HttpRequest, slug: str) -> HttpResponse:
    """One edition."""
    return _answer(_edition(published_edition(slug)))


@open_to_all
def api_places(request: HttpRequest) -> HttpResponse:
    """Neighbourhoods of an edition (`edition=`, else the current one), filtered and sorted as on the list's page."""
    slug = request.GET.get("edition", "")
    edition = published_edition(slug) if slug else current_edition()
    listing = Listing(edition, request.GET)
    rows = listing.found.sorted_by(listing.sort).prefetch_related("constituencies")
    try:
        shown = Paginator(rows, ROWS_AN_ANSWER).page(listing.page_number)
    except InvalidPage:
        raise Http404("There is no such page; ‘pages’ on the first one says how many there are.") from None
    if listing.stored_under:
        page_query.store_under(request, **{**listing.stored_under, "edition": slug, "page": shown.number})
    return _answer(
        {
            **about(edition),
            "count": shown.paginator.count,
            "page": shown.number,
            "pages": shown.paginator.num_pages,
            "places": [_with_links(record) for record in records_of(edition, shown.object_list)],
        }
    )


@open_to_all
def api_place(request: HttpRequest, code: str) -> HttpResponse:
    """One place in every published edition that has it, the newest first."""
    rows = (
        Neighbourhood.objects.filter(code=code.upper(), edition__state="published")
        .select_related("edition")
        .prefetch_related("constituencies")
        .order_by("-edition__order")
    )
    found = [
        {"edition": row.edition.slug, "credit": row.edition.credit, **next(records_of(row.edition, [row]))}
        for row in rows
    ]
    if not found:
        raise Http404("This ward was never on the list.")
    return _answer({"code": code.upper(), "url": absolute(address("permanent", code.upper())), "appearances": found})


def _edition(edition: Edition) -> dict[str, Any]:
    totals = edition.neighbourhoods.all().totals()
    return {
        **about(edition),
        "is_current": edition.is_current,
        "count": totals["count"],
        "people": totals["people"] or None,
        "files": {name: absolute(file_address(edition, name)) for name in FILES},
    }


def _with_links(record: dict[str, Any]) -> dict[str, Any]:
    return {**record, "url": absolute(address("permanent", record["code"]))}


def _answer(data: dict[str, Any]) -> HttpResponse:
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})
