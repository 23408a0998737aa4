"""The forms of the import desk."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from ..importing.kinds import Kind
from ..importing.read import MOST_ROWS, UnreadableFileError, refuse_too_large
from ..models import Edition, PrideInPlaceEdition, Subject

# What the form asks where the file is no list: (label, help) of a field.
UPLOAD_WORDS: dict[Subject, dict[str, tuple[str, str]]] = {
    Subject.PRIDE_IN_PLACE: {
        "file": (
            "The data as a file",
            "CSV or Excel (.xlsx). The first row holds the headings; needed are the cohort, the neighbourhood, the "
            "ward code, and the numbers of small areas inside and of the ward. A neighbourhood that no ward overlaps "
            "with has a row without a ward. Uploading does not publish anything.",
        ),
        "name": ("Name of the edition", "As visitors will read it, such as ‘November 2026 edition’."),
        "expected_count": (
            "How many neighbourhoods of the programme should it name?",
            "All of them, with and without a ward on the list. If the file names another number, you will be asked "
            "about it.",
        ),
    }
}


class UploadForm(forms.Form):
    """A file, the name of its edition, and how many neighbourhoods it should have."""

    file = forms.FileField(
        label="The list as a file",
        help_text="CSV or Excel (.xlsx), with headings in the first row. It must have a ward code, a ward name and "
        "a local authority; other columns are optional. Uploading does not publish anything.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt,.tsv"}),
    )
    name = forms.CharField(
        label="Name of the edition", max_length=80, help_text="As visitors will see it, such as ‘2025 edition’."
    )
    expected_count = forms.IntegerField(
        label="How many neighbourhoods should it have?",
        min_value=1,
        max_value=MOST_ROWS,
        initial=225,
        help_text="If the file has a different number, you will be asked about it.",
    )

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kind = kind
        for name, (label, help_text) in UPLOAD_WORDS.get(kind.subject, {}).items():
            self.fields[name].label, self.fields[name].help_text = label, help_text

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        try:
            refuse_too_large(file.size)
        except UnreadableFileError as too_large:
            raise forms.ValidationError(str(too_large)) from None
        return file

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        taken = self._kind.model.objects.published().filter(name__iexact=name).first()
        if taken:
            raise forms.ValidationError(f"There is already a published {taken}. Give this one a different name.")
        return name


class ApprovalForm(forms.Form):
    """One tick for each warning; for somebody who is alone, one more."""

    def __init__(self, *args: Any, guards: list, is_alone: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for guard in guards:
            self.fields[guard.key] = forms.BooleanField(label=f"I have checked this: {guard.text}")
        if is_alone:
            self.fields["alone"] = forms.BooleanField(
                label="I uploaded this file myself, nobody else can approve it, and I have checked the preview."
            )

    @property
    def accepted(self) -> list[str]:
        return [name for name, value in self.cleaned_data.items() if value and name != "alone"]


class WithdrawalForm(forms.Form):
    """Why an edition is withdrawn, and which edition the page said visitors would see then."""

    because = forms.CharField(
        label="What is wrong with it?",
        max_length=300,
        help_text="Visitors to its address will read this, such as ‘It used wards from the wrong year’.",
    )

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        editions = kind.model.objects.all()
        self.fields["successor"] = forms.ModelChoiceField(editions, widget=forms.HiddenInput)


class SourceForm(forms.ModelForm):
    """Where an edition comes from, in the words that visitors read."""

    licence_url = forms.URLField(label="Address of the licence", required=False, assume_scheme="https")


def long_texts(*fields: str) -> dict[str, forms.Widget]:
    """Return the widgets of fields that hold more than a line."""
    return dict.fromkeys(fields, forms.Textarea(attrs={"rows": 3}))


class EditionForm(SourceForm):
    """Where an edition of the list comes from."""

    class Meta:
        model = Edition
        fields = [
            "name",
            "published",
            "order",
            "publisher",
            "geography",
            "wards_in_england",
            "deprivation_index",
            "needs_index",
            "method",
            "retrieved",
            "preparation",
            "population_source",
            "deprivation_source",
            "measures_note",
            "licence",
            "licence_url",
            "credit",
            "needs_ranks_may_be_published",
        ]
        widgets = long_texts("method", "preparation", "measures_note", "credit")


class PrideInPlaceForm(SourceForm):
    """Where an edition of the Pride in Place data comes from."""

    class Meta:
        model = PrideInPlaceEdition
        fields = [
            "name",
            "as_at",
            "order",
            "publisher",
            "sources",
            "method",
            "retrieved",
            "preparation",
            "licence",
            "licence_url",
            "credit",
        ]
        widgets = long_texts("sources", "method", "preparation", "credit")
        help_texts = {"method": "In plain words, how the wards were compared with the areas."}


DESCRIBING: dict[Subject, type[forms.ModelForm]] = {
    Subject.LIST: EditionForm,
    Subject.PRIDE_IN_PLACE: PrideInPlaceForm,
}
