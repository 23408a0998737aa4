"""Every public address below /neighbourhoods/ that is no Wagtail page: for the sitemaps and the static copy."""

from collections.abc import Iterator
from itertools import permutations

from django.db.models import QuerySet
from django.urls import reverse

from lbn_site.core import csvw
from lbn_site.core.public_addresses import PublicAddress

from .downloads import FILES
from .models import Constituency, Edition, Neighbourhood, OutwardCode, Place, PostcodeRelease, PrideInPlaceEdition
from .place_files import PLACE_FILES
from .pride_in_place.downloads import file_address
from .regions import region_in_words

# Lists of half postcodes say nothing by themselves, and beside a boundary a list that a search engine kept would be
# taken for an answer. The pages of the places say what matters and are found by their districts.
OUTWARD_CODES_ARE_INDEXED = False
TITLES = {
    "check": "Is my neighbourhood on the list?",
    "map": "Map of the neighbourhoods",
    "regions": "Neighbourhoods by region",
    "authorities": "Neighbourhoods by local authority",
    "constituencies": "Neighbourhoods by constituency",
    "editions": "Editions of the list",
    "data": "Open data",
    "changes": "Changes to the data",
    "postcodes": "Postcodes in listed neighbourhoods",
}


def public_addresses() -> Iterator[PublicAddress]:
    """Pages with their titles; then files and parts, which a static copy needs too. Nothing before a list is out."""
    if Edition.objects.current() is None:
        return
    for name, title in TITLES.items():
        yield PublicAddress(reverse(f"neighbourhoods-{name}"), title)
    yield from _editions()
    yield from _pride_in_place()
    yield from _areas()
    yield from _places()
    yield from _postcodes()


def _editions() -> Iterator[PublicAddress]:
    yield PublicAddress(reverse("neighbourhoods-changes-feed"))
    for name in ("api", "api-description", "api-editions", "api-places"):
        yield PublicAddress(reverse(f"neighbourhoods-{name}"))
    for name in FILES:
        yield PublicAddress(reverse("neighbourhoods-current-download", args=[name]))
    published = list(Edition.objects.published())
    for after, before in permutations(published, 2):
        address = reverse("neighbourhoods-comparison", args=[after.slug, before.slug])
        yield PublicAddress(address, f"{after.name} compared with {before.name}", is_detail=True)
    for edition in published:
        yield PublicAddress(edition.get_absolute_url(), edition.name)
        yield PublicAddress(reverse("neighbourhoods-api-edition", args=[edition.slug]))
        for name in FILES:
            yield PublicAddress(reverse("neighbourhoods-download", args=[edition.slug, name]))


def _pride_in_place() -> Iterator[PublicAddress]:
    if PrideInPlaceEdition.objects.current() is None:
        return
    yield PublicAddress(reverse("neighbourhoods-pride-in-place"), "Pride in Place")
    for edition in PrideInPlaceEdition.objects.published():
        yield PublicAddress(file_address(edition))
        yield PublicAddress(file_address(edition) + csvw.SUFFIX)


def _areas() -> Iterator[PublicAddress]:
    listed = Neighbourhood.objects.on_current_list()
    authorities = _distinct(listed, "authority") | _distinct(listed, "authority_now")
    constituencies = _distinct(Constituency.objects.filter(neighbourhood__in=listed), "name", "slug")
    regions = {slug: region_in_words(name) for slug, name in _distinct(listed, "region").items()}
    kinds = (("region", regions), ("authority", authorities), ("constituency", constituencies))
    for kind, found in kinds:
        for slug, name in sorted(found.items()):
            address = reverse(f"neighbourhoods-{kind}", args=[slug])
            yield PublicAddress(address, f"Neighbourhoods in {name}", is_detail=kind != "region")


def _places() -> Iterator[PublicAddress]:
    for place in Place.objects.ever_published():
        yield PublicAddress(place.get_absolute_url(), str(place))
        yield PublicAddress(reverse("neighbourhoods-api-place", args=[place.code]))
        for ending in PLACE_FILES:
            yield PublicAddress(reverse("neighbourhoods-place-file", args=[place.code, ending]))


def _postcodes() -> Iterator[PublicAddress]:
    outward = OutwardCode.objects.filter(release=PostcodeRelease.objects.current())
    for code in outward.codes():
        yield PublicAddress(reverse("neighbourhoods-postcode-file", args=[code]))
    for code in outward.touching_a_ward().codes():
        address = reverse("neighbourhoods-outward-code", args=[code.lower()])
        title = f"Postcodes beginning {code}"
        yield PublicAddress(address, title, is_detail=True, is_indexed=OUTWARD_CODES_ARE_INDEXED)


def _distinct(rows: QuerySet, name: str, slug: str = "") -> dict[str, str]:
    """Names by their slugs."""
    pairs = rows.order_by().values_list(slug or f"{name}_slug", name).distinct()
    return {found_slug: found for found_slug, found in pairs if found_slug}
