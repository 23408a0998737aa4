"""The cookie notice."""

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def cookie_notice(context: dict) -> str:
    """The notice that asks about optional cookies; nothing while the site uses none."""
    return ""
