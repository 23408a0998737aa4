"""What the site's search finds among the neighbourhoods."""

from django.urls import reverse

from lbn_site.core.names import folded
from lbn_site.core.search_sources import SearchResult

from .models import Neighbourhood
from .pride_in_place.figures import current_edition

NAME_OF_THE_PROGRAMME = "pride in place programme"
TELLING_WORD = "pride"


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


def find_pride_in_place(query: str, limit: int) -> list[SearchResult]:
    """The page about Pride in Place, where somebody asks for the programme by its name."""
    words = folded(query).split()
    if TELLING_WORD not in words or not set(words) <= set(NAME_OF_THE_PROGRAMME.split()) or current_edition() is None:
        return []
    return [
        SearchResult(
            title="Pride in Place",
            url=reverse("neighbourhoods-pride-in-place"),
            description="Which ‘left behind’ neighbourhoods overlap with an area that the government chose.",
            kind="Overview",
        )
    ][:limit]
