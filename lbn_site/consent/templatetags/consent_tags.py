"""The cookie notice, the choice on the Cookies page, and the register."""

import logging
from typing import Any

from django import template
from django.db import DatabaseError
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from lbn_site.core import content_security, styles
from lbn_site.core.secret_urls import is_secret
from lbn_site.core.templatetags.core_tags import campaign

from .. import register as cookie_register_module
from ..categories import Category
from ..choices import COOKIE_NAME
from ..forms import ChoiceForm
from ..models import CookieQuestion

logger = logging.getLogger(__name__)
register = template.Library()

COOKIES_PAGE = "/cookies/"
# Shows the notice, which is hidden, to readers who have not answered it. Nothing optional can be set without scripts,
# so nobody is asked without them. It runs before the notice is painted: one that a script file shows or hides later
# moves the page. The policy names it by its hash. js/consent.js decides once more, exactly.
SHOW_THE_NOTICE = (
    'document.currentScript.parentNode.hidden=(document.cookie.includes("%(name)s=%(version)d.")'
    '||navigator.globalPrivacyControl)&&location.hash!="#cookies-saved"'
)


@register.simple_tag(takes_context=True)
def cookie_notice(context: dict[str, Any]) -> str:
    """The notice that asks about optional cookies: the same for everyone, hidden in the browser once answered.

    Nothing while the site asks for no optional cookie or is closed, in previews, on the page that has the choice
    itself, and behind a secret address, where nothing optional is ever set and no way leads back.
    """
    request = context.get("request")
    if request is None or getattr(request, "is_dummy", False) or request.path.startswith(COOKIES_PAGE):
        return ""
    if is_secret(request.path_info):
        return ""
    try:
        if not cookie_register_module.asked_categories(campaign(context)):
            return ""
        question = CookieQuestion.current()
        early_script = SHOW_THE_NOTICE % {"name": COOKIE_NAME, "version": question.version}
        content_security.allow(request, "script-src", styles.csp_hash(early_script))
        return render_to_string(
            "consent/notice.html", {"question": question, "early_script": mark_safe(early_script)}
        )
    except DatabaseError:
        logger.warning("The database cannot be reached: the page is shown without the cookie notice.")
        return ""


@register.inclusion_tag("consent/choices.html", takes_context=True)
def cookie_choices(context: dict[str, Any]) -> dict[str, Any]:
    """The choice as a form, with no answer filled in; the browser fills in the present one."""
    asked = [
        (category.value, category.label) for category in cookie_register_module.asked_categories(campaign(context))
    ]
    return {"form": ChoiceForm(categories=asked), "question": CookieQuestion.current()} if asked else {}


@register.inclusion_tag("consent/register.html", takes_context=True)
def cookie_register(context: dict[str, Any]) -> dict[str, Any]:
    """What the site keeps in browsers, by category."""
    groups = cookie_register_module.groups(campaign(context))
    return {"groups": groups, "is_for_staff_only": all(group.category == Category.STAFF for group in groups)}
