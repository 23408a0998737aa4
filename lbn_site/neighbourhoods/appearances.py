"""A place by its code: the published editions that have it, and which of them its page shows."""

from collections.abc import Sequence

from django.http import Http404

from .models import Neighbourhood


def appearances_of(code: str) -> list[Neighbourhood]:
    """The place's rows in published editions, the latest edition first. Raises Http404."""
    found = Neighbourhood.objects.filter(code=code.upper(), edition__state="published")
    rows = list(found.select_related("edition", "place").order_by("-edition__order", "-edition_id"))
    if not rows:
        raise Http404("This ward was never on the list.")
    return rows


def shown_of(appearances: Sequence[Neighbourhood]) -> Neighbourhood:
    """The one of them that the page shows: the current edition's, or else the latest."""
    return next((row for row in appearances if row.edition.is_current), appearances[0])
