"""Public addresses that are not Wagtail pages: for the sitemaps, and for whoever copies the whole site.

An app says in `AppConfig.ready` what it has:

    public_addresses.register("neighbourhoods", list_of_addresses)
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class PublicAddress:
    """A path of this site that answers 200. Without a title it is a file or a part: kept out of the sitemaps.

    A detail stands in the sitemap for search engines only: people reach it from the list that it belongs to.
    """

    path: str
    title: str = ""
    is_detail: bool = False


Source = Callable[[], Iterable[PublicAddress]]
_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Add a source. Raises ValueError when the name is taken."""
    if name in _sources:
        raise ValueError(f"The public addresses {name!r} are registered twice.")
    _sources[name] = source


def all_addresses() -> list[PublicAddress]:
    """Every address of every source, in the order in which they were registered."""
    return [address for source in _sources.values() for address in source()]
