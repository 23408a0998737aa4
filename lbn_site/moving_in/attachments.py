"""The files of the former site, from a folder or a zip archive of its uploads."""

import zipfile
from pathlib import Path, PurePosixPath

from django.conf import settings

from .pictures import below_uploads, may_be_one, month_of, name_of, uploaded_path


class Attachments:
    """Finds a file by the end of its former address, or by its name where only one file has that name."""

    def __init__(self, source: Path | None) -> None:
        self._archive = zipfile.ZipFile(source) if source and source.is_file() else None
        self._folder = source if source and source.is_dir() else None
        self._by_name: dict[str, list[str]] = {}
        for name in self._names():
            self._by_name.setdefault(PurePosixPath(name).name.lower(), []).append(name)

    def find(self, url: str, *, is_only_one: bool) -> bytes | None:
        """The file that stood at this address; None where it is not there or is larger than uploads may be.

        Unless it `is_only_one` of its name in the export, the folders of its address must be there as well.
        """
        wanted = uploaded_path(url)
        alike = {name: below_uploads(name) for name in self._by_name.get(name_of(wanted), [])}
        found = next((name for name, path in alike.items() if path == wanted), None)
        if found is None and is_only_one:
            possible = [name for name, path in alike.items() if may_be_one(path, wanted)]
            found = possible[0] if len(possible) == 1 else None
        if found is None:
            found = next((name for name, path in alike.items() if _is_within(path, wanted)), None)
        return self._read(found) if found else None

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


def _is_within(path: str, wanted: str) -> bool:
    """Whether one is the end of the other, with the folder of its month: archives are packed from any folder."""
    is_end = path.endswith(f"/{wanted}") or wanted.endswith(f"/{path}")
    return is_end and bool(month_of(path)) == bool(month_of(wanted))
