"""What must be looked at twice before the Pride in Place data are published, and what must be written first."""

from ..importing.guards import GIVE_THE_CREDIT, LARGEST_SHARE_MOVED, Guard, missing_of
from ..models import Edition, PrideInPlaceEdition
from .compare import Comparison, compare


def guards_for(
    edition: PrideInPlaceEdition, current: PrideInPlaceEdition | None, comparison: Comparison | None = None
) -> list[Guard]:
    """The warnings about a draft edition beside the current one."""
    found = []
    count = edition.neighbourhoods.count()
    if count != edition.expected_count:
        text = f"The file names {count:,} neighbourhoods of the programme; {edition.expected_count:,} were expected."
        found.append(Guard("count", text))
    if edition.list_edition != Edition.objects.current():
        text = f"It was worked out for the wards of the {edition.list_edition}, which is not the current list."
        found.append(Guard("list", text))
    if current is None:
        return found
    comparison = comparison or compare(current, edition)
    if comparison.moved > LARGEST_SHARE_MOVED * comparison.wards_before:
        text = (
            f"{len(comparison.wards_joining):,} wards would join and {len(comparison.wards_leaving):,} would leave. "
            f"That is more than a tenth of the {comparison.wards_before:,} that overlap today."
        )
        found.append(Guard("moved", text))
    leaving = len(comparison.neighbourhoods_leaving)
    if leaving:
        text = f"{leaving:,} neighbourhoods of the programme would no longer be named."
        found.append(Guard("neighbourhoods", text))
    return found


def missing_texts(edition: PrideInPlaceEdition) -> list[str]:
    """What must be written about the edition before visitors may see it."""
    return missing_of(
        edition,
        {
            "as_at": "Say of which day the facts are.",
            "sources": "Name the sources.",
            "method": "Say how the wards were compared with the areas.",
            "credit": GIVE_THE_CREDIT,
        },
    )
