"""The forms of the newsletter. They need neither a cookie nor JavaScript."""

import re
import time
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Field, Layout, Submit
from django import forms
from django.core import signing
from django.urls import reverse

from . import email_address
from .email_address import EmailAddress

FASTEST_SECONDS = 2
OLDEST_SECONDS = 24 * 3600
PAGE_PATH = re.compile(r"/[\w/.-]{0,199}")
_signer = signing.TimestampSigner(salt="newsletter.form")


class AddressField(forms.Field):
    """One e-mail address, read by our own rules; its clean value is an EmailAddress."""

    widget = forms.EmailInput(
        attrs={"autocomplete": "email", "spellcheck": "false", "autocapitalize": "none", "maxlength": 320}
    )

    def clean(self, value: Any) -> EmailAddress:
        try:
            return email_address.parse(str(value or ""))
        except email_address.NotAnAddressError as error:
            raise forms.ValidationError(str(error)) from None


class AskForDataForm(forms.Form):
    """Asks for the address whose data somebody wants to see."""

    email = AddressField(label="Your email address")

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.disable_csrf = True
        helper.form_action = reverse("newsletter:ask-for-data")
        helper.add_input(Submit("submit", "Send me the link"))
        return helper


class SignUpForm(forms.Form):
    """Takes an address for the newsletter.

    `website` is a trap for machines, hidden from people. `moment` says when the form was shown: who answers
    within two seconds (a machine, or a person whose browser typed) is asked to press once more, as is who comes
    without one, from a form on a cached page.
    """

    email = AddressField(label="Your email address")
    website = forms.CharField(required=False, label="Leave this empty", max_length=1000)
    moment = forms.CharField(required=False, widget=forms.HiddenInput)
    source = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, source: str = "", **kwargs: Any) -> None:
        kwargs["initial"] = {"moment": _signer.sign("shown"), "source": source, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.disable_csrf = True
        helper.form_action = reverse("newsletter:sign-up")
        helper.layout = Layout(
            "email",
            HTML("<div hidden inert>"),
            Field("website", autocomplete="off", tabindex="-1"),
            HTML("</div>"),
            "moment",
            "source",
            HTML("{% include 'newsletter/parts/purpose.html' %}"),
        )
        helper.add_input(Submit("submit", "Sign up"))
        return helper

    @property
    def is_from_a_machine(self) -> bool:
        """Whether the trap is full."""
        return bool(self.data.get("website", "").strip())

    @property
    def came_too_fast(self) -> bool:
        """Whether nobody could have read it in that time. A form from a server whose clock is ahead is no proof."""
        age = self._age
        return age is not None and 0 <= age < FASTEST_SECONDS

    @property
    def was_shown_in_full(self) -> bool:
        """Whether the sender saw the whole form, with what they agree to, not long ago."""
        age = self._age
        return age is not None and age <= OLDEST_SECONDS

    def again(self) -> "SignUpForm":
        """A form with what was typed into this one, to be sent once more; the time since it was shown runs on."""
        typed = {"email": str(self.cleaned_data["email"])}
        if self.came_too_fast:
            typed["moment"] = self.data["moment"]
        return SignUpForm(initial=typed, source=self.cleaned_data["source"])

    def clean_source(self) -> str:
        """The path of the page that the form stood on; nothing where somebody wrote something else in its place."""
        source = str(self.cleaned_data["source"])
        return source if PAGE_PATH.fullmatch(source) else ""

    @property
    def _age(self) -> float | None:
        """Seconds since the form was shown; None where it does not say."""
        moment = self.data.get("moment", "")
        try:
            _signer.unsign(moment, max_age=None)
            shown_at = signing.b62_decode(moment.rsplit(":", 2)[1])
        except (signing.BadSignature, ValueError, IndexError):
            return None
        return time.time() - shown_at
