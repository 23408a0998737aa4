"""The staff user, the invitations to become one, and the wrong tries at signing in."""

import datetime

from django.contrib.auth.models import AbstractUser, Group
from django.db import models
from django.utils import timezone

INVITATION_LASTS = datetime.timedelta(days=3)


class User(AbstractUser):
    """A member of staff. The public has no accounts."""


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Which invitations?"""

    def pending(self) -> "InvitationQuerySet":
        """Neither answered nor withdrawn; they may have run out, and can then be sent again."""
        return self.filter(accepted_at=None, withdrawn_at=None)


class Invitation(models.Model):
    """Somebody who is asked to join the staff. The account is made when they choose a password."""

    email = models.EmailField("email address")
    first_name = models.CharField(max_length=150)
    last_name = models.CharField(max_length=150)
    role = models.ForeignKey(Group, models.CASCADE, related_name="+")
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    # Each email raises it, so that only the link in the newest one works.
    version = models.PositiveIntegerField(default=1)
    sent_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="accounts_one_pending_invitation",
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation for {self.name}"

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def expires_at(self) -> datetime.datetime:
        return self.sent_at + INVITATION_LASTS

    @property
    def is_pending(self) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None

    @property
    def is_expired(self) -> bool:
        return timezone.now() >= self.expires_at


class WrongTries(models.Model):
    """Tries at one account's password or codes, by one door, since the last that was right (`sign_in_limits`).

    Rows without an account take the tries at names that nobody has: the same work is done for them.
    """

    account = models.ForeignKey(User, on_delete=models.CASCADE, null=True)
    door = models.CharField(max_length=60)
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(auto_now=True)
    locked_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "door"], name="one_count_for_each_door"),
            models.UniqueConstraint(
                fields=["door"], condition=models.Q(account=None), name="one_count_for_unknown_names"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.count} failed attempts"
