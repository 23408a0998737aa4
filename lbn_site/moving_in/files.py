"""Files of the former site as pictures and documents of this one."""

import mimetypes
import re
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from lbn_site.media.forms import PictureField
from lbn_site.media.models import CustomDocument, CustomImage

from .attachments import Attachments
from .skip import Skip
from .wxr import Item

# WordPress names its smaller copies photo-300x200.jpg, and what it made smaller itself photo-scaled.jpg.
_SIZE = re.compile(r"-(\d+x\d+|scaled)(?=\.[a-z]+$)", re.IGNORECASE)
ONLY_TRIED = 0


class Files:
    """Keeps files, and knows what became of pictures by their names. Without `for_real` it only looks at them."""

    def __init__(self, attachments: Attachments, *, for_real: bool) -> None:
        self.attachments = attachments
        self.for_real = for_real
        self._tried: set[str] = set()

    def bring(self, item: Item) -> CustomImage | CustomDocument:
        """Keep the file of an attachment. Raises Skip or ValidationError where that cannot be."""
        content = self.attachments.find(item.attachment_url)
        if content is None:
            raise Skip("its file is not in the folder or archive, or it is too large")
        name = PurePosixPath(unquote(urlsplit(item.attachment_url).path)).name
        file = ContentFile(content, name=name)
        kept: Any
        if (mimetypes.guess_type(name)[0] or "").startswith("image/"):
            try:
                picture = PictureField().to_python(file)
            except ValidationError as error:
                raise Skip(" ".join(error.messages)) from error
            kept = CustomImage(title=(item.title or name)[:255], file=picture)
            self._tried.add(_plain_name(name))
        else:
            kept = CustomDocument(title=(item.title or name)[:255], file=file, file_size=len(content))
            kept.full_clean(exclude=["uploaded_by_user", "collection"])
        if self.for_real:
            kept.save()
        return kept

    def picture_at(self, url: str, rows: Any) -> int | None:
        """The picture that stood at an address, in whatever size; a stand-in where it is only tried."""
        name = _plain_name(PurePosixPath(urlsplit(url).path).name)
        if not self.for_real:
            return ONLY_TRIED if name in self._tried or self._brought(name, rows) else None
        return self._brought(name, rows)

    @staticmethod
    def _brought(name: str, rows: Any) -> int | None:
        stem, dot, suffix = name.rpartition(".")
        pictures = rows.filter(image__isnull=False)
        for former in (name, f"{stem}-scaled{dot}{suffix}"):
            if found := pictures.filter(old_url__iendswith=f"/{former}").values_list("image", flat=True).first():
                return found
        return None


def _plain_name(name: str) -> str:
    return _SIZE.sub("", unquote(name)).lower()
