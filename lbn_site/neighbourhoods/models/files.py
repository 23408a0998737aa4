"""The files of an edition, as they were published."""

import gzip
import hashlib

from django.db import models

from .editions import Edition


class PublishedFile(models.Model):
    """One file of an edition that visitors can download. It is made once and never changes, so a citation holds."""

    wagtail_reference_index_ignore = True

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    content = models.BinaryField(help_text="Compressed with gzip.")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "name"], name="one_published_file_of_a_name")]

    def __str__(self) -> str:
        return f"{self.name} of the {self.edition}"

    @classmethod
    def of(cls, edition: Edition, name: str, body: bytes) -> "PublishedFile":
        """The file, not stored yet."""
        digest = hashlib.sha256(body).hexdigest()
        return cls(edition=edition, name=name, sha256=digest, size=len(body), content=gzip.compress(body, mtime=0))

    def data(self) -> bytes:
        """The bytes that visitors get."""
        return gzip.decompress(bytes(self.content))
