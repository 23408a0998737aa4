"""The files that an edition was published with: made once, then kept byte for byte."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from . import downloads
from .models import AnyEdition, Edition, EditionState, KeptFile, PrideInPlaceEdition
from .pride_in_place import downloads as pride_in_place_downloads

FILES_REPLACED_ACTION = "neighbourhoods.replace_files"


@transaction.atomic
def keep_files(edition: AnyEdition) -> None:
    """Make and store the files of an edition, unless they are there."""
    if edition.files.exists():
        return
    kept = edition.files.model
    files = [kept.of(edition, name, body) for name, body in _made_of(edition).items()]
    kept.objects.bulk_create(files, ignore_conflicts=True)  # a visitor may have asked for them meanwhile


def _made_of(edition: AnyEdition) -> dict[str, bytes]:
    if isinstance(edition, Edition):
        return downloads.make_files(edition)
    if isinstance(edition, PrideInPlaceEdition):
        return pride_in_place_downloads.make_files(edition)
    raise TypeError(f"There are no files of a {type(edition).__name__}.")


def published_file(edition: AnyEdition, name: str) -> KeptFile:
    """A file of a published edition. Raises DoesNotExist for a name that none has."""
    found = edition.files.filter(name=name).first()
    if found is None:
        keep_files(edition)
        found = edition.files.get(name=name)
    return found


@transaction.atomic
def make_files_again(edition: AnyEdition) -> None:
    """Replace the files by new ones: for figures that must no longer be public, and for nothing else.

    The hashes of the old ones stay in the log, so that a copy of them can still be told.
    """
    before = dict(edition.files.order_by("name").values_list("name", "sha256"))
    edition.files.all().delete()
    keep_files(edition)
    log(edition, FILES_REPLACED_ACTION, data={"before": before})


def keep_files_of_all(**signal: Any) -> None:
    """Keep the files of editions that were published before files were kept; connected to `post_migrate`."""
    shown: Iterable[Edition] = Edition.objects.filter(
        state__in=[EditionState.PUBLISHED, EditionState.WITHDRAWN], files=None
    )
    for edition in shown:
        keep_files(edition)
