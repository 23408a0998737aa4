"""Two editions of the Pride in Place data side by side, for staff: what joins, what leaves, what changes."""

from dataclasses import dataclass, field

from ..importing.compare import Change, Changed
from ..models import Cohort, PrideInPlaceEdition
from .checks import Ward, wards_of
from .overlaps import BY_METHOD, WITH_AREAS, WardOverlap, overlaps_of, totals_of

PARTS = ("wards_joining", "wards_leaving", "wards_changed", "neighbourhoods_joining", "neighbourhoods_leaving")


@dataclass
class Comparison:
    """The difference of two editions. Wards are told apart by their codes, neighbourhoods by area or name."""

    wards_joining: list[str] = field(default_factory=list)
    wards_leaving: list[str] = field(default_factory=list)
    wards_changed: list[Changed] = field(default_factory=list)
    neighbourhoods_joining: list[str] = field(default_factory=list)
    neighbourhoods_leaving: list[str] = field(default_factory=list)
    totals: list[Change] = field(default_factory=list)
    wards_before: int = 0
    wards_in_both: int = 0

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, part) for part in PARTS)

    @property
    def moved(self) -> int:
        """The number of wards that join or leave."""
        return len(self.wards_joining) + len(self.wards_leaving)


def compare(before: PrideInPlaceEdition | None, after: PrideInPlaceEdition) -> Comparison:
    """Every difference; without an earlier edition everything joins."""
    earlier = {ward.code: ward for ward in overlaps_of(before)} if before else {}
    later = {ward.code: ward for ward in overlaps_of(after)}
    listed = (wards_of(before.list_edition) if before else {}) | wards_of(after.list_edition)
    chosen_before, chosen_after = _chosen(before), _chosen(after)
    both = [code for code in later if code in earlier]
    return Comparison(
        wards_joining=[_described(later[code], listed) for code in later if code not in earlier],
        wards_leaving=[_described(earlier[code], listed) for code in earlier if code not in later],
        wards_changed=[
            Changed(_named(code, listed), [Change("small areas inside", _parts(earlier[code]), _parts(later[code]))])
            for code in both
            if _parts(earlier[code]) != _parts(later[code])
        ],
        neighbourhoods_joining=sorted(chosen_after[key] for key in chosen_after.keys() - chosen_before.keys()),
        neighbourhoods_leaving=sorted(chosen_before[key] for key in chosen_before.keys() - chosen_after.keys()),
        totals=list(_totals(before, after)),
        wards_before=len(earlier),
        wards_in_both=len(both),
    )


def _chosen(edition: PrideInPlaceEdition | None) -> dict[tuple[str, ...], str]:
    if edition is None:
        return {}
    rows = edition.neighbourhoods.all()
    return {
        (row.cohort, row.msoa_code or row.name, row.authority_slug): f"{row}, {row.get_cohort_display()}"
        for row in rows
    }


def _totals(before: PrideInPlaceEdition | None, after: PrideInPlaceEdition) -> list[Change]:
    """The figures that readers see, as they are and as they would be."""
    words: dict[str, str] = {
        "chosen": "neighbourhoods chosen in England",
        "overlap": "wards that overlap",
        "half": "wards by half or more",
        "wholly": "wards wholly inside",
        "small_areas": "small areas inside",
        "touched": "neighbourhoods touched",
    }
    found = []
    for which, cohorts in (("Phase 2", BY_METHOD), ("With the 2026 expansion", WITH_AREAS)):
        now, then = totals_of(before, cohorts) if before else None, totals_of(after, cohorts)
        for name, label in words.items():
            found.append(Change(f"{which}: {label}", getattr(now, name) if now else None, getattr(then, name)))
    return found


def _named(code: str, listed: dict[str, Ward]) -> str:
    return f"{listed[code]}, {code}" if code in listed else code


def _parts(ward: WardOverlap) -> str:
    return "; ".join(
        f"{part.small_areas_inside} of {part.small_areas} in {part.neighbourhood.name}"
        f" ({Cohort(part.neighbourhood.cohort).label})"
        for part in ward.parts
    )


def _described(ward: WardOverlap, listed: dict[str, Ward]) -> str:
    return f"{_named(ward.code, listed)}: {_parts(ward)}"
