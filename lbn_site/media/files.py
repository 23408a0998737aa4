"""The files of pictures and documents as they are stored."""

import hashlib
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import File
from wagtail.images.models import WagtailImageFieldFile

from . import pictures

LONGEST_NAME = 80  # bytes; file systems take 255, and storage may add a few letters


class PictureFile(WagtailImageFieldFile):
    """Writes each new picture again before it is stored, whichever way it comes in."""

    def get_image_dimensions(self) -> tuple[int, int]:
        """Width and height. Raises ValidationError where a new file cannot be read, OSError where one is gone."""
        return super().get_image_dimensions() if self._committed else pictures.size_of(self)

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Store the picture. Raises ValidationError, saying what to do, where it cannot be read."""
        picture = pictures.cleaned(content, name)
        written = picture.read()
        picture.seek(0)
        self.instance.file_size = len(written)
        self.instance.file_hash = hashlib.sha1(written, usedforsecurity=False).hexdigest()  # as Wagtail computes it
        super().save(picture.name or name, picture, save)


def document_path(document: Any, name: str) -> str:
    """Where a document is stored: names of any script, cut to what every file system takes."""
    path = PurePosixPath(document.file.storage.get_valid_name(name))
    suffix = path.suffix[:20]
    stem = path.name.removesuffix(path.suffix).encode()[: LONGEST_NAME - len(suffix.encode())].decode(errors="ignore")
    return f"documents/{stem}{suffix}"
