"""What the page of a place says about Pride in Place."""

from collections.abc import Collection
from dataclasses import dataclass

from ..models import ChosenNeighbourhood, Neighbourhood, PrideInPlaceEdition
from .figures import current_edition
from .overlaps import WardOverlap, overlap_of_ward, towns_in


@dataclass(frozen=True)
class OnPlacePage:
    """The ward's overlap, or, where it has none, the towns of phase 1 in its council area."""

    edition: PrideInPlaceEdition
    overlap: WardOverlap | None
    towns: list[ChosenNeighbourhood]


def on_place_page(row: Neighbourhood, editions: Collection[int]) -> OnPlacePage | None:
    """What is known of a ward that is on the `editions` of the list with these keys.

    None where nothing is: no data are published, or they were worked out for an edition that does not have the ward.
    """
    edition = current_edition()
    if edition is None or edition.list_edition_id not in editions:
        return None
    overlap = overlap_of_ward(edition, row.code)
    return OnPlacePage(edition, overlap, [] if overlap else towns_in(edition, row))
