"""The forms of the admin."""

from typing import Any

from django import forms

from .imports import Basis
from .mail_wording import MailWording


class ImportForm(forms.Form):
    """A file and the ground on which its people may be written to."""

    file = forms.FileField(
        label="File (CSV, UTF-8)",
        help_text="The first row names the columns; one is called ‘email’, others are not read.",
    )
    basis = forms.ChoiceField(label="On what ground", choices=Basis.choices, widget=forms.RadioSelect)
    origin = forms.CharField(
        label="Where this comes from",
        max_length=200,
        help_text="Who collected them, when, and where the proof is kept. It stands in each person’s record, and "
        "whoever is asked to confirm reads it in the mail.",
    )

    def __init__(self, *args: Any, may_import_confirmed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_import_confirmed:
            self.fields["basis"].choices = [(Basis.ASK.value, Basis.ASK.label)]  # type: ignore[attr-defined]
            self.fields["basis"].initial = Basis.ASK.value


class WordingForm(forms.ModelForm):
    """The words of one mail."""

    class Meta:
        model = MailWording
        fields = ["subject", "opening", "button", "closing"]
        widgets = {"opening": forms.Textarea(attrs={"rows": 6}), "closing": forms.Textarea(attrs={"rows": 3})}
