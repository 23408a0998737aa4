"""Tags of the home page."""

import re

from django import template

from lbn_site.core.rich_text import figure_text

from ..street import Street, draw

register = template.Library()


@register.simple_tag
def street() -> Street:
    """The hillside with one lit window for each neighbourhood on the current list."""
    return draw(int(re.sub(r"\D", "", figure_text("neighbourhoods")) or 0))
