"""The forms of the admin."""

from typing import Any

from django import forms

from .import_columns import SeveralColumnsError
from .imports import Basis
from .mail_wording import MailWording


class ImportForm(forms.Form):
    """A file and the ground on which its people may be written to."""

    file = forms.FileField(
        label="File (CSV)",
        help_text="The first row must give the column headings. The site reads email addresses and who has "
        "unsubscribed, and nothing else. It understands files exported from this site, Mailchimp, listmonk, Ghost, "
        "Brevo and others.",
    )
    column = forms.IntegerField(
        label="Which column contains the addresses?", required=False, min_value=0, widget=forms.HiddenInput
    )
    basis = forms.ChoiceField(label="On what grounds", choices=Basis.choices, widget=forms.RadioSelect)
    origin = forms.CharField(
        label="Where the addresses come from",
        max_length=200,
        help_text="Who collected them, when, and where the proof is kept. This goes on each person’s record, and "
        "into the email to anyone who is asked to confirm.",
    )

    def __init__(self, *args: Any, may_import_confirmed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_import_confirmed:
            self.fields["basis"].choices = [(Basis.ASK.value, Basis.ASK.label)]  # type: ignore[attr-defined]
            self.fields["basis"].initial = Basis.ASK.value

    def ask_for_column(self, error: SeveralColumnsError) -> None:
        """Ask which column to read, with the file to be chosen once more."""
        self.add_error("file", str(error))
        self.fields["column"].widget = forms.RadioSelect(choices=error.columns)


class WordingForm(forms.ModelForm):
    """The words of one mail."""

    class Meta:
        model = MailWording
        fields = ["subject", "opening", "button", "closing"]
        widgets = {"opening": forms.Textarea(attrs={"rows": 6}), "closing": forms.Textarea(attrs={"rows": 3})}
