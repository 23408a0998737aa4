"""The files of the former site, from a folder or a zip archive of its uploads."""

import zipfile
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from django.conf import settings


class Attachments:
    """Finds a file by the end of its former address, or by its name where only one file has that name."""

    def __init__(self, source: Path | None) -> None:
        self._archive = zipfile.ZipFile(source) if source and source.is_file() else None
        self._folder = source if source and source.is_dir() else None
        self._by_name: dict[str, list[str]] = {}
        for name in self._names():
            self._by_name.setdefault(PurePosixPath(name).name.lower(), []).append(name)

    def find(self, url: str) -> bytes | None:
        """The file that stood at this address; None where it is not there or is larger than uploads may be."""
        path = unquote(urlsplit(url).path).lower()
        alike = self._by_name.get(PurePosixPath(path).name, [])
        ending = [
            name for name in alike if path.endswith("/" + name.lower()) or name.lower().endswith(path.lstrip("/"))
        ]
        best = max(ending, key=len, default=None) or (alike[0] if len(alike) == 1 else None)
        return self._read(best) if best else None

    def _names(self) -> list[str]:
        if self._archive:
            return [info.filename for info in self._archive.infolist() if not info.is_dir()]
        if self._folder:
            return [path.relative_to(self._folder).as_posix() for path in self._folder.rglob("*") if path.is_file()]
        return []

    def _read(self, name: str) -> bytes | None:
        largest = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
        if self._archive:
            with self._archive.open(name) as file:
                content = file.read(largest + 1)
        else:
            assert self._folder is not None  # noqa: S101  (there are names only where there is a folder)
            with (self._folder / name).open("rb") as file:
                content = file.read(largest + 1)
        return content if len(content) <= largest else None
