"""Where the site's search looks besides Wagtail's pages.

The search belongs to one app, the things it finds to others. Each of them offers a source in `AppConfig.ready`:

    search_sources.register("neighbourhoods", find_neighbourhoods)

and the search asks them all. A source answers at most `limit` results, the best first.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class SearchResult:
    """One thing found: `kind` is the plain word for what it is ('Neighbourhood'), `url` a path of this site."""

    title: str
    url: str
    description: str
    kind: str


Source = Callable[[str, int], list[SearchResult]]
_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Add a source. Raises ValueError when the name is taken."""
    if name in _sources:
        raise ValueError(f"The search source {name!r} is registered twice.")
    _sources[name] = source


def find(query: str, limit: int = 20) -> list[SearchResult]:
    """What the sources find for the query, source by source, at most `limit` of each."""
    return [result for source in _sources.values() for result in source(query, limit)]
