"""The scripts that count, on public pages."""

import logging
from typing import Any

from django import template
from django.db import DatabaseError

from lbn_site.core import content_security
from lbn_site.core.counted import is_counted
from lbn_site.core.templatetags.core_tags import campaign

from ..models import StatisticsSettings

logger = logging.getLogger(__name__)
register = template.Library()

PROVIDER_DIRECTIVES = ("script-src", "connect-src", "img-src")


@register.inclusion_tag("statistics/counting.html", takes_context=True)
def counting(context: dict[str, Any]) -> dict[str, Any]:
    """The script that counts, the same for everyone: whom it counts is decided in the browser and once more here.

    Nothing while nothing is counted, once the campaign is closed, in previews, and on pages that do not say that they
    may be counted (core.counted): a counting program takes the whole address of the page that it runs on.
    """
    request = context.get("request")
    if request is None or getattr(request, "is_dummy", False) or not is_counted(request, context.get("page")):
        return {}
    try:
        if campaign(context).is_closed:
            return {}
        statistics = StatisticsSettings.current()
    except DatabaseError:
        logger.warning("The database cannot be reached: the page is shown without counting.")
        return {}
    if statistics.provider_origin:
        for directive in PROVIDER_DIRECTIVES:
            content_security.allow(request, directive, statistics.provider_origin)
    return {"statistics": statistics}
