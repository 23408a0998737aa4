"""The overview of the Pride in Place data, and their file."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from lbn_site.core import csvw, page_query
from lbn_site.core.counted import counted
from lbn_site.core.listings import page_of
from lbn_site.delivery.public import never_changes

from ..models import Cohort, PrideInPlaceEdition
from ..outlines.england import england_map
from ..outlines.shapes import england
from ..outlines.symbols import SYMBOLS
from ..pride_in_place.described import CSV_METADATA, table_of
from ..pride_in_place.downloads import CSV, MEDIA_TYPE, file_address
from ..pride_in_place.figures import current_edition
from ..pride_in_place.overlaps import BY_METHOD, WITH_AREAS, Overview, rows_in_short, totals_of
from ..published_files import published_file
from .frame import address, framed
from .open_access import open_to_all

ROWS_A_PAGE = 100


@counted
def overview(request: HttpRequest) -> HttpResponse:
    """Which wards on the list overlap with a neighbourhood of the programme. 404 while no data are published."""
    edition = current_edition()
    if edition is None:
        raise Http404("Nothing about Pride in Place has been published yet.")
    return overview_of(request, edition)


def overview_of(request: HttpRequest, edition: PrideInPlaceEdition) -> HttpResponse:
    """The overview as this edition has it; staff see that of a draft."""
    seen = Overview(edition)
    rows = page_of(seen.codes, request.GET, size=ROWS_A_PAGE)  # type: ignore[arg-type]
    page_query.store_under(request, page=rows.number)
    counts = rows_in_short(edition)
    by_name = seen.by_name
    wards = {ward.code: ward for ward in seen.wards([*rows, *by_name])}
    context = framed(
        "Pride in Place",
        "Which ‘left behind’ neighbourhoods overlap with an area that the government chose for its Pride in Place "
        "Programme, and by how much.",
        address("pride-in-place"),
        edition=edition,
        rows=rows,
        wards=[wards[code] for code in rows],
        phase_2=totals_of(edition, BY_METHOD),
        with_expansion=totals_of(edition, WITH_AREAS),
        towns=counts.chosen_in_england(Cohort.PHASE_1),
        added=counts.chosen_in_england(Cohort.EXPANSION_2026),
        by_name=[wards[code] for code in by_name],
        listed=seen.listed,
        without=seen.without_overlap,
        without_in_town_area=seen.without_overlap_beside_a_town,
        map=england_map(seen.located(), seen.symbols()),
        outline=england(),  # the regions would make the page too heavy
        symbols=SYMBOLS,
        files=_files(edition),
    )
    return render(request, "neighbourhoods/pride_in_place/overview.html", context)


@open_to_all
def download(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """A file of an edition, as it was published: address and bytes never change. Its description does."""
    edition = PrideInPlaceEdition.objects.published().filter(slug=slug).first()
    if edition is None or name not in {CSV, CSV_METADATA}:
        raise Http404("There is no such file.")
    if name == CSV_METADATA:
        body = json.dumps(table_of(edition), ensure_ascii=False)
        return HttpResponse(body, content_type=csvw.MEDIA_TYPE)
    response = HttpResponse(published_file(edition, name).data(), content_type=MEDIA_TYPE)
    response["Link"] = csvw.link_to(CSV)
    response["Content-Disposition"] = content_disposition_header(True, f"{edition.slug}-{name}")
    never_changes(response)
    return response


def _files(edition: PrideInPlaceEdition) -> list[tuple[str, PrideInPlaceEdition]]:
    """The file of this edition first, then those of the other published ones."""
    others = PrideInPlaceEdition.objects.published().exclude(pk=edition.pk)
    shown = [edition] if edition.is_published else []
    return [(file_address(found), found) for found in (*shown, *others)]
