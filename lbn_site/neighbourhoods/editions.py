"""Acts over editions: publish, return to an earlier one, withdraw one that was published by mistake, put it back.

They serve whatever comes in editions: the list, and the Pride in Place data.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from lbn_site.delivery.purge import purge_public_pages

from .models import AnyEdition, Edition, EditionState, Place
from .published_files import keep_files, make_files_again

PUBLISHED_ACTION = "neighbourhoods.publish"
RETURNED_ACTION = "neighbourhoods.make_current"
WITHDRAWN_ACTION = "neighbourhoods.withdraw"
PUT_BACK_ACTION = "neighbourhoods.put_back"
RANKS_MAY_BE_SHOWN = "needs_ranks_may_be_published"


class CannotChangeEditionError(ValueError):
    """The edition cannot change in this way as things stand; the message says why."""


@transaction.atomic
def publish_edition(*, edition: AnyEdition, user: Any = None) -> None:
    """Make a draft edition public and the current one, all at once."""
    _hold_editions(edition)
    edition.state = EditionState.PUBLISHED
    edition.published_at = timezone.now()
    edition.save(update_fields=["state", "published_at"])
    log(edition, PUBLISHED_ACTION, user=user)
    _make_current(edition)
    transaction.on_commit(lambda: keep_files(edition), robust=True)  # else with the first download


@transaction.atomic
def describe_edition(*, edition: AnyEdition, changed: Iterable[str]) -> None:
    """Save the texts of an edition. Its files stay as they were published, but for figures that must not be shown."""
    if edition.is_published:
        keep_files(type(edition).objects.get(pk=edition.pk))
    edition.save()
    if RANKS_MAY_BE_SHOWN in changed and not getattr(edition, RANKS_MAY_BE_SHOWN) and edition.files.exists():
        make_files_again(edition)


@transaction.atomic
def return_to_edition(*, edition: AnyEdition, user: Any = None) -> None:
    """Make a published edition the current one again. Raises CannotChangeEditionError for any other."""
    _hold_editions(edition)
    if not edition.is_published:
        raise CannotChangeEditionError("Only a published edition can become the current one.")
    log(edition, RETURNED_ACTION, user=user)
    _make_current(edition)


def list_without(edition: AnyEdition) -> AnyEdition:
    """The edition that visitors see once this one is withdrawn.

    Raises CannotChangeEditionError where it cannot be withdrawn: it is not published, or nothing else is.
    """
    if not edition.is_published:
        raise CannotChangeEditionError(f"The {edition.name} is not published.")
    others = type(edition).objects.published().exclude(pk=edition.pk)
    successor = others.current() or edition.previous() or others.first()
    if successor is None:
        raise CannotChangeEditionError(
            f"The {edition.name} is the only published edition. {edition.without_it} Upload the right "
            f"{edition.noun} and have it approved: readers see it at once, and then this one can be withdrawn."
        )
    return successor


@transaction.atomic
def withdraw_edition(*, edition: AnyEdition, because: str, successor: AnyEdition, user: Any = None) -> None:
    """Take a published edition away from visitors, who then see `successor`.

    Raises CannotChangeEditionError when it cannot be withdrawn, or when visitors would now see another edition than
    the one that the person was told of.
    """
    _hold_editions(edition)
    if list_without(edition) != successor:
        raise CannotChangeEditionError("Someone else has changed the editions in the meantime. Please check again.")
    was_current = edition.is_current
    edition.state, edition.is_current = EditionState.WITHDRAWN, False
    edition.withdrawn_on, edition.withdrawn_because = timezone.localdate(), because
    edition.save(update_fields=["state", "is_current", "withdrawn_on", "withdrawn_because"])
    log(edition, WITHDRAWN_ACTION, user=user, data={"because": because, "list": successor.name})
    if was_current:
        _make_current(successor)


@transaction.atomic
def put_back_edition(*, edition: AnyEdition, user: Any = None) -> None:
    """Show a withdrawn edition among the earlier ones again; it does not become the current one.

    Raises CannotChangeEditionError when it is not withdrawn, or another edition now bears its name.
    """
    _hold_editions(edition)
    if not edition.is_withdrawn:
        raise CannotChangeEditionError(f"The {edition.name} is not withdrawn.")
    if type(edition).objects.published().filter(name__iexact=edition.name).exists():
        raise CannotChangeEditionError(
            f"There is now another published {edition.name}. Give this one a different name first."
        )
    edition.state = EditionState.PUBLISHED
    edition.withdrawn_on, edition.withdrawn_because = None, ""
    edition.save(update_fields=["state", "withdrawn_on", "withdrawn_because"])
    log(edition, PUT_BACK_ACTION, user=user)


def _hold_editions(edition: AnyEdition) -> None:
    """Let nobody else change an edition until this transaction ends, and read this one as it is by now."""
    list(type(edition).objects.select_for_update().order_by("pk").values_list("pk"))
    edition.refresh_from_db()


def _make_current(edition: AnyEdition) -> None:
    type(edition).objects.filter(is_current=True).exclude(pk=edition.pk).update(is_current=False)
    edition.is_current = True
    edition.save(update_fields=["is_current"])
    if isinstance(edition, Edition):
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
