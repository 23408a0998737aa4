"""The second step of signing in: which sessions passed it, and how it is taken off an account whose owner lost it."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from wagtail.log_actions import log

from . import authority, notices
from .models import User

SECOND_STEPS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
PASSED = "accounts_second_step_passed"
REMOVED_ACTION = "accounts.remove_second_step"
REMOVED = "Your second step was removed. Sign in with your password, and the site will help you to set up a new one."


def is_set_up(user: AbstractBaseUser) -> bool:
    """Whether the account has an app or a passkey; recovery codes alone are no second step."""
    return is_mfa_enabled(user, SECOND_STEPS)


def was_skipped(request: HttpRequest) -> bool:
    """Whether somebody signed in without the second step that the account has."""
    return request.user.is_authenticated and PASSED not in request.session and is_set_up(request.user)


def was_just_used(request: HttpRequest, user: AbstractBaseUser) -> bool:
    """Whether this person gave a code or a passkey on the way into this session."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, user))


def note_passed(request: HttpRequest, **kwargs: Any) -> None:
    """Let the session go on (receives `authenticator_added`: who sets a second step up has just used it)."""
    request.session[PASSED] = True


def may_remove(remover: User, owner: User) -> bool:
    """Whoever looks after accounts may, of those that can do no more than they can."""
    return remover.has_perm("accounts.change_user") and authority.may_change(remover, owner)


def remove(*, owner: User, remover: User) -> None:
    """Forget the owner's passkeys, app and recovery codes, and tell the owner; who did it stays in the log."""
    Authenticator.objects.filter(user=owner).delete()
    log(instance=owner, action=REMOVED_ACTION, user=remover)
    notices.tell(owner, REMOVED, by=remover)
