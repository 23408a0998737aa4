"""What the site's search finds among the neighbourhoods."""

from lbn_site.core.search_sources import SearchResult

from .models import Neighbourhood


def find_places(query: str, limit: int) -> list[SearchResult]:
    """Neighbourhoods on the current list whose name, authority, region or constituency holds every word."""
    found = Neighbourhood.objects.on_current_list().matching(query) if query.strip() else ()
    rows = sorted(found, key=lambda row: (query.lower() not in row.name.lower(), row.name, row.authority))
    return [
        SearchResult(
            title=f"{row.name}, {row.authority}",
            url=row.get_absolute_url(),
            description=f"A neighbourhood in {row.present_authority}, {row.region}.",
            kind="Neighbourhood",
        )
        for row in rows[:limit]
    ]
