"""Files of the former site as pictures and documents of this one."""

import mimetypes
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from lbn_site.media.forms import PictureField
from lbn_site.media.models import CustomDocument, CustomImage

from .attachments import Attachments
from .pictures import Pictures, name_of, uploaded_path
from .skip import Skip
from .wxr import Item

# Stands for a picture while nothing is written.
ONLY_TRIED = 0
NOT_THERE = "its file is not in the folder or archive, or it is too large"
NOT_TOLD_APART = (
    f"{NOT_THERE}; other files of the export have its name, so the folders by year and month must be there as well"
)


class Files:
    """Keeps files, and knows what became of pictures by where they stood. Without `for_real` it only looks."""

    def __init__(self, attachments: Attachments, *, for_real: bool) -> None:
        self.attachments = attachments
        self.for_real = for_real
        self.pictures = Pictures()
        self._names: Counter[str] = Counter()

    def expect(self, urls: Iterable[str]) -> None:
        """Learn which files the export speaks of, so that two of one name are not taken for one."""
        self._names.update(name_of(path) for path in set(map(uploaded_path, urls)))

    def remember(self, rows: Any) -> None:
        """Learn which pictures were brought over, by this run or an earlier one."""
        for url, picture in rows.filter(image__isnull=False).values_list("old_url", "image"):
            self.pictures.add(url, picture)

    def bring(self, item: Item) -> CustomImage | CustomDocument:
        """Keep the file of an attachment. Raises Skip or ValidationError where that cannot be."""
        is_only_one = self._names[name_of(uploaded_path(item.attachment_url))] < 2
        content = self.attachments.find(item.attachment_url, is_only_one=is_only_one)
        if content is None:
            raise Skip(NOT_THERE if is_only_one else NOT_TOLD_APART)
        name = PurePosixPath(unquote(urlsplit(item.attachment_url).path)).name
        file = ContentFile(content, name=name)
        kept: Any
        if (mimetypes.guess_type(name)[0] or "").startswith("image/"):
            try:
                picture = PictureField().to_python(file)
            except ValidationError as error:
                raise Skip(" ".join(error.messages)) from error
            kept = CustomImage(title=(item.title or name)[:255], file=picture)
            self.pictures.add(item.attachment_url, ONLY_TRIED)
        else:
            kept = CustomDocument(title=(item.title or name)[:255], file=file, file_size=len(content))
            kept.full_clean(exclude=["uploaded_by_user", "collection"])
        if self.for_real:
            kept.save()
        return kept
