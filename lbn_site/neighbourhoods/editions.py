"""Acts over editions: publish, return to an earlier one."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from lbn_site.delivery.purge import purge_public_pages

from .models import Edition, EditionState, Place

PUBLISHED_ACTION = "neighbourhoods.publish"
RETURNED_ACTION = "neighbourhoods.make_current"


@transaction.atomic
def publish_edition(*, edition: Edition, user: Any = None) -> None:
    """Make a draft edition public and the current list, all at once."""
    edition.state = EditionState.PUBLISHED
    edition.published_at = timezone.now()
    edition.save(update_fields=["state", "published_at"])
    log(edition, PUBLISHED_ACTION, user=user)
    _make_current(edition)


@transaction.atomic
def return_to_edition(*, edition: Edition, user: Any = None) -> None:
    """Make an edition that was published before the current list again. Raises ValueError for a draft."""
    if not edition.is_published:
        raise ValueError("Only an edition that was published can become the current list.")
    log(edition, RETURNED_ACTION, user=user)
    _make_current(edition)


def _make_current(edition: Edition) -> None:
    Edition.objects.filter(is_current=True).exclude(pk=edition.pk).update(is_current=False)
    edition.is_current = True
    edition.save(update_fields=["is_current"])
    _name_places_as(edition)
    purge_public_pages()


def _name_places_as(edition: Edition) -> None:
    """Places carry the name and authority that the current list gives them."""
    changed = []
    for row in edition.neighbourhoods.select_related("place"):
        place, authority = row.place, row.present_authority
        if (place.name, place.authority) != (row.name, authority):
            place.name, place.authority = row.name, authority
            changed.append(place)
    Place.objects.bulk_update(changed, ["name", "authority"], batch_size=500)
