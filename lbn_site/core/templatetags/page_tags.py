"""Where a page stands in the site, and the anchors of its headings."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from ..addresses import HOME_DEPTH
from ..headings import Anchors
from ..page_head import PageHead, head_of
from ..sections import is_below, section_of

register = template.Library()


@dataclass(frozen=True)
class Step:
    """A step of a trail: an address and what it is called."""

    url: str
    title: str


@register.simple_tag(takes_context=True)
def page_head(context: dict[str, Any]) -> PageHead | None:
    """What the page that is being made says in its head; None for a private page."""
    return head_of(context)


@register.simple_tag
def trail(page: Page) -> list[Step]:
    """The steps from the front page down to the parent of `page`; none on the front page itself."""
    if not page.path or page.depth <= HOME_DEPTH:
        return []
    above: list[Page] = []
    while page.depth > HOME_DEPTH + 2:
        page = page.get_parent().specific_deferred  # known already where Wagtail came by it
        above.insert(0, page)
    section = section_of(page)
    if section:
        above.insert(0, section)
    return [Step("/", "Home"), *(Step(step.url, step.title) for step in above)]


register.filter(is_below)


@register.simple_tag(takes_context=True)
def anchored(context: dict[str, Any], html: Any) -> SafeString:
    """Rich text as shown, with an anchor on each heading, unique where the page gives `anchors`."""
    anchors = context.get("anchors") or Anchors()
    return mark_safe(anchors.mark(str(html)))


@register.simple_tag(takes_context=True)
def block_heading(context: dict[str, Any], text: str) -> SafeString:
    """The heading of a block with its anchor; nothing for a block without one."""
    return anchored(context, format_html("<h2>{}</h2>", text)) if text else SafeString("")
