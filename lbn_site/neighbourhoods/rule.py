"""The rule that makes a ward 'left behind', as code.

A ward is on the list when it is among the most deprived tenth of wards on both the Index of Multiple
Deprivation and the Community Needs Index (OCSI and Local Trust, 2019). The rule itself knows no file and no
database: `classify` takes every ward with its two ranks and says which are on the list, and why.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

MOST_DEPRIVED_TENTH = Fraction(1, 10)


@dataclass(frozen=True)
class Ward:
    """A ward with its ranks among all wards, 1 for the most deprived; None where an index does not cover it."""

    code: str
    name: str
    deprivation_rank: int | None
    needs_rank: int | None
    authority: str = ""


@dataclass(frozen=True)
class Verdict:
    """Whether a ward is on the list. `deprived` and `needy` say on which of the two indices it is near the top."""

    ward: Ward
    deprived: bool
    needy: bool
    deprivation_limit: int
    needs_limit: int

    @property
    def on_list(self) -> bool:
        return self.deprived and self.needy

    @property
    def reason(self) -> str:
        """The verdict in one plain sentence, with both ranks and limits."""
        deprivation = _standing(self.ward.deprivation_rank, self.deprivation_limit)
        needs = _standing(self.ward.needs_rank, self.needs_limit)
        return f"deprivation: {deprivation}; community needs: {needs}"


def _standing(rank: int | None, limit: int) -> str:
    if rank is None:
        return "no figure, so it cannot be on the list"
    if rank <= limit:
        return f"rank {rank:,}, within the first {limit:,}"
    return f"rank {rank:,}, {rank - limit:,} places past the first {limit:,}"


def rank_limit(count: int, share: Fraction = MOST_DEPRIVED_TENTH) -> int:
    """How many of `count` ranked wards the share takes in: a tenth of 7,433 is 743, never part of a ward."""
    return int(count * share)


def classify(wards: Iterable[Ward], share: Fraction = MOST_DEPRIVED_TENTH, total: int | None = None) -> list[Verdict]:
    """Judge every ward. Each index is cut by the number of wards that it ranks, or by `total` where some are missing.

    Raises ValueError unless the share lies between 0 and 1.
    """
    if not 0 < share < 1:
        raise ValueError("The share must be more than 0 and less than 1.")
    wards = list(wards)
    deprivation_limit = rank_limit(total or sum(ward.deprivation_rank is not None for ward in wards), share)
    needs_limit = rank_limit(total or sum(ward.needs_rank is not None for ward in wards), share)
    return [
        Verdict(
            ward,
            deprived=ward.deprivation_rank is not None and ward.deprivation_rank <= deprivation_limit,
            needy=ward.needs_rank is not None and ward.needs_rank <= needs_limit,
            deprivation_limit=deprivation_limit,
            needs_limit=needs_limit,
        )
        for ward in wards
    ]


def highest_rank(wards: Iterable[Ward]) -> int:
    """The highest rank on either index: more than there are wards, where some wards are left out."""
    return max((rank for ward in wards for rank in (ward.deprivation_rank, ward.needs_rank) if rank), default=0)


def ranks_from_scores(scores: dict[str, float]) -> dict[str, int]:
    """Ranks from scores, 1 for the highest score (most deprived). Equal scores share the better rank."""
    ordered = sorted(scores.values(), reverse=True)
    first_position: dict[float, int] = {}
    for position, score in enumerate(ordered, start=1):
        first_position.setdefault(score, position)
    return {code: first_position[score] for code, score in scores.items()}


@dataclass(frozen=True)
class Movement:
    """What a classification would change about a list: verdicts of wards that join, leave and stay."""

    joins: Sequence[Verdict]
    leaves: Sequence[Verdict]
    stays: Sequence[Verdict]
    not_judged: Sequence[str]


def movement(verdicts: Iterable[Verdict], listed_codes: Iterable[str]) -> Movement:
    """Compare verdicts with the codes on a list. Codes that no verdict covers are named, not counted as leaving."""
    listed = set(listed_codes)
    verdicts = list(verdicts)
    judged = {verdict.ward.code for verdict in verdicts}
    return Movement(
        joins=[verdict for verdict in verdicts if verdict.on_list and verdict.ward.code not in listed],
        leaves=[verdict for verdict in verdicts if not verdict.on_list and verdict.ward.code in listed],
        stays=[verdict for verdict in verdicts if verdict.on_list and verdict.ward.code in listed],
        not_judged=sorted(listed - judged),
    )
