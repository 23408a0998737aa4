"""Images and documents."""

from typing import Any

from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from . import pictures


class CustomImage(AbstractImage):
    """An uploaded picture with its credit. What it shows is said where it is used (alt text in context)."""

    credit = models.CharField(max_length=200, blank=True, help_text="Photographer or source, as it must be printed.")

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = "image"

    @property
    def default_alt_text(self) -> str:
        """The words offered for those who cannot see it: the description, never the title, which is a file name."""
        return self.description

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the picture; a new file is written again first, without place, camera and size that nobody needs."""
        file: Any = self.file  # type: ignore[has-type]
        if file and not file._committed:
            written = pictures.cleaned(file)
            if written is not None:
                self.file = written
            self._set_image_file_metadata()
        super().save(*args, **kwargs)


class CustomRendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition")
        ]


class CustomDocument(AbstractDocument):
    """An uploaded file."""

    admin_form_fields = Document.admin_form_fields
