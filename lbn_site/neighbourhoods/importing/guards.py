"""What must be looked at twice before a list is published: counts that surprise, figures that would vanish."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..models import AnyEdition, Edition, Outline
from ..postcodes.lookup import not_covered
from ..records import fields_of
from .compare import Column, Comparison, compare
from .lists import looks_like_a_date

LARGEST_SHARE_MOVED = 0.10
MOST_NAMED = 5
ON_THE_MAP = ("latitude", "longitude")
GIVE_THE_CREDIT = "Give the credit to show on pages and in downloads."


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
                f"We have no postcodes for {unknown:,} of the neighbourhoods, so the postcode check cannot find "
                f"them. The person who runs the site can load them; until then, the check says so.",
            )
        )
    dates = [name for name in edition.neighbourhoods.values_list("name", flat=True) if looks_like_a_date(name)]
    if dates:
        named = "’, ‘".join(dates[:MOST_NAMED])
        found.append(Guard("dates", f"{len(dates):,} of the names look like dates: ‘{named}’."))
    if current is None:
        return found
    comparison = comparison or compare(current, edition)
    return [*found, *_changes_to_look_at(comparison, current), *_losses(comparison, current, edition)]


def _changes_to_look_at(comparison: Comparison, current: Edition) -> Iterator[Guard]:
    count = current.neighbourhoods.count()
    if count and comparison.moved > LARGEST_SHARE_MOVED * count:
        yield Guard(
            "moved",
            f"{len(comparison.joins):,} neighbourhoods would join and {len(comparison.leaves):,} would leave. "
            f"That is more than a tenth of the {count:,} on the current list.",
        )
    if comparison.recoded:
        recoded = len(comparison.recoded)
        have = "neighbourhood has another code" if recoded == 1 else "neighbourhoods have other codes"
        yield Guard(
            "recoded",
            f"{recoded:,} {have} than on the current list, but the same name and authority. Are they the same?",
        )
    if comparison.renamed:
        renamed = len(comparison.renamed)
        whose = "neighbourhood would change its" if renamed == 1 else "neighbourhoods would change their"
        yield Guard("renamed", f"{renamed:,} {whose} name.")


def _losses(comparison: Comparison, current: Edition, edition: Edition) -> Iterator[Guard]:
    """What readers of pages and downloads see today and would no longer see."""
    seen = {name for name, _, _ in fields_of(current)}
    for column in comparison.columns:
        if column.key in seen and (column.vanishes or column.lost):
            yield Guard(f"lost_{column.key}", _loss(column))
    outlined, without = _outlined(current), edition.neighbourhoods.count() - _outlined(edition)
    if outlined and without > current.neighbourhoods.count() - outlined:
        yield Guard(
            "outlines", f"We have no outline for {without:,} of the neighbourhoods, so their pages show only a point."
        )


def _loss(column: Column) -> str:
    if not column.vanishes:
        places = "neighbourhood" if column.lost == 1 else "neighbourhoods"
        return f"{column.lost:,} {places} would lose what readers see today: {column.label}."
    effect = " The map would be empty." if column.key in ON_THE_MAP else ""
    return (
        f"The list has no column ‘{column.label}’, which the current one has for {column.before:,} neighbourhoods. "
        f"It would disappear from the site.{effect}"
    )


def _outlined(edition: Edition) -> int:
    """The number of an edition's neighbourhoods whose outline is known."""
    return Outline.objects.filter(code__in=edition.neighbourhoods.order_by().values("code")).count()


def missing_of(edition: AnyEdition, texts: Mapping[str, str]) -> list[str]:
    """Return what to do about a name that is taken, and about each field of `texts` that is empty."""
    published = type(edition).objects.published().filter(name__iexact=edition.name)
    missing = [what_to_do for name, what_to_do in texts.items() if not getattr(edition, name)]
    if published.exclude(pk=edition.pk).exists():
        missing.insert(0, f"Give it a different name: there is already a published {edition.name}.")
    return missing


def missing_texts(edition: Edition) -> list[str]:
    """What must be written about the edition before visitors may see it."""
    rows = edition.neighbourhoods
    missing = missing_of(
        edition,
        {
            "publisher": "Say who published the list.",
            "method": "Say how a neighbourhood gets on the list.",
            "credit": GIVE_THE_CREDIT,
        },
    )
    if rows.filter(population__isnull=False).exists() and not edition.population_source:
        missing.append("Say where the populations come from, and their date.")
    has_deprivation = rows.filter(deprivation_rank__isnull=False).exists()
    if has_deprivation and not edition.deprivation_source:
        missing.append("Say where the deprivation figures come from, and their date.")
    return missing
