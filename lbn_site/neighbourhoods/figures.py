"""The live figures that the current edition knows better than anyone: how many places, how many people."""

from lbn_site.core import asked_once, live_figures

from .models import Neighbourhood


def neighbourhood_count() -> str | None:
    """The number of neighbourhoods on the current list; None while there is no list."""
    return live_figures.in_words(_totals()["count"]) or None


def people_count() -> str | None:
    """How many people live there, as '2.4 million'; None while the current list does not say."""
    return live_figures.in_words(_totals()["people"]) or None


def _totals() -> dict[str, int]:
    return asked_once.ask("totals of the current list", Neighbourhood.objects.on_current_list().totals)
