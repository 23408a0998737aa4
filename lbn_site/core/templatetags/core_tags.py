"""Tags that every public template may use."""

import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamValue
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from .. import addresses, content_security, ready_parts, rich_text, styles
from ..campaign import Campaign
from ..sections import sections
from ..soft_hyphens import with_soft_hyphens

register = template.Library()
# What would end a script or a line of one, as JSON writes it.
NOT_IN_SCRIPTS = {ord(character): f"\\u{ord(character):04X}" for character in "<>&\u2028\u2029"}


@register.simple_tag(takes_context=True)
def page_styles(context: dict[str, Any], *components: str) -> SafeString:
    """The inline style sheet with these components; its hash is noted for the Content-Security-Policy."""
    css = styles.sheet(tuple(dict.fromkeys(" ".join(components).split())))
    request = context.get("request")
    if request is not None:
        content_security.allow(request, "style-src", styles.csp_hash(css))
    return format_html("<style>{}</style>", mark_safe(css))


@register.filter
def part_styles(body: StreamValue) -> str:
    """The style sheets of the ready-made parts in a stream, for `page_styles`."""
    return ready_parts.styles_of(block.value.get("part") for block in body if block.block_type == "part")


@register.simple_tag(takes_context=True)
def campaign(context: dict[str, Any]) -> Campaign:
    """The campaign, read once a request; on error pages as last known."""
    request = context.get("request")
    known = getattr(request, "campaign", None)
    if known is None:
        known = Campaign.last_known()
        if request is not None:
            request.campaign = known
    return known


@register.simple_tag
def main_menu() -> list[Page]:
    """The sections that staff ticked 'show in menus'."""
    return [section for section in sections() if section.show_in_menus]


@register.filter
def path_of(page: Page) -> str:
    """The address of a page without scheme and host, also where the page was fetched without its own fields."""
    return addresses.path_of(page)


@register.filter
def figures(source: str) -> SafeString:
    """Short rich text (a notice, a caption) with live figures and links, without the wrapper of |richtext."""
    return mark_safe(expand_db_html(str(source or "")))


@register.filter
def plain_text(source: str) -> str:
    """Rich text as plain text, live figures filled in."""
    return rich_text.plain_text(source)


@register.filter
def soft_hyphens(text: Any) -> str:
    """Plain text whose longest words may be divided: for lists of titles, which are narrow."""
    return with_soft_hyphens(str(text))


@register.filter
def absolute(path: str) -> str:
    """The absolute address of a path of this site."""
    return addresses.absolute(path)


@register.simple_tag
def json_ld(data: dict[str, Any]) -> SafeString:
    """A JSON-LD block. Data, not script: the Content-Security-Policy does not concern it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text.translate(NOT_IN_SCRIPTS)))
