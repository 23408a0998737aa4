"""Live figures: numbers and dates that stand in many texts but are kept in one place.

Rich text stores only the figure's key; its value is asked for when the text is shown. `core` registers the
figures of the campaign; other apps add their own, or a better source for one of these, in `AppConfig.ready`:

    live_figures.register("sessions", label="Number of evidence sessions", source=count_sessions)
    live_figures.provide("neighbourhoods", count_of_the_current_edition)
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

from . import asked_once

Source = Callable[[], str | None]


@dataclass
class LiveFigure:
    """A figure: its key in stored text, the name editors see, and where its value comes from.

    Sources are asked in order; the first that answers is shown.
    """

    key: str
    label: str
    sources: list[Source] = field(default_factory=list)

    @property
    def value(self) -> str:
        """The present value as text; empty while no source has an answer."""
        return asked_once.ask_for_every_page(("live figure", self.key), self._ask)

    def _ask(self) -> str:
        return next(filter(None, (source() for source in self.sources)), "")


_figures: dict[str, LiveFigure] = {}
# Better sources that were offered before their figure was registered: apps get ready in the order of settings.
_offered: dict[str, list[Source]] = {}


def register(key: str, *, label: str, source: Source) -> None:
    """Add a figure. Raises ValueError when the key is taken."""
    if key in _figures:
        raise ValueError(f"The live figure {key!r} is registered twice.")
    _figures[key] = LiveFigure(key, label, [*_offered.pop(key, []), source])


def provide(key: str, source: Source) -> None:
    """Ask `source` for the figure before its present sources; it answers None where it knows nothing."""
    sources = _figures[key].sources if key in _figures else _offered.setdefault(key, [])
    sources.insert(0, source)


def all_figures() -> list[LiveFigure]:
    """Every figure, in the order of their labels."""
    return sorted(_figures.values(), key=lambda figure: figure.label)


def find(key: str) -> LiveFigure | None:
    """The figure of that key, or None when an old text names one that is gone."""
    return _figures.get(key)


def in_words(number: int) -> str:
    """A count as a reader would say it: 225, 12,400, 2.4 million; empty for 0."""
    if number >= 1_000_000:
        return f"{number / 1_000_000:.1f}".removesuffix(".0") + " million"
    return f"{number:,}" if number else ""


def month(date: datetime.date | None) -> str:
    """A date as month and year: June 2020."""
    return f"{date:%B %Y}" if date else ""
