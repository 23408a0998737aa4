"""The choice about optional cookies, and the staff's form for the question."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

YES, NO = "yes", "no"


class ChoiceForm(forms.Form):
    """Yes or no for each optional category (value, label); `all` answers for every one at once."""

    action = "/cookies/choice"

    def __init__(self, *args: Any, categories: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.categories = dict(categories)
        answers_all = self.data.get("all") in {YES, NO}
        for value, label in self.categories.items():
            self.fields[value] = forms.ChoiceField(
                label=label,
                choices=[(YES, "Yes, use them"), (NO, "No, do not use them")],
                widget=forms.RadioSelect,
                required=not answers_all,
                error_messages={"required": f"Choose yes or no for: {label.lower()}."},
            )
        self.helper = FormHelper()
        self.helper.form_action = self.action
        self.helper.disable_csrf = True  # the view checks where the post comes from; see core.same_origin
        self.helper.attrs = {"data-cookie-form": ""}
        self.helper.add_input(Submit("", "Save my choice"))

    @property
    def accepted(self) -> set[str]:
        """The categories that the visitor said yes to."""
        if self.data.get("all") in {YES, NO}:
            return set(self.categories) if self.data["all"] == YES else set()
        return {value for value in self.categories if self.cleaned_data.get(value) == YES}


class CookieQuestionForm(WagtailAdminModelForm):
    """The question's form; the box asks everybody again when it is ticked."""

    ask_everybody_again = forms.BooleanField(
        required=False,
        help_text="Tick this if visitors should be asked again although no cookie was added, for example because "
        "one is kept for longer. All answers given so far will stop counting.",
    )

    def save(self, commit: bool = True) -> Any:
        if self.cleaned_data["ask_everybody_again"]:
            self.instance.version += 1
        return super().save(commit)
