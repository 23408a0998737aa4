"""How to type a date stands below each field of the desk, and beside one that cannot be read.

`core/written_dates.js` keeps the desk's calendar from changing what was typed.
"""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

DATE_HINT = "Enter the date as 01/12/2026 (day/month/year)."
DATETIME_HINT = "Enter the date and time as 01/12/2026 09:00 (day/month/year, then the time)."
# Before the first, a year was typed with a digit too few (0026); after the last, with one too many.
EARLIEST_YEAR, LATEST_YEAR = 1800, 2999


def say_how_to_type_them() -> None:
    """In every form of the desk."""
    forms.fields.from_current_timezone = in_uk_time  # type: ignore[attr-defined]
    _bound_years(forms.DateField, DATE_HINT)
    _bound_years(forms.DateTimeField, DATETIME_HINT)
    # Django's own classes, for Wagtail's filters and blocks make their fields of these.
    forms.DateField.default_error_messages["invalid"] = f"This is not a date. {DATE_HINT}"
    forms.DateTimeField.default_error_messages["invalid"] = f"This is not a date and time. {DATETIME_HINT}"
    _add_hint(models.DateField, AdminDateInput, DATE_HINT)
    _add_hint(models.DateTimeField, AdminDateTimeInput, DATETIME_HINT)


def is_skipped(moment: datetime.datetime) -> bool:
    """Whether the clocks skip this UK time, when they go forward in March. The moment has no time zone yet."""
    local = moment.replace(tzinfo=timezone.get_default_timezone())
    return local.astimezone(datetime.UTC).astimezone(local.tzinfo).replace(tzinfo=None) != moment


def in_uk_time(moment: datetime.datetime | None) -> datetime.datetime | None:
    """The moment that a form means. An hour that comes twice, in October, is read as the first: still summer time.

    Raises ValidationError for an hour that never comes.
    """
    if moment is None or timezone.is_aware(moment):
        return moment
    if is_skipped(moment):
        raise ValidationError(skipped_hour(moment), code="skipped_hour")
    return timezone.make_aware(moment, timezone.get_default_timezone())


def skipped_hour(moment: datetime.datetime) -> str:
    """Why a time that the clocks skip cannot be kept, and what to do."""
    day = date_format(moment, "j F Y")
    return f"On {day} the clocks go forward from 01:00 to 02:00, so there is no {moment:%H:%M}. Choose another time."


def _bound_years(field_class: Any, hint: str) -> None:
    to_python = field_class.to_python

    def read(field: forms.Field, value: Any) -> Any:
        date = to_python(field, value)
        if date is not None and not EARLIEST_YEAR <= date.year <= LATEST_YEAR:
            raise ValidationError(f"The year reads as {date.year:04}. {hint}", code="year")
        return date

    field_class.to_python = read


def _add_hint(model_field: type[models.Field], widget: type[forms.Widget], hint: str) -> None:
    def options(field: models.Field) -> dict[str, Any]:
        return {"widget": widget, "help_text": f"{field.help_text} {hint}".strip()}

    register_form_field_override(model_field, override=options)
