"""Notices that say the campaign is over, or that a page is withdrawn."""

from typing import Any

from django import template

from lbn_site.core.structured_data import under_notice
from lbn_site.core.templatetags.core_tags import campaign

register = template.Library()


@register.inclusion_tag("archive/closing_notice.html", takes_context=True)
def closing_notice(context: dict[str, Any]) -> dict[str, Any]:
    """The closing notice while the campaign is winding down or closed; nothing while it is open."""
    known = campaign(context)
    return {"campaign": known, "data": under_notice(known.notice_text)}


@register.inclusion_tag("archive/withdrawal_notice.html")
def withdrawal_notice(page: Any) -> dict[str, Any]:
    """Why and since when a page is withdrawn, and its successor; nothing on a page that stands."""
    return {"page": page if getattr(page, "is_withdrawn", False) else None}
