"""News, sessions and other pages that mention a place: whatever refers to it in any of its fields.

Wagtail's reference index knows them all, so no section needs to be known here: a page that lets staff choose a
place (a snippet chooser for "neighbourhoods.Place") shows up by itself.
"""

from wagtail.models import Page

from lbn_site.core.related import citing, grouped_by_kind, public_pages

from .models import Place


def mentions_of(place: Place) -> list[tuple[str, list[Page]]]:
    """Public pages that refer to the place, by kind: (plural name, pages, the newest first)."""
    return grouped_by_kind(public_pages(citing(Place, place.pk)))
