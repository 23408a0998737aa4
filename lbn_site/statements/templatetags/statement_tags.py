"""What the statements show besides their own fields."""

from django import template

from lbn_site.core import retention

register = template.Library()


@register.simple_tag
def retention_rules() -> list[retention.Rule]:
    """How long each kind of data is kept: the same numbers by which the site deletes it."""
    return retention.all_rules()
