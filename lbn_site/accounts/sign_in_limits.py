"""Limits on wrong passwords and codes, counted for each account in the database.

A try is counted before it is known to be right, so that a thousand at once are counted one by one; a right one clears
the count. Browsers that the account does not know share one door, which five wrong tries lock for a while; each
browser in which its owner signed in before has a door of its own (`known_browsers`). So a stranger locks out
strangers, but never the owner. A user name and an email address are names of one account and lead to one count.

The rows are bounded by the number of accounts and of browsers in which somebody signed in, so no visitor can fill or
push them out; nothing is kept about names that nobody has.

Compare OWASP's 'Slow down online guessing attacks with device cookies', and NIST SP 800-63B-4, 3.2.2.
"""

import datetime
from collections.abc import Sequence
from typing import Any

from allauth.account.internal.userkit import filter_users_by_email, filter_users_by_username
from django.db import models, transaction
from django.http import HttpRequest
from django.utils import timezone

from . import known_browsers
from .models import User, WrongTries

TRIES = 5
FIRST_WAIT = datetime.timedelta(minutes=5)
LONGEST_WAIT = datetime.timedelta(hours=1)
FORGOTTEN_AFTER = datetime.timedelta(days=1)


class Secret(models.TextChoices):
    """What is guessed at."""

    PASSWORD = "password"  # noqa: S105 - a label
    CODE = "code"


def accounts_named(login: str) -> list[User]:
    """The accounts, usually one, that this user name or email address may open."""
    found = {
        user.pk: user for user in (*filter_users_by_username(login), *filter_users_by_email(login, for_login=True))
    }
    return [found[pk] for pk in sorted(found)]


def accounts_called(login: str) -> models.QuerySet[User]:
    """Every account of this user name or email address, whatever its capital letters, also one that is switched off.

    There must never be two: a name that two have opens neither, and strangers' wrong tries at one lock the other.
    """
    return User.objects.filter(models.Q(username__iexact=login) | models.Q(email__iexact=login))


@transaction.atomic
def may_try(request: HttpRequest, accounts: Sequence[User], secret: Secret) -> bool:
    """Count a try at these accounts and say whether it may be made: not while one of their doors is locked."""
    now = timezone.now()
    WrongTries.objects.filter(account__in=accounts, last_at__lt=now - FORGOTTEN_AFTER).delete()
    counted: Sequence[User | None] = accounts or [None]
    rows = [_row(account, _door(request, account, secret)) for account in counted]
    if accounts and any(row.locked_until and row.locked_until > now for row in rows):
        return False
    for row in rows:
        row.count += 1
        if row.count % TRIES == 0:
            row.locked_until = now + min(FIRST_WAIT * 2 ** min(row.count // TRIES - 1, 10), LONGEST_WAIT)
        row.save()
    return True


def was_right(request: HttpRequest, account: User, secret: Secret) -> None:
    """Clear the count of the door that was used."""
    WrongTries.objects.filter(account=account, door=_door(request, account, secret)).delete()


def let_in(user: User, **kwargs: Any) -> None:
    """Open every door for the password of an account whose owner chose a new one by an emailed link.

    Receives `password_reset`.
    """
    WrongTries.objects.filter(account=user, door__startswith=Secret.PASSWORD).delete()


def _door(request: HttpRequest, account: User | None, secret: Secret) -> str:
    return f"{secret}:{known_browsers.name_of(request, account)}" if account else str(secret)


def _row(account: User | None, door: str) -> WrongTries:
    return WrongTries.objects.select_for_update().get_or_create(account=account, door=door)[0]
