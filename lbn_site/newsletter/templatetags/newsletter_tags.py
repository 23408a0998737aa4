"""The call to sign up for the newsletter."""

from typing import Any

from django import template
from django.template.loader import render_to_string

from ..parts import sign_up

register = template.Library()


@register.simple_tag(takes_context=True)
def newsletter_call(context: dict[str, Any]) -> str:
    """The call to sign up that stands above the footer: a link, so it costs no cookie.

    Nothing while the campaign is closed, without a live sign-up page, and on the newsletter's own pages.
    """
    request = context.get("request")
    if request is None or request.path.startswith("/newsletter/"):
        return ""
    page = sign_up(context)["sign_up_page"]
    if page is None or not page.shows_call:
        return ""
    return render_to_string("newsletter/parts/call.html", {"sign_up_page": page})
