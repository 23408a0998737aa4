"""The files of an edition, as they were published."""

import gzip
import hashlib
from typing import Self

from django.db import models

from .any_edition import AnyEdition
from .editions import Edition
from .pride_in_place import PrideInPlaceEdition


class KeptFile(models.Model):
    """One file of an edition that visitors can download. It is made once and never changes, so a citation holds."""

    wagtail_reference_index_ignore = True

    edition: models.ForeignKey
    name = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    content = models.BinaryField(help_text="Compressed with gzip.")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.name} of the {self.edition}"

    @classmethod
    def of(cls, edition: AnyEdition, name: str, body: bytes) -> Self:
        """The file, not stored yet."""
        digest = hashlib.sha256(body).hexdigest()
        return cls(edition=edition, name=name, sha256=digest, size=len(body), content=gzip.compress(body, mtime=0))

    def data(self) -> bytes:
        """The bytes that visitors get."""
        return gzip.decompress(bytes(self.content))


class PublishedFile(KeptFile):
    """A file of an edition of the list."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="files")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "name"], name="one_published_file_of_a_name")]


class PrideInPlaceFile(KeptFile):
    """A file of an edition of the Pride in Place data."""

    edition = models.ForeignKey(PrideInPlaceEdition, on_delete=models.CASCADE, related_name="files")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "name"], name="one_pride_in_place_file_of_a_name")]
