"""Tags for the history of pages and of other things with versions."""

from typing import Any

from django import template
from django.http import HttpRequest
from wagtail.models import DraftStateMixin

from ..desk import published_again

register = template.Library()


@register.simple_tag
def versions_of_entry(entry: Any, item: Any, request: HttpRequest | None) -> dict[str, Any]:
    """What the history says beside an entry: whether its version was public, and where it is published again."""
    if not isinstance(item, DraftStateMixin) or entry.action != "wagtail.publish" or entry.revision is None:
        return {}
    is_public = item.live and entry.revision_id == item.live_revision_id
    offered = not is_public and request is not None and published_again.may_publish(request.user, item)
    return {
        "was_public": not is_public,
        "publish_again": published_again.address(entry.revision) if offered else "",
    }
