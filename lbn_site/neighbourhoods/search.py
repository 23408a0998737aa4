"""What the site's search finds among the neighbourhoods."""

from lbn_site.core.names import folded
from lbn_site.core.search_sources import SearchResult

from .models import Neighbourhood


def find_places(query: str, limit: int) -> list[SearchResult]:
    """Neighbourhoods on the current list whose name, authority, region or constituency holds every word."""
    found = Neighbourhood.objects.on_current_list().matching(query)
    wanted = folded(query)
    rows = sorted(found, key=lambda row: (wanted not in folded(row.name), row.name, row.authority))
    return [
        SearchResult(
            title=f"{row.name}, {row.authority}",
            url=row.get_absolute_url(),
            description=f"A neighbourhood in {row.present_authority}, {row.region}.",
            kind="Neighbourhood",
        )
        for row in rows[:limit]
    ]
