"""What the list of users shows: role, second step, last sign-in, and who has been invited."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import django_filters
from allauth.mfa.models import Authenticator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.boolean_radio_select import BooleanRadioSelect
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.users.views import users

from lbn_site.mail.models import OutgoingMessage
from lbn_site.mail.states import State

from . import authority, email_limits, invitations, second_step
from .models import Invitation, User

NO_SECOND_STEP = "None"
SECOND_STEP_NAMES = {Authenticator.Type.WEBAUTHN: "Passkey", Authenticator.Type.TOTP: "App"}


class StaffFilterSet(users.UserFilterSet):
    """Wagtail's filters in the words of the list."""

    is_superuser = django_filters.BooleanFilter(label="Superuser", widget=BooleanRadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["last_login"].label = "Last sign-in"
        self.filters["group"].label = "Role"


@dataclass(frozen=True)
class Invited:
    """A pending invitation as the list shows it. `email_state` says what became of the newest email."""

    invitation: Invitation
    email_state: str
    may_act: bool


class ListsStaff:
    """Mixed in before Wagtail's list of users."""

    request: Any

    @cached_property
    def columns(self) -> list[Column]:
        """Wagtail's columns, with what the account may do and how it signs in instead of ‘Access level’."""
        ours = [
            Column("role", accessor=roles_of, label="Role", width="20%"),
            Column("second_step", accessor=second_step_of, label="Second step", width="10%"),
        ]
        columns = [column for column in super().columns if column.name != "is_superuser"]  # type: ignore[misc]
        columns[3:3] = ours
        columns[-1].label = "Last sign-in"
        return columns

    @cached_property
    def header_buttons(self) -> list[Button]:
        """An invitation is the way to add somebody; the form without one stands in the menu beside it."""
        if not self.add_url:  # type: ignore[attr-defined]
            return []
        return [HeaderButton("Invite", url=reverse("accounts_invite"), icon_name="mail")]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        more = list(super().header_more_buttons)  # type: ignore[misc]
        if self.add_url:  # type: ignore[attr-defined]
            more.append(Button("Add a user without an invitation", url=self.add_url, icon_name="plus"))  # type: ignore[attr-defined]
        return more

    def get_base_queryset(self) -> QuerySet[User]:
        shown = ("groups", "user_permissions", "authenticator_set")
        return super().get_base_queryset().prefetch_related(*shown)  # type: ignore[misc]

    def may_change(self, account: User) -> bool:
        """As `authority.may_change`, which is asked once for all accounts that can do the same."""
        groups = frozenset(group.pk for group in account.groups.all())
        own = frozenset(permission.pk for permission in account.user_permissions.all())
        key = (account == self.request.user, account.is_superuser, groups, own)
        if key not in self._verdicts:
            self._verdicts[key] = authority.may_change(self.request.user, account)
        return self._verdicts[key]

    @cached_property
    def _verdicts(self) -> dict[Hashable, bool]:
        return {}

    def get_list_more_buttons(self, instance: User) -> list[Button]:
        """Wagtail's, and a way to take off a second step that its owner lost."""
        buttons = super().get_list_more_buttons(instance)  # type: ignore[misc]
        may_remove = self.request.user.has_perm("accounts.change_user") and self.may_change(instance)
        if may_remove and second_step_of(instance) != NO_SECOND_STEP:
            address = reverse("accounts_remove_second_step", args=[instance.pk])
            buttons.append(Button("Remove the second step", url=address, icon_name="lock-open", priority=40))
        return buttons

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        invited = pending_for(self.request.user) if self.add_url else []  # type: ignore[attr-defined,arg-type]
        return super().get_context_data(*args, **kwargs) | {"invited": invited}  # type: ignore[misc]


def roles_of(user: User) -> str:
    """The names of the user's groups."""
    names = [group.name for group in user.groups.all()]
    return ", ".join(["Superuser", *names] if user.is_superuser else names) or "None"


def second_step_of(user: User) -> str:
    """What the account has besides a password."""
    types = {authenticator.type for authenticator in user.authenticator_set.all()}  # type: ignore[attr-defined]
    return ", ".join(SECOND_STEP_NAMES[kind] for kind in second_step.SECOND_STEPS if kind in types) or NO_SECOND_STEP


def pending_for(actor: User) -> list[Invited]:
    """Everybody who has been invited and has not answered, with what the actor may do about it."""
    pending = list(Invitation.objects.pending().select_related("role", "invited_by"))
    grantable = set(authority.grantable_groups(actor)) if pending else set()
    about = {invitation.pk: email_limits.about_address(invitations.KIND, invitation.email) for invitation in pending}
    newest = {row.about: row for row in OutgoingMessage.objects.filter(about__in=about.values()).order_by("pk")}
    return [
        Invited(invitation, _state_of(newest.get(about[invitation.pk])), invitation.role in grantable)
        for invitation in pending
    ]


def _state_of(message: OutgoingMessage | None) -> str:
    if message is None or message.state == State.SENT:
        return ""
    if message.state in {State.QUEUED, State.SENDING}:
        return "The email is waiting to be sent."
    return f"The email was not sent. {message.reason}".strip()
