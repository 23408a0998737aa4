"""What must be looked at twice before a list is published: counts that surprise, figures that would vanish."""

from dataclasses import dataclass

from ..models import Edition
from ..postcodes.lookup import not_covered
from .compare import Comparison, compare

LARGEST_SHARE_MOVED = 0.10


@dataclass(frozen=True)
class Guard:
    """A warning that the approver ticks one by one. `key` names it in the form."""

    key: str
    text: str


def guards_for(edition: Edition, current: Edition | None, comparison: Comparison | None = None) -> list[Guard]:
    """The warnings about a draft edition beside the current one."""
    found = []
    totals = edition.neighbourhoods.all().totals()
    if totals["count"] != edition.expected_count:
        found.append(
            Guard(
                "count",
                f"The list has {totals['count']:,} neighbourhoods; {edition.expected_count:,} were expected.",
            )
        )
    unknown = not_covered(edition).count()
    if unknown:
        found.append(
            Guard(
                "postcodes",
                f"No postcodes are known for {unknown:,} of the neighbourhoods, so the check by postcode cannot find "
                "them. Whoever runs the site can load them; until then the check says so.",
            )
        )
    if current is None:
        return found
    comparison = comparison or compare(current, edition)
    before = current.neighbourhoods.all().totals()
    if before["count"] and comparison.moved > LARGEST_SHARE_MOVED * before["count"]:
        found.append(
            Guard(
                "moved",
                f"{len(comparison.joins):,} neighbourhoods would join and {len(comparison.leaves):,} would leave. "
                f"That is more than a tenth of the {before['count']:,} on the current list.",
            )
        )
    if before["people"] and not totals["people"]:
        found.append(
            Guard("people", "The list has no populations, so the number of people would disappear from the site.")
        )
    if comparison.renamed:
        renamed = len(comparison.renamed)
        whose = "neighbourhood would change its" if renamed == 1 else "neighbourhoods would change their"
        found.append(Guard("renamed", f"{renamed:,} {whose} name."))
    return found


def missing_texts(edition: Edition) -> list[str]:
    """What must be written about the edition before visitors may see it."""
    rows = edition.neighbourhoods
    missing = []
    if Edition.objects.published().filter(name__iexact=edition.name).exclude(pk=edition.pk).exists():
        missing.append(f"Give it another name: there is a published {edition.name} already.")
    if not edition.publisher:
        missing.append("Say who published the list.")
    if not edition.method:
        missing.append("Say how a neighbourhood comes on the list.")
    if not edition.credit:
        missing.append("Give the credit that stands on pages and in downloads.")
    if rows.filter(population__isnull=False).exists() and not edition.population_source:
        missing.append("Say where the populations come from, and of which date they are.")
    has_deprivation = rows.filter(deprivation_rank__isnull=False).exists()
    if has_deprivation and not edition.deprivation_source:
        missing.append("Say where the deprivation figures come from, and of which date they are.")
    return missing
