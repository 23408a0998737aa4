"""Keeps allauth's list of addresses in step with the one address that a staff account has."""

from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from lbn_site.mail import folder

from .models import User


def keep_in_step(instance: User, *, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Forget any other address than the account's: it must open nothing (receives `post_save` of User)."""
    if raw or (update_fields is not None and "email" not in update_fields):
        return
    EmailAddress.objects.filter(user=instance).exclude(email=instance.email.lower()).delete()


def forget(instance: User, **kwargs: Any) -> None:
    """Where emails are kept in a folder, delete those to an account that is no more (receives `post_delete`)."""
    if instance.email:
        transaction.on_commit(lambda: folder.forget([instance.email]))


def prove(user: User, **kwargs: Any) -> None:
    """Note that the address is its owner's, who opened a link that was emailed there (receives `password_reset`)."""
    if user.email:
        keep_in_step(user)
        address, _ = EmailAddress.objects.update_or_create(
            user=user, email=user.email.lower(), defaults={"primary": True}
        )
        address.set_verified()
