"""Ready-made parts of a page that an app offers to editors: a look-up, a sign-up, a list of what comes next.

An app registers its part in `AppConfig.ready`; editors then find it in the block 'Ready-made part', without any
change to the pages' models or migrations:

    ready_parts.register("place-lookup", label="Look up a place", template="neighbourhoods/parts/lookup.html")

The template is rendered in the context of the page, plus what `context` (called with that context) gives. `styles`
names the style sheets of its own (`static/css/components/<name>.css`); only pages that hold the part carry them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

Context = dict[str, Any]


@dataclass(frozen=True)
class ReadyPart:
    """A part of a page: its key in stored pages, the name editors see, and how it is shown."""

    key: str
    label: str
    template: str
    context: Callable[[Context], Context] | None = None
    styles: str = ""

    def render(self, page_context: Context) -> SafeString:
        """The part as it stands in the page with this context."""
        extra = self.context(page_context) if self.context else {}
        return render_to_string(self.template, {**page_context, **extra})


_parts: dict[str, ReadyPart] = {}


def register(
    key: str,
    *,
    label: str,
    template: str,
    context: Callable[[Context], Context] | None = None,
    styles: str = "",
) -> None:
    """Offer a part to editors. Raises ValueError when the key is taken."""
    if key in _parts:
        raise ValueError(f"The ready-made part {key!r} is registered twice.")
    _parts[key] = ReadyPart(key, label, template, context, styles)


def find(key: str) -> ReadyPart | None:
    """The part of that key, or None when a stored page names one that is gone."""
    return _parts.get(key)


def styles_of(keys: Iterable[str]) -> str:
    """The style sheets of the parts with these keys, for `page_styles`."""
    return " ".join(part.styles for key in keys if (part := find(key)))


def choices() -> list[tuple[str, str]]:
    """Every part, for a choice: key and label, in the order of the labels."""
    return sorted(((part.key, part.label) for part in _parts.values()), key=lambda choice: choice[1])
