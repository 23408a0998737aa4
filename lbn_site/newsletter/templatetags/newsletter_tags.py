"""The call to sign up for the newsletter."""

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def newsletter_call(context: dict) -> str:
    """The call to sign up that stands above the footer."""
    return ""
