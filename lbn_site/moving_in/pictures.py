"""Which picture stood at an address of the former site, in whatever size and form it was shown there.

WordPress puts uploads into a folder a month, so one name may stand for many pictures. It shows copies of a picture
under names of their own: `-300x200` is a smaller one, `-scaled` one that it made smaller on upload, `-rotated` one
that it turned, `-e1612345678901` one that was edited at that moment.
"""

import re
from collections import defaultdict
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_SIZE = re.compile(r"-\d+x\d+(?=\.\w+$)")
_FORMS = re.compile(r"(?:-\d+x\d+|-scaled|-rotated|-e\d{10,})+(?=\.\w+$)")
_MONTH = re.compile(r"(?:^|/)(\d{4}/\d{2})/")


class Found(NamedTuple):
    """The number of the picture, or None, and what staff should know of how it was found."""

    picture: int | None
    note: str = ""


class Pictures:
    """The pictures that were brought over, by where they stood."""

    def __init__(self) -> None:
        self._pictures: dict[str, int] = {}
        self._by_form: defaultdict[str, set[str]] = defaultdict(set)
        self._by_name: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, url: str, picture: int) -> None:
        """Remember that this picture stood there."""
        path = uploaded_path(url)
        self._pictures[path] = picture
        self._by_form[_original(path)].add(path)
        self._by_name[name_of(_original(path))].add(path)

    def find(self, url: str) -> Found:
        """Look for the picture: under its very address, as another form of it, last by its name alone."""
        path = uploaded_path(url)
        for form in (path, _SIZE.sub("", path)):
            if form in self._pictures:
                return Found(self._pictures[form])
        original = _original(path)
        if alike := self._by_form.get(original):
            return self._only(alike, path)
        alike = {other for other in self._by_name.get(name_of(original), ()) if may_be_one(path, other)}
        return self._only(alike, path, f"a picture was matched by its name only; please check it: {name_of(path)}")

    def _only(self, alike: set[str], path: str, note: str = "") -> Found:
        if len(alike) > 1:
            return Found(None, f"several pictures match; please choose one: {name_of(path)}")
        return Found(self._pictures[next(iter(alike))], note) if alike else Found(None)


def uploaded_path(url: str) -> str:
    """Return where an upload stands below the folder of all uploads, without case; '' for what is no address."""
    try:
        return below_uploads(unquote(urlsplit(url).path))
    except ValueError:  # //[ and the like
        return ""


def below_uploads(path: str) -> str:
    """Return the part of a path that stands below the folder of all uploads, without case."""
    return f"/{path.lower()}".rpartition("/uploads/")[2].strip("/")


def month_of(path: str) -> str:
    """Return year and month of the folder that an upload stands in; '' where it stands in none."""
    found = _MONTH.search(path)
    return found[1] if found else ""


def may_be_one(path: str, other: str) -> bool:
    """Whether two paths with one name may be one file: not where both say in which month it was uploaded."""
    return not (month_of(path) and month_of(other) and month_of(path) != month_of(other))


def _original(path: str) -> str:
    return _FORMS.sub("", path)


def name_of(path: str) -> str:
    """Return the last part of a path."""
    return path.rpartition("/")[2]
