"""What must be filled in before a session is published."""

from typing import Any

from django.db import models
from wagtail.admin.forms.models import register_form_field_override

from lbn_site.core.pages import DescribedPageForm

from .times import WrittenTimeField

register_form_field_override(models.TimeField, override={"form_class": WrittenTimeField})


class SessionForm(DescribedPageForm):
    """A recording comes with a transcript, or with the reason why it has none."""

    NO_TRANSCRIPT = "Add the transcript of the recording, or say below why there is none."
    NO_RECORDING = "There is a recording above. Empty one of the two."
    ENDS_FIRST = "The session must not end before it begins."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        begins, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if begins and ends and ends < begins:
            self.add_error("ends_at", self.ENDS_FIRST)
        if self.is_deferred_validation:
            return cleaned
        if cleaned.get("recording_url"):
            if not (cleaned.get("transcript") or cleaned.get("no_transcript_reason")):
                self.add_error("transcript", self.NO_TRANSCRIPT)
            if cleaned.get("no_recording_reason"):
                self.add_error("no_recording_reason", self.NO_RECORDING)
        return cleaned
