"""How allauth behaves here: accounts for staff only, one public address in mails, sealed secrets."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse

from lbn_site.core import addresses, sealing

from . import second_step, sign_in_limits
from .models import User
from .sign_in_limits import Secret

SEALED_FOR = "accounts.two-step"


class StaffAdapter(DefaultAccountAdapter):
    """Nobody signs up: staff accounts are made in the admin, by an administrator."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "The user name or password is not right. Check both and try again.",
        "email_password_mismatch": "The email address or password is not right. Check both and try again.",
        "too_many_login_attempts": (
            "Too many failed attempts. Wait five minutes before you try again, or up to an hour if the attempts go "
            "on. If they were not yours, someone else is using this browser."
        ),
        "enter_current_password": "This is not your current password. Try again.",
        "incorrect_password": "This is not your password. Try again.",
        "rate_limited": "Too many attempts in a short time. Wait a few minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Whose name and password these are; None while the limit on wrong ones is reached, as for a wrong one.

        A name that nobody has costs the same work and gets the same answer. Names and addresses are looked up alike:
        the address as a second credential would have the password of a known one looked at twice.
        """
        name, password = credentials["username"], credentials["password"]
        if not sign_in_limits.may_try(request, sign_in_limits.accounts_named(name), Secret.PASSWORD):
            User().set_password(password)
            return None
        account = super().authenticate(request, username=name, password=password)
        if isinstance(account, User):
            sign_in_limits.was_right(request, account, Secret.PASSWORD)
        return account

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """Whether this is the password of who is signed in. Raises ValidationError after too many wrong ones."""
        request = context.request
        assert isinstance(user, User)  # noqa: S101 - for the type checker
        if not sign_in_limits.may_try(request, [user], Secret.PASSWORD):
            raise self.validation_error("too_many_login_attempts")
        if not user.check_password(password):
            return False
        sign_in_limits.was_right(request, user, Secret.PASSWORD)
        return True

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Note in the session whether the second step was passed; signing in may have emptied it."""
        passed = second_step.was_just_used(request, user)
        super().login(request, user)
        if passed:
            second_step.note_passed(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Those who signed in a moment ago are not asked who they are again."""
        signed_in = [record["at"] for record in get_authentication_records(self.request, self.request.user)]
        if signed_in and time.time() - signed_in[-1] < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link in the mail, at the site's public address whatever host name the request came with."""
        pattern = reverse("account_reset_password_from_key", kwargs={"uidb36": "uid", "key": "key"})
        return addresses.absolute(pattern.replace("uid-key", key))


class StaffMFAAdapter(DefaultMFAAdapter):
    """Two-step secrets are kept encrypted, so that a copy of the database opens no account."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code is not right. Codes change every 30 seconds: enter the one shown now.",
        "too_many_codes": (
            "Too many wrong codes. Wait five minutes before you try again, or up to an hour if the attempts go on. "
            "You can still sign in now with a passkey, or in a browser you have used to sign in before. If these "
            "attempts were not yours, someone knows your password: choose a new one."
        ),
    }

    def encrypt(self, text: str) -> str:
        return sealing.seal(text, purpose=SEALED_FOR)

    def decrypt(self, encrypted_text: str) -> str:
        """Raises cryptography.fernet.InvalidToken when SECRET_KEY changed without SECRET_KEY_FALLBACKS."""
        return sealing.unseal(encrypted_text, purpose=SEALED_FOR)
