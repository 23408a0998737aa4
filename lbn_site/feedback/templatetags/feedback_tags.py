"""'Was this answer helpful?' on public pages."""

from typing import Any

from django import template
from wagtail.models import Page

from lbn_site.core.templatetags.core_tags import campaign

from ..models import FeedbackSettings, asks_if_helpful

register = template.Library()


@register.inclusion_tag("feedback/helpful.html", takes_context=True)
def helpful(context: dict[str, Any], page: Page) -> dict[str, Any]:
    """The question with its two buttons, the same for everyone; nothing once the campaign is closed.

    The page asks for the style sheet "helpful" and the script js/helpful.js.
    """
    request = context.get("request")
    is_asked = (
        bool(page.pk)
        and not getattr(request, "is_dummy", False)
        and not getattr(page, "is_withdrawn", False)
        and asks_if_helpful(page)
        and not campaign(context).is_closed
        and FeedbackSettings.current().is_asked
    )
    return {"voted_page": page if is_asked else None}
