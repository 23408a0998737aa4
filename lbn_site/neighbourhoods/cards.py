"""The picture beside a shared link to a place: its name and its outline."""

from lbn_site.core.campaign import Campaign
from lbn_site.core.share_cards import card

from .appearances import appearances_of, shown_of
from .models import Outline
from .outlines.flat import flattened, middle_latitude


def card_of_place(slug: str, code: str) -> bytes:
    """A PNG with the place's name and authority, and its outline where that is known. Raises Http404."""
    shown = shown_of(appearances_of(code))
    outline = Outline.objects.filter(code=shown.code).first()
    shape = flattened(outline.polygons, middle_latitude(outline.polygons)) if outline else ()
    below = ", ".join(filter(None, (shown.present_authority, shown.region)))
    return card(shown.name, Campaign.current().name, below=below, shape=shape)
