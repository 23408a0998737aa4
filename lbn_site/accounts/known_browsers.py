"""Browsers in which somebody signed in before: a signed cookie says so, and opens nothing by itself.

It gives its account a count of wrong tries of its own there (`sign_in_limits`). It is only sent to `/accounts/`, so
public pages stay the same for everybody.
"""

import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from .models import User

COOKIE = "known_browser"
SALT = "accounts.known-browser"
KEPT_SECONDS = 365 * 24 * 3600
MOST_ACCOUNTS = 10

# A browser's names: the account's key, and what this browser is called there.
Names = dict[str, str]


def name_of(request: HttpRequest, account: User) -> str:
    """What the account calls this browser; empty where it never signed in here."""
    return _names(request).get(str(account.pk), "")


def is_known(request: HttpRequest) -> bool:
    """Whether anybody signed in here before."""
    return bool(_names(request))


def note(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Let the response make this browser known to the account (receives `user_logged_in` and `password_reset`).

    Whoever opened the emailed link and chose a password with it has shown as much as a sign-in does.
    """
    request.known_to = user  # type: ignore[attr-defined]


def remember(request: HttpRequest, response: HttpResponseBase) -> None:
    """Set the cookie if somebody was noted during this request."""
    account: User | None = getattr(request, "known_to", None)
    if account is None:
        return
    names = _names(request)
    name = names.pop(str(account.pk), "") or secrets.token_urlsafe(12)
    names = dict([*names.items(), (str(account.pk), name)][-MOST_ACCOUNTS:])
    response.set_cookie(
        COOKIE,
        signing.dumps(names, salt=SALT),
        max_age=KEPT_SECONDS,
        path="/accounts/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _names(request: HttpRequest) -> Names:
    try:
        return dict(signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KEPT_SECONDS))
    except signing.BadSignature:
        return {}
