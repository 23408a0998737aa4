"""What a place's figures say, in words, each with its source: for place pages, downloads and the API."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .models import Edition, Neighbourhood
from .standing import Standing

NEEDS_SOURCE = "Community Needs Index, OCSI and Local Trust"


@dataclass(frozen=True)
class Beside:
    """The same figure of some places together; the share in per cent, where it is one that can be drawn."""

    name: str
    words: str
    percent: int | None = None


@dataclass(frozen=True)
class Measure:
    """A figure as a reader would say it, where it comes from, and what stands beside it."""

    label: str
    words: str
    source: str
    is_worked_out: bool = False
    beside: Sequence[Beside] = ()
    note: str = ""


def measures_of(standing: Standing) -> Iterator[Measure]:
    """The figures of a place that its edition gives and that may be shown; its deprivation rank has its own part."""
    row, edition, groups = standing.row, standing.row.edition, standing.groups
    derived = bool(edition.measures_note)
    if row.population is not None:
        yield Measure(
            "People",
            f"{row.population:,} people live here.",
            edition.population_source,
            derived,
            [Beside(group.name, f"{group.people:,}") for group in groups[1:] if group.people is not None],
        )
    if row.small_areas and row.small_areas_most_deprived_tenth is not None:
        yield Measure(
            "Its small areas",
            _small_areas(row.small_areas, row.small_areas_most_deprived_tenth),
            edition.deprivation_source,
            beside=[
                Beside(
                    group.name,
                    f"{group.most_deprived:,} of {group.small_areas:,} ({group.percent}%)",
                    group.percent,
                )
                for group in groups
                if group.percent is not None
            ],
            note="By definition, 10% of all small areas in England are in the most deprived tenth.",
        )
    if edition.needs_ranks_may_be_published:
        yield from _needs(row, edition)


def _needs(row: Neighbourhood, edition: Edition) -> Iterator[Measure]:
    source = f"{edition.needs_index or 'Community Needs Index'}, OCSI and Local Trust"
    ranks = (
        ("Community need", row.needs_rank, "on the Community Needs Index"),
        ("Civic assets", row.civic_assets_rank, "for places and groups to meet"),
        ("Connectedness", row.connectedness_rank, "for connections to people, jobs and services"),
        ("Engaged community", row.engaged_community_rank, "for people taking part"),
    )
    for label, rank, words in ranks:
        if rank is not None:
            yield Measure(label, f"It ranks {ordinal(rank)} {words}, where 1st is the greatest need.", source)


def _small_areas(count: int, deprived: int) -> str:
    if count == 1:
        share = "is" if deprived else "is not"
        return f"It is one small area, which {share} among the most deprived tenth in England."
    share = "None" if not deprived else "All" if deprived == count else f"{deprived}"
    verb = "is" if deprived == 1 else "are"
    return f"{share} of its {count} small areas {verb} among the most deprived tenth in England."


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th, 1,021st."""
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"
