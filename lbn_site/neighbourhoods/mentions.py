"""News, sessions and other pages that mention a place: whatever refers to it in any of its fields.

Wagtail's reference index knows them all, so no section needs to be known here: a page that lets staff choose a
place (a snippet chooser for "neighbourhoods.Place") shows up by itself.
"""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from lbn_site.core.related import grouped_by_kind, public_pages

from .models import Place


def mentions_of(place: Place) -> list[tuple[str, list[Page]]]:
    """Public pages that refer to the place, by kind: (plural name, pages, the newest first)."""
    types = ContentType.objects.get_for_models(Page, Place)
    references = ReferenceIndex.objects.filter(
        base_content_type=types[Page], to_content_type=types[Place], to_object_id=str(place.pk)
    )
    return grouped_by_kind(public_pages({int(pk) for pk in references.values_list("object_id", flat=True)}))
