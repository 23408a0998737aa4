"""Tags for pages that show neighbourhoods."""

from collections.abc import Sized
from decimal import Decimal
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..measures import ordinal
from ..models import Neighbourhood, PrideInPlaceEdition
from ..pride_in_place.figures import current_edition
from ..regions import region_in_words

register = template.Library()


@register.filter
def counted(number: int | None) -> str:
    """A number with commas: 14,078; empty for None."""
    return "" if number is None else f"{number:,}"


@register.filter
def less(number: int, some: Sized) -> int:
    """A number without some of those it counts."""
    return number - len(some)


@register.filter
def plain(number: Decimal) -> str:
    """A number without noughts at its end: 35.38 for 35.380."""
    return f"{number.normalize():f}"


register.filter(ordinal)
register.filter(region_in_words)


@register.simple_tag
def pride_in_place() -> PrideInPlaceEdition | None:
    """The Pride in Place data that visitors see; nothing before any are published."""
    return current_edition()


@register.simple_tag(takes_context=True)
def place_address(context: dict[str, Any], row: Neighbourhood) -> str:
    """The address of a place's page; in the preview of a draft edition, its page there."""
    addresses = context.get("addresses")
    return addresses(row) if addresses else row.get_absolute_url()


@register.simple_tag(takes_context=True)
def area_link(context: dict[str, Any], kind: str, name: str, slug: str) -> SafeString | str:
    """A link to the page of a region, authority or constituency; only its name where it has no page.

    It has none where the page shows another edition than the current list, or where no address can hold the name.
    """
    if not slug or not context.get("has_areas", True):
        return name
    return format_html('<a href="{}">{}</a>', reverse(f"neighbourhoods-{kind}", args=[slug]), name)
