"""Every public address below /neighbourhoods/ that is no Wagtail page: for the sitemap and the static copy."""

from collections.abc import Iterator

from django.urls import reverse

from .downloads import FILES
from .models import Constituency, Edition, Neighbourhood, OutwardCode, Place, PostcodeRelease


def public_addresses() -> Iterator[str]:
    """The pages that search engines should know."""
    for name in ("check", "postcodes", "map", "regions", "authorities", "constituencies", "editions", "data"):
        yield reverse(f"neighbourhoods-{name}")
    for edition in Edition.objects.published():
        yield edition.get_absolute_url()
    listed = Neighbourhood.objects.on_current_list()
    for slug in _distinct(listed, "region_slug"):
        yield reverse("neighbourhoods-region", args=[slug])
    for slug in sorted(set(_distinct(listed, "authority_slug")) | set(_distinct(listed, "authority_now_slug"))):
        yield reverse("neighbourhoods-authority", args=[slug])
    for slug in _distinct(Constituency.objects.filter(neighbourhood__in=listed), "slug"):
        yield reverse("neighbourhoods-constituency", args=[slug])
    for place in Place.objects.ever_published():
        yield place.get_absolute_url()


def export_addresses() -> Iterator[str]:
    """All of them and also the files: what a static copy of the site must hold."""
    yield from public_addresses()
    yield reverse("neighbourhoods-api")
    yield reverse("neighbourhoods-api-editions")
    yield reverse("neighbourhoods-api-places")
    for edition in Edition.objects.published():
        yield reverse("neighbourhoods-api-edition", args=[edition.slug])
        for name in FILES:
            yield reverse("neighbourhoods-download", args=[edition.slug, name])
    for place in Place.objects.ever_published():
        yield reverse("neighbourhoods-permanent", args=[place.code])
        yield reverse("neighbourhoods-api-place", args=[place.code])
    release = PostcodeRelease.objects.current()
    for code in OutwardCode.objects.filter(release=release).values_list("code", flat=True) if release else ():
        yield reverse("neighbourhoods-postcode-file", args=[code])
        yield reverse("neighbourhoods-outward-code", args=[code.lower()])


def _distinct(rows, field: str) -> list[str]:
    return [slug for slug in rows.order_by(field).values_list(field, flat=True).distinct() if slug]
