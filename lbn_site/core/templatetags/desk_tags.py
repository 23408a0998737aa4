"""What the templates of the admin need."""

from typing import Any

from django import template
from django.apps import apps
from wagtail.admin.templatetags.wagtailadmin_tags import bulk_action_choices
from wagtail.admin.widgets.button import Button, ButtonWithDropdown

from ..desk.menus import bulk_action_works

register = template.Library()


@register.inclusion_tag("wagtailadmin/shared/buttons.html", takes_context=True)
def working_bulk_actions(context: Any, app_label: str, model_name: str) -> dict[str, Any]:
    """Wagtail's buttons for bulk actions, without those that can never work for this person."""
    model, user = apps.get_model(app_label, model_name), context["request"].user

    def works(button: Button) -> bool:
        return bulk_action_works(user, model, button.url.rstrip("/").rpartition("/")[2])

    buttons = []
    for button in bulk_action_choices(context, app_label, model_name)["buttons"]:
        if isinstance(button, ButtonWithDropdown):
            button.dropdown_buttons = [inner for inner in button.dropdown_buttons if works(inner)]
            buttons += [button] if button.dropdown_buttons else []
        elif works(button):
            buttons.append(button)
    return {"buttons": buttons}
