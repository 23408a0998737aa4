"""JSON-LD in templates. `json_ld` itself is in core_tags."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from .. import feeds, structured_data
from .core_tags import json_ld

register = template.Library()


@register.simple_tag
def breadcrumb_data(steps: Any) -> SafeString:
    """The trail as JSON-LD."""
    return json_ld(structured_data.breadcrumbs(steps))


@register.simple_tag
def organization_data() -> SafeString:
    """The group as JSON-LD."""
    return json_ld(structured_data.organization())


@register.simple_tag
def page_data(page: Any) -> SafeString:
    """What the page says of itself as JSON-LD; nothing for a page type that says nothing, or a withdrawn page."""
    data = getattr(page, "structured_data", None)
    return json_ld(data) if data and not getattr(page, "is_withdrawn", False) else SafeString("")


@register.simple_tag
def all_feeds() -> list[feeds.FeedSource]:
    """Every feed of the site."""
    return feeds.all_feeds()
