"""Parts that editors can put on any page."""

from typing import Any

from .models import Edition
from .outlines.england import england_map


def map_of_england(context: dict[str, Any]) -> dict[str, Any]:
    """The map of the current edition; nothing while no list is published."""
    edition = Edition.objects.current()
    return {"map": england_map(edition.neighbourhoods.all())} if edition else {}
