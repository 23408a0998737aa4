"""The ranks of a place and of the others on its list, as strips of one width: the most deprived on the left."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..standing import Ranks, Standing

WIDTH = 400


@dataclass(frozen=True)
class Strip:
    """One strip: ticks of the places that it shows, the place's own mark, and the end of the most deprived tenth."""

    ranks: Ranks | None  # None: all wards, of which only the place itself is drawn
    ticks: str
    mark: float
    tenth: float


@dataclass(frozen=True)
class RankPlot:
    """All wards on the first scale, where their number is known; those on the list, larger, on the second."""

    all_wards: Strip | None
    listed: list[Strip]
    last_listed: int


def rank_plot(standing: Standing) -> RankPlot | None:
    """The plot of a place; None where it has no rank."""
    if not standing.ranks:
        return None
    rank, tenth = standing.row.deprivation_rank or 0, standing.tenth or 0
    last = max(tenth, standing.ranks[0].ranks[-1])
    all_wards = Strip(None, "", _x(rank, standing.wards), _x(tenth, standing.wards)) if standing.wards else None
    listed = [
        Strip(ranks, _ticks(ranks.ranks, last), _x(rank, last), _x(tenth, last) if tenth else 0)
        for ranks in standing.ranks
    ]
    return RankPlot(all_wards, listed, last)


def _x(rank: int, last: int) -> float:
    return round(rank * WIDTH / last, 1)


def _ticks(ranks: Iterable[int], last: int) -> str:
    """A path of upright lines on a strip ten units high; those of ranks too close to tell apart are one."""
    places = dict.fromkeys(round(rank * WIDTH / last) for rank in ranks)
    return "".join(f"M{x} 2v6" for x in places)
