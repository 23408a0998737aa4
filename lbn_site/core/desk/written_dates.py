"""How to type a date stands below each field of the desk, and beside one that cannot be read.

`core/written_dates.js` keeps the desk's calendar from changing what was typed.
"""

from typing import Any

from django import forms
from django.db import models
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

DATE_HINT = "Type it as 01/12/2026: day/month/year."
DATETIME_HINT = "Type it as 01/12/2026 09:00: day/month/year, then the time."


def say_how_to_type_them() -> None:
    """In every form of the desk."""
    # Django's own classes, for Wagtail's filters and blocks make their fields of these.
    forms.DateField.default_error_messages["invalid"] = f"This is not a date. {DATE_HINT}"
    forms.DateTimeField.default_error_messages["invalid"] = f"This is not a day and a time. {DATETIME_HINT}"
    _add_hint(models.DateField, AdminDateInput, DATE_HINT)
    _add_hint(models.DateTimeField, AdminDateTimeInput, DATETIME_HINT)


def _add_hint(model_field: type[models.Field], widget: type[forms.Widget], hint: str) -> None:
    def options(field: models.Field) -> dict[str, Any]:
        return {"widget": widget, "help_text": f"{field.help_text} {hint}".strip()}

    register_form_field_override(model_field, override=options)
