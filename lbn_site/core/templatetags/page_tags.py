"""Where a page stands in the site: its trail, its section, its neighbours."""

from dataclasses import dataclass

from django import template
from wagtail.models import Page

register = template.Library()


@dataclass(frozen=True)
class Step:
    """A step of a trail: an address and what it is called."""

    url: str
    title: str


@register.simple_tag
def trail(page: Page) -> list[Step]:
    """The steps from the front page down to the parent of `page`; none on the front page itself."""
    if not page.path or page.depth <= 2:
        return []
    above = page.get_ancestors().filter(depth__gt=2).specific()
    return [Step("/", "Home"), *(Step(ancestor.url, ancestor.title) for ancestor in above)]


@register.filter
def is_below(path: str, section: str) -> bool:
    """Whether the page of tree path `path` stands somewhere below the section of tree path `section`."""
    return path != section and str(path).startswith(section)
