"""allauth's forms in the words of this site. Fields and checks are allauth's own."""

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.http import HttpRequest

from . import password_reset, sign_in_limits
from .models import User
from .sign_in_limits import Secret


class PlainWords(forms.Form):
    """A form with labels and hints of its own and without placeholders, which vanish when one starts to type."""

    words: dict[str, tuple[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in self.words:
                field.label, field.help_text = self.words[name]


NEW_PASSWORD = ("New password", "At least 12 characters. Three or four unrelated words work well.")
REPEATED = ("Repeat the new password", "")
CODE = ("Code", "Six digits from your authenticator app, or one of your recovery codes.")


class SignInForm(PlainWords, account.LoginForm):
    """Sign-in by name or email address."""

    words = {
        "login": ("User name or email address", ""),
        "password": ("Password", ""),
        "remember": ("Keep me signed in on this device", "Do not tick this on a shared computer."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autocapitalize": "none"}


class AskForPasswordResetForm(PlainWords, account.ResetPasswordForm):
    """Where to send the link for a new password."""

    words = {"email": ("Your email address", "The address your account is registered with.")}

    def clean_email(self) -> str:
        """Whether an account has the address is no business of the request (see `password_reset`)."""
        return str(self.cleaned_data["email"])

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Queue the email."""
        password_reset.ask(self.cleaned_data["email"])
        return str(self.cleaned_data["email"])


class SetPasswordByLinkForm(PlainWords, account.ResetPasswordKeyForm):
    """The new password, after the link in the mail."""

    words = {"password1": NEW_PASSWORD, "password2": REPEATED}


class SetPasswordForm(PlainWords, account.SetPasswordForm):
    """The first password of somebody who signs in by passkey only."""

    words = {"password1": NEW_PASSWORD, "password2": REPEATED}


class ChangePasswordForm(PlainWords, account.ChangePasswordForm):
    """The new password of somebody who knows the present one."""

    words = {"oldpassword": ("Current password", ""), "password1": NEW_PASSWORD, "password2": REPEATED}

    def clean_oldpassword(self) -> str:
        """Raises ValidationError for a wrong one, and for any after too many wrong ones."""
        password: str = self.cleaned_data["oldpassword"]
        adapter = get_account_adapter()
        if not adapter.reauthenticate(self.user, password):
            raise adapter.validation_error("enter_current_password")
        return password


class ConfirmByPasswordForm(PlainWords, account.ReauthenticateForm):
    """The password once more, before something that matters."""

    words = {"password": ("Your password", "")}


class LimitedCode(forms.Form):
    """A form for a code, of which only so many wrong ones are looked at."""

    user: User

    def clean_code(self) -> str:
        """Raises ValidationError for a wrong code, and for any while the limit is reached."""
        if not sign_in_limits.may_try(context.request, [self.user], Secret.CODE):
            raise get_adapter().validation_error("too_many_codes")
        code: str = super().clean_code()  # type: ignore[misc]
        sign_in_limits.was_right(context.request, self.user, Secret.CODE)
        return code


class SecondStepForm(LimitedCode, PlainWords, mfa.AuthenticateForm):
    """The code at sign-in."""

    words = {"code": CODE}


class ConfirmByCodeForm(LimitedCode, PlainWords, mfa.ReauthenticateForm):
    """A code once more, before something that matters."""

    words = {"code": CODE}


class AddAppForm(PlainWords, totp.ActivateTOTPForm):
    """The first code, which proves that the app was set up."""

    words = {"code": ("The code now shown in the app", "Six digits.")}


class AddPasskeyForm(PlainWords, webauthn.AddWebAuthnForm):
    """A passkey or security key and its name."""

    words = {
        "name": ("Name", "To tell your passkeys apart, for example ‘my phone’."),
        "passwordless": (
            "Let me sign in with this passkey alone",
            "You will not need a password: your device asks for your fingerprint, face or PIN.",
        ),
    }


class RenamePasskeyForm(PlainWords, webauthn.EditWebAuthnForm):
    """A new name for a passkey."""

    words = {"name": ("Name", "")}
