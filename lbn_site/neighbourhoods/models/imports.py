"""The import desk's own records: which file, what was found in it, who uploaded and who approved."""

import gzip
import hashlib

from django.conf import settings
from django.db import models

from .any_edition import AnyEdition
from .editions import Edition
from .pride_in_place import PrideInPlaceEdition


class UploadedFile(models.Model):
    """A file as it was handed in, kept for ever. In the database, because it may hold figures that are not public."""

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    content = models.BinaryField(help_text="Compressed with gzip.")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def keep(cls, name: str, data: bytes) -> "UploadedFile":
        digest = hashlib.sha256(data).hexdigest()
        return cls.objects.create(
            name=name[-200:], sha256=digest, size=len(data), content=gzip.compress(data, mtime=0)
        )

    def data(self) -> bytes:
        """The file as it came."""
        return gzip.decompress(bytes(self.content))


class ImportState(models.TextChoices):
    REFUSED = "refused", "Has problems: nothing was changed"
    READY = "ready", "Waiting for approval"
    PUBLISHED = "published", "Published"
    DISCARDED = "discarded", "Discarded"


class Subject(models.TextChoices):
    """What a file holds."""

    LIST = "list", "The list"
    PRIDE_IN_PLACE = "pride-in-place", "Pride in Place"


class ListImport(models.Model):
    """One upload: the file, what was wrong with it or what it would change, and who decided."""

    subject = models.CharField(max_length=20, choices=Subject.choices, default=Subject.LIST, editable=False)
    file = models.ForeignKey(UploadedFile, on_delete=models.PROTECT, related_name="imports")
    edition = models.OneToOneField(
        Edition, null=True, blank=True, on_delete=models.SET_NULL, related_name="list_import"
    )
    pride_in_place = models.OneToOneField(
        PrideInPlaceEdition, null=True, blank=True, on_delete=models.SET_NULL, related_name="list_import"
    )
    edition_name = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=ImportState.choices)
    row_count = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list, help_text="Rows of {row, column, text, is_error}.")
    accepted_warnings = models.JSONField(default=list, help_text="The warnings that the approver ticked.")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_alone = models.BooleanField(
        default=False, help_text="Approved by the uploader, because nobody else could approve."
    )

    class Meta:
        ordering = ["-pk"]
        verbose_name = "import of a list"
        verbose_name_plural = "imports of lists"

    def __str__(self) -> str:
        return f"{self.edition_name} from {self.file.name}"

    @property
    def made(self) -> AnyEdition | None:
        """The edition that was made of the file, whatever its subject."""
        return self.pride_in_place if self.subject == Subject.PRIDE_IN_PLACE else self.edition

    @made.setter
    def made(self, edition: AnyEdition | None) -> None:
        setattr(self, "pride_in_place" if self.subject == Subject.PRIDE_IN_PLACE else "edition", edition)

    @property
    def awaits_approval(self) -> bool:
        return self.state == ImportState.READY and self.made is not None
