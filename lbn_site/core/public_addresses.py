"""Public addresses that are not Wagtail pages: for the sitemaps, and for whoever copies the whole site.

An app says in `AppConfig.ready` what it has:

    public_addresses.register("neighbourhoods", list_of_addresses)
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .addresses import card_address


@dataclass(frozen=True)
class PublicAddress:
    """A path of this site that answers 200. Without a title it is a file or a part: kept out of the sitemaps.

    A detail stands in the sitemap for search engines only: people reach it from the list that it belongs to. A page
    that is not indexed (`core.page_head`) stands in neither.
    """

    path: str
    title: str = ""
    is_detail: bool = False
    is_indexed: bool = True


Source = Callable[[], Iterable[PublicAddress]]
_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Add a source. Raises ValueError when the name is taken."""
    if name in _sources:
        raise ValueError(f"The public addresses {name!r} are registered twice.")
    _sources[name] = source


def pages() -> list[PublicAddress]:
    """The pages of every source, in the order in which they were registered."""
    return [address for source in _sources.values() for address in source() if address.title]


def all_addresses() -> list[PublicAddress]:
    """Every address of every source, in the order in which they were registered, and the share cards of the pages."""
    found = [address for source in _sources.values() for address in source()]
    return found + [PublicAddress(card_address(address.path)) for address in found if address.title]
