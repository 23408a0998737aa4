"""JSON-LD in templates. `json_ld` itself is in core_tags."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from .. import feeds, structured_data
from .core_tags import json_ld

register = template.Library()


@register.simple_tag(takes_context=True)
def breadcrumb_data(context: dict[str, Any], steps: Any) -> SafeString:
    """The trail as JSON-LD, with the page itself as its end."""
    head = context.get("head")
    return json_ld(structured_data.breadcrumbs(steps, head.title if head else ""))


@register.simple_tag
def site_data() -> SafeString:
    """The site and the group as JSON-LD, for the front page."""
    return json_ld(structured_data.website()) + json_ld(structured_data.organization())


@register.simple_tag
def page_data(page: Any) -> SafeString:
    """What the page says of itself as JSON-LD; nothing for a page type that says nothing, or a withdrawn page."""
    data = getattr(page, "structured_data", None)
    return json_ld(data) if data and not getattr(page, "is_withdrawn", False) else SafeString("")


@register.simple_tag
def all_feeds() -> list[feeds.FeedSource]:
    """Every feed of the site."""
    return feeds.all_feeds()
