"""Times of day as staff write them."""

import datetime
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

TWELVE_HOURS = re.compile(r"(0?[1-9]|1[0-2])(?:[:.]([0-5]\d))?\s*([ap])\.?\s?m\.?", re.IGNORECASE)
TWENTY_FOUR_HOURS = re.compile(r"([01]\d|2[0-3])[:.]([0-5]\d)(?:[:.]00)?")


class WrittenTimeField(forms.TimeField):
    """Takes 14:00, 2pm and 2.30 pm. Asks again where 2:30 may be in the afternoon: it is not taken for the night.

    Its input is a plain one: the desk's own chooser rewrites 2pm as 02:00.
    """

    widget = forms.TimeInput(format="%H:%M", attrs={"autocomplete": "off"})
    default_error_messages = {"invalid": "Enter the time as 14:00 or 2pm, or in the morning as 09:30 or 9.30am."}

    def to_python(self, value: Any) -> datetime.time | None:
        if value in self.empty_values or isinstance(value, datetime.time):
            return None if value in self.empty_values else value
        written = str(value).strip()
        if match := TWENTY_FOUR_HOURS.fullmatch(written):
            return datetime.time(int(match[1]), int(match[2]))
        if match := TWELVE_HOURS.fullmatch(written):
            afternoon = match[3].lower() == "p"
            return datetime.time(int(match[1]) % 12 + 12 * afternoon, int(match[2] or 0))
        raise ValidationError(self.error_messages["invalid"], code="invalid")
