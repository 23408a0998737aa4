"""Wagtail's bulk actions on accounts, each kept to accounts that the actor may change (`authority`).

They take the places of Wagtail's own: an action is found by its name, and the last one registered is used.
"""

from typing import Any

from django import forms
from django.http import HttpRequest
from wagtail.users.views import bulk_actions

from . import authority
from .models import User
from .staff_forms import offer_roles


class OnlyWithinAuthority:
    """Mixed in before a bulk action: accounts beyond the actor's authority are listed as left alone."""

    request: HttpRequest

    def check_perm(self, obj: User) -> bool:
        return super().check_perm(obj) and authority.may_change(self.request.user, obj)  # type: ignore[misc,arg-type]


class AssignRole(OnlyWithinAuthority, bulk_actions.AssignRoleBulkAction):
    """Puts accounts into a group that the actor may grant."""

    def get_form(self, form_class: Any = None) -> forms.Form:
        form = super().get_form(form_class)
        offer_roles(form.fields["role"], self.request.user)  # type: ignore[arg-type]
        return form


class Delete(OnlyWithinAuthority, bulk_actions.DeleteBulkAction):
    """Deletes accounts."""


class SetActiveState(OnlyWithinAuthority, bulk_actions.SetActiveStateBulkAction):
    """Activates or deactivates accounts."""


ALL = (AssignRole, Delete, SetActiveState)
