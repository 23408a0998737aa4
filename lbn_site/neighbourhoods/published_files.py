"""The files that an edition was published with: made once, then kept byte for byte."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from .downloads import make_files
from .models import Edition, EditionState, PublishedFile


@transaction.atomic
def keep_files(edition: Edition) -> None:
    """Make and store the files of an edition, unless they are there."""
    if edition.files.exists():
        return
    files = [PublishedFile.of(edition, name, body) for name, body in make_files(edition).items()]
    PublishedFile.objects.bulk_create(files, ignore_conflicts=True)  # a visitor may have asked for them meanwhile


def published_file(edition: Edition, name: str) -> PublishedFile:
    """A file of a published edition. Raises PublishedFile.DoesNotExist for a name that none has."""
    found = edition.files.filter(name=name).first()
    if found is None:
        keep_files(edition)
        found = edition.files.get(name=name)
    return found


@transaction.atomic
def make_files_again(edition: Edition) -> None:
    """Replace the files by new ones: for figures that must no longer be public, and for nothing else."""
    edition.files.all().delete()
    keep_files(edition)


def keep_files_of_all(**signal: Any) -> None:
    """Keep the files of editions that were published before files were kept; connected to `post_migrate`."""
    shown: Iterable[Edition] = Edition.objects.filter(
        state__in=[EditionState.PUBLISHED, EditionState.WITHDRAWN], files=None
    )
    for edition in shown:
        keep_files(edition)
