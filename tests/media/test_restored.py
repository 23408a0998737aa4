"""After a restore, uploads without a file are named."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from lbn_site.media import restored

pytestmark = pytest.mark.django_db


def document(number: int):
    return get_document_model().objects.create(
        title=f"Paper {number}", file=ContentFile(b"A paper.", name=f"paper-{number}.txt")
    )


def test_all_is_well_when_every_file_is_there():
    document(1)
    assert restored.after_restore() == "Uploads: no files are missing."


def test_missing_files_are_named_and_many_are_counted():
    documents = [document(number) for number in range(12)]
    names = [each.file.name for each in documents]
    for each in documents:
        each.file.storage.delete(each.file.name)
    told = restored.after_restore()
    assert told.startswith("Uploads: missing are documents/paper-")
    assert sum(name in told for name in names) == 10
    assert "and 2 more" in told
