"""Taking the second step off an account whose owner has lost it."""

from allauth.mfa.models import Authenticator
from wagtail.log_actions import log

from .models import User

REMOVED_ACTION = "accounts.remove_second_step"


def may_remove(remover: User, owner: User) -> bool:
    """Whoever looks after accounts may; a superuser's only another superuser."""
    return remover.has_perm("accounts.change_user") and (remover.is_superuser or not owner.is_superuser)


def remove(*, owner: User, remover: User) -> None:
    """Forget the owner's passkeys, app and recovery codes; who did it stays in the log."""
    Authenticator.objects.filter(user=owner).delete()
    log(instance=owner, action=REMOVED_ACTION, user=remover)
