"""Wagtail's forms for users and groups, which offer nobody more than they have themselves."""

from typing import Any

from django import forms
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail.users import forms as wagtail_forms

from . import authority, notices, roles
from .models import User
from .sign_in_limits import accounts_called

SUPERUSER_HINT = (
    "For the person who runs the server: a superuser can do anything. Staff do not need this; their role is "
    "‘Administrator’. Only a superuser can give it to others."
)


def offer_roles(field: Any, actor: User) -> None:
    """Let a field for groups offer those that the actor may grant, each with what it is for."""
    field.queryset = authority.grantable_groups(actor)
    field.label_from_instance = roles.described


class WithinAuthority(forms.ModelForm):
    """A form about an account that knows who fills it in."""

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        offer_roles(self.fields["groups"], actor)
        self.fields["groups"].label = "Roles"
        if "is_superuser" in self.fields:
            self.fields["is_superuser"].label = "Superuser"
            self.fields["is_superuser"].help_text = SUPERUSER_HINT
            self.fields["is_superuser"].disabled = not actor.is_superuser

    def clean_username(self) -> str:
        """Raises ValidationError where somebody else signs in with it: a second account would shut them out."""
        return self._that_opens_no_other_account(
            str(self.cleaned_data["username"]),
            "Another account has this name, perhaps with different capital letters or as its email address.",
        )

    def clean_email(self) -> str:
        """An address opens one account: the links mailed to it would otherwise open both."""
        return self._that_opens_no_other_account(
            str(self.cleaned_data["email"]), "Another account has this email address."
        )

    def _that_opens_no_other_account(self, typed: str, refusal: str) -> str:
        if accounts_called(typed).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(refusal)
        return typed


class NewStaffForm(WithinAuthority, wagtail_forms.UserCreationForm):
    """A new account."""


class StaffForm(WithinAuthority, wagtail_forms.UserEditForm):
    """An account that exists. Its owner is told when another password or address opens it."""

    def save(self, commit: bool = True) -> User:
        user: User = super().save(commit)
        changes = {
            "password1": "The account has a new password.",
            "email": f"The account’s email address is now {user.email}.",
        }
        told = [sentence for name, sentence in changes.items() if name in self.changed_data]
        if told:
            notices.tell(user, " ".join(told), by=self.actor, former_address=self.initial["email"])
        return user


class RoleForm(wagtail_forms.GroupForm):
    """A group: permissions that the actor lacks are neither offered nor changed."""

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        registered: QuerySet[Permission] = self.registered_permissions  # type: ignore[has-type]
        offered = authority.grantable_permissions(actor, registered.distinct())
        self.registered_permissions = offered
        self.fields["permissions"].queryset = offered.select_related("content_type")
        self.fields["name"].disabled = bool(self.instance.pk) and roles.is_role(self.instance)
