"""The staff's pages for redirects: one by a form, many from a file (choose, look, confirm)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from wagtail.admin.auth import permission_required
from wagtail.contrib.redirects import views

from . import redirect_file
from .redirect_file import UnreadableFileError
from .redirect_form import RedirectForm

SALT = "delivery.redirect-file"
LARGEST = 500_000
CONFIRMED_WITHIN_SECONDS = 3600


class RedirectFileForm(forms.Form):
    """A CSV file."""

    file = forms.FileField(
        label="CSV file",
        help_text="A table saved as ‘CSV UTF-8’ with the columns ‘from’, ‘to’ and, if you like, ‘permanent’ (yes or "
        "no).",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> list[redirect_file.Row]:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("This file is larger than 500 kB. Split it.")
        try:
            rows = redirect_file.read(file.read())
        except UnreadableFileError as error:
            raise forms.ValidationError(str(error)) from error
        if not rows:
            raise forms.ValidationError("There are no rows below the headings.")
        return rows


class TellsWhatIsOdd:
    """After a redirect was saved, says what the check of a file would have noted about it."""

    def form_valid(self, form: RedirectForm) -> HttpResponse:
        response = super().form_valid(form)  # type: ignore[misc]
        for note in form.notes:
            messages.warning(self.request, f"{form.instance.old_path}: {note}.")  # type: ignore[attr-defined]
        return response


class CreateRedirectView(TellsWhatIsOdd, views.CreateView):
    """Wagtail's page for a new redirect, by our rules."""

    form_class = RedirectForm


class EditRedirectView(TellsWhatIsOdd, views.EditView):
    """Wagtail's page for a redirect that is there, by our rules."""

    form_class = RedirectForm


@permission_required("wagtailredirects.add_redirect")
def redirects_from_file(request: HttpRequest) -> HttpResponse:
    """GET shows the form, POST with a file the check, POST with checked rows writes them."""
    if "checked" in request.POST:
        return _write(request)
    form = RedirectFileForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "page_title": "Redirects from a file", "header_icon": "redirect"}
    if request.method == "POST" and form.is_valid():
        rows = form.cleaned_data["file"]
        context |= {
            "rows": rows,
            "number": sum(row.is_written for row in rows),
            "checked": signing.dumps(redirect_file.as_data(rows), salt=SALT, compress=True),
        }
    return TemplateResponse(request, "delivery/redirects_from_file.html", context)


def _write(request: HttpRequest) -> HttpResponse:
    try:
        data = signing.loads(request.POST["checked"], salt=SALT, max_age=CONFIRMED_WITHIN_SECONDS)
    except signing.BadSignature:
        messages.error(request, "That check is too old, so nothing was saved. Please choose the file again.")
        return redirect("redirects_from_file")
    number = redirect_file.write(redirect_file.from_data(data))
    messages.success(request, f"{number} redirects were saved.")
    return redirect("wagtailredirects:index")
