"""The form for a single redirect: it takes what a file of redirects takes, by the same rules."""

from typing import Any

from django import forms
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.widgets import AdminPageChooser
from wagtail.contrib.redirects.models import Redirect

from . import redirect_file
from .redirect_file import LONGEST, Row, Verdict


class RedirectForm(WagtailAdminModelForm):
    """Takes the place of Wagtail's, which refuses paths of this site as a target and checks nothing else."""

    old_path = forms.CharField(
        label="From",
        max_length=4 * LONGEST,
        help_text="The old address, such as /old-page/. Capital letters, different ways of typing accents, %20 for "
        "a space and a final slash make no difference.",
    )
    address = forms.CharField(
        label="To an address",
        required=False,
        max_length=LONGEST,
        help_text="If it is not a page, for example /faqs/#what, /news/?kind=letter or https://www.example.org/report.",
    )

    class Meta(WagtailAdminModelForm.Meta):
        model = Redirect
        fields = ("old_path", "redirect_page", "address", "is_permanent")
        widgets = {"redirect_page": AdminPageChooser}
        labels = {"redirect_page": "To a page"}

    field_order = ("old_path", "redirect_page", "address", "is_permanent")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("address", self.instance.redirect_link)
        self.notes: list[str] = []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        page, address = cleaned.get("redirect_page"), cleaned.get("address", "")
        if "old_path" not in cleaned:
            return cleaned
        if bool(page) == bool(address):
            why = "Choose a page or give an address, not both." if page else "Choose a page or give an address."
            raise forms.ValidationError(why)
        row = Row(0, cleaned.pop("old_path"), page.url if page else address, cleaned.get("is_permanent", True))
        redirect_file.check([row], besides=self.instance.pk)
        if row.verdict == Verdict.REFUSED:
            raise forms.ValidationError(f"This redirect cannot work: {'; '.join(row.notes)}.")
        if row.verdict != Verdict.NEW:
            raise forms.ValidationError("There is already a redirect from this address. Change that one instead.")
        self.notes = row.notes
        self._values = redirect_file.values_of(row) | ({"redirect_page": page, "redirect_link": ""} if page else {})
        return cleaned | {"old_path": row.old_path}

    def save(self, commit: bool = True) -> Redirect:
        for name, value in self._values.items():
            setattr(self.instance, name, value)
        return super().save(commit)
