"""Tags of the home page."""

import re
from typing import Any, cast

from django import template
from django.template.context import Context

from lbn_site.core import ready_parts
from lbn_site.core.rich_text import figure_text

from ..models import CHECK
from ..street import Street, draw

register = template.Library()


@register.simple_tag
def street() -> Street:
    """The hillside with one lit window for each neighbourhood on the current list."""
    return draw(int(re.sub(r"\D", "", figure_text("neighbourhoods")) or 0))


@register.simple_tag(takes_context=True)
def postcode_check(context: Context) -> str:
    """The field for a postcode; nothing where the site has no neighbourhoods."""
    part = ready_parts.find(CHECK)
    return part.render(cast(dict[str, Any], context.flatten())) if part else ""
