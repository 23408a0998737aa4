"""The page of one place, and its permanent address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lbn_site.core.counted import counted

from ..appearances import appearances_of, shown_of
from ..downloads import citation_of_place
from ..measures import measures_of
from ..mentions import mentions_of
from ..models import Boundaries, Edition, Neighbourhood
from ..nearby import nearby
from ..outlines.map import place_map
from ..outlines.rank_plot import rank_plot
from ..place_files import PLACE_FILES
from ..postcodes.districts import districts_of
from ..pride_in_place.place import on_place_page
from ..standing import standing_of
from .frame import address, framed, texts


@counted
def place(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """A place as the current edition has it; as the latest that had it, where the current one does not."""
    found = appearances_of(code)
    shown = shown_of(found)
    if request.path != shown.get_absolute_url():
        return redirect(shown.get_absolute_url(), permanent=True)
    return render(request, "neighbourhoods/place.html", place_context(shown, found))


def permanent(request: HttpRequest, code: str) -> HttpResponse:
    """/n/<code>/: one step to the place's page, whatever its name becomes."""
    return redirect(shown_of(appearances_of(code)).get_absolute_url(), permanent=True)


def place_context(shown: Neighbourhood, appearances: list[Neighbourhood]) -> dict:
    """What the page of a place shows; also used for the preview of a draft edition."""
    edition = shown.edition
    constituencies = list(shown.constituencies.all())
    listed_in = {row.edition_id for row in appearances}
    has_areas = edition.is_current  # pages by region and so on hold the current list only
    standing = standing_of(shown)
    around = nearby(shown)
    beside = [around.outlines[neighbour.row.code] for neighbour in around.adjoining]
    districts, postcodes = districts_of(shown.code)
    return framed(
        f"{shown.name}, {shown.present_authority}",
        f"{shown.name} in {shown.present_authority}: whether and why it is on the list of ‘left behind’ "
        "neighbourhoods, with its figures and their sources.",
        shown.get_absolute_url(),
        *([(address("region", shown.region_slug), shown.region)] if has_areas and shown.region_slug else []),
        row=shown,
        edition=edition,
        has_areas=has_areas,
        measures=list(measures_of(standing)),
        standing=standing,
        plot=rank_plot(standing),
        constituencies_now=[item for item in constituencies if item.boundaries == Boundaries.SINCE_2024],
        constituencies_before=[item for item in constituencies if item.boundaries == Boundaries.SINCE_2010],
        history=[(edition, edition.pk in listed_in) for edition in Edition.objects.published()],
        map=place_map(shown, around.outlines.get(shown.code), beside),
        around=around,
        districts=districts,
        postcodes=postcodes,
        citation=citation_of_place(shown) if edition.is_published else "",
        files=[(address("place-file", shown.code, ending), words) for ending, (_, words) in PLACE_FILES.items()],
        pride_in_place=on_place_page(shown, listed_in),
        mentions=mentions_of(shown.place),
        texts=texts(),
        under_another_code=None if edition.is_current else shown.under_another_code(),
    )
