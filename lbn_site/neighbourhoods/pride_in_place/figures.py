"""The live figures of the Pride in Place data: one for each total, for phase 2 and with the 2026 expansion."""

from collections.abc import Callable

from lbn_site.core import asked_once, live_figures

from ..models import PrideInPlaceEdition
from .overlaps import BY_METHOD, WITH_AREAS, totals_of

TOTALS = {
    "chosen": "neighbourhoods chosen in England",
    "overlap": "wards on the list that overlap",
    "half": "wards that overlap by half or more",
    "exactly-half": "wards that overlap by exactly half",
    "wholly": "wards wholly inside",
    "small-areas": "small areas inside",
    "touched": "chosen neighbourhoods that a ward overlaps with",
}
COHORTS = {
    "pride-in-place": ("phase 2", BY_METHOD),
    "pride-in-place-2026": ("with the 2026 expansion", WITH_AREAS),
}


def register() -> None:
    """Add them all to the live figures."""
    for prefix, (which, cohorts) in COHORTS.items():
        for name, words in TOTALS.items():
            label = f"Pride in Place, {which}: {words}"
            live_figures.register(f"{prefix}-{name}", label=label, source=_total(name.replace("-", "_"), cohorts))


def current_edition() -> PrideInPlaceEdition | None:
    """The current edition, asked for once while a page is made; None while none is published."""
    editions = PrideInPlaceEdition.objects.select_related("list_edition")
    return asked_once.ask("current edition of Pride in Place", editions.current)


def _total(name: str, cohorts: tuple[str, ...]) -> Callable[[], str | None]:
    def source() -> str | None:
        edition = current_edition()
        return f"{getattr(totals_of(edition, cohorts), name):,}" if edition else None

    return source
