"""Tags for pages that show neighbourhoods."""

from typing import Any

from django import template

from ..models import Neighbourhood

register = template.Library()


@register.filter
def counted(number: int | None) -> str:
    """A number with commas: 14,078; empty for None."""
    return "" if number is None else f"{number:,}"


@register.simple_tag(takes_context=True)
def place_address(context: dict[str, Any], row: Neighbourhood) -> str:
    """The address of a place's page; in the preview of a draft edition, its page there."""
    addresses = context.get("addresses")
    return addresses(row) if addresses else row.get_absolute_url()
