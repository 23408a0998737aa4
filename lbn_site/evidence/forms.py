"""What must be filled in before a session is published."""

import datetime
from typing import Any

from django.db import models
from wagtail.admin.forms.models import register_form_field_override

from lbn_site.core.desk.written_dates import is_skipped, skipped_hour
from lbn_site.core.pages import DescribedPageForm

from .times import WrittenTimeField

register_form_field_override(models.TimeField, override={"form_class": WrittenTimeField})


class SessionForm(DescribedPageForm):
    """A recording comes with a transcript, or with the reason why it has none."""

    NO_TRANSCRIPT = "Add the transcript of the recording, or say below why there is none."
    NO_RECORDING = "There is a recording above. Clear one of the two fields."
    ENDS_FIRST = "The session must end after it starts. Leave the end empty if it is not known."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        begins, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if begins and ends and ends <= begins:
            self.add_error("ends_at", self.ENDS_FIRST)
        for name in ("starts_at", "ends_at"):
            self._refuse_hour_that_is_skipped(name)
        if self.is_deferred_validation:
            return cleaned
        if cleaned.get("recording_url"):
            if not (cleaned.get("transcript") or cleaned.get("no_transcript_reason")):
                self.add_error("transcript", self.NO_TRANSCRIPT)
            if cleaned.get("no_recording_reason"):
                self.add_error("no_recording_reason", self.NO_RECORDING)
        return cleaned

    def _refuse_hour_that_is_skipped(self, name: str) -> None:
        day, time = self.cleaned_data.get("date"), self.cleaned_data.get(name)
        if day and time and is_skipped(moment := datetime.datetime.combine(day, time)):
            self.add_error(name, skipped_hour(moment))
