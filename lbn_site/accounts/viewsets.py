"""Wagtail's pages for users and groups, kept within the authority of whoever uses them (`authority`)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.users.views import groups, users

from . import authority, roles
from .models import User
from .staff_forms import NewStaffForm, RoleForm, StaffForm
from .staff_list import ListsStaff, StaffFilterSet


class OnlyWithinAuthority:
    """Mixed in before a view of one account or group: refuses whoever lacks something that it can do."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raises PermissionDenied, which the admin answers with a message."""
        it = getattr(self, "object", None) or self.get_object()  # type: ignore[attr-defined]
        if not _may_touch(request.user, it):  # type: ignore[arg-type]
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class TellsTheForm:
    """Mixed in before a view with a form that limits its choices to those of the actor."""

    request: HttpRequest

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "actor": self.request.user}  # type: ignore[misc]


class GrantsWithinAuthority(TellsTheForm):
    """Mixed in before a view that saves a group: what was granted by any of its panels is looked at afterwards."""

    def process_form(self) -> HttpResponseBase:
        """Raises PermissionDenied and saves nothing if the group can now do more than the actor could before."""
        actor = self.request.user
        held = authority.rights_of(actor)  # type: ignore[arg-type]
        with transaction.atomic():
            response = super().process_form()  # type: ignore[misc]
            group = Group.objects.filter(pk=self.object.pk)  # type: ignore[attr-defined]
            if not actor.is_superuser and not authority.cover(held, authority.rights_of_groups(group)):
                _take_back_what_was_told(self.request)
                raise PermissionDenied
        return response


def _may_touch(actor: User, it: User | Group) -> bool:
    return authority.may_grant(actor, it) if isinstance(it, Group) else authority.may_change(actor, it)


def _take_back_what_was_told(request: HttpRequest) -> None:
    for _ in messages.get_messages(request):
        pass  # reading a message takes it away


class StaffCreateView(TellsTheForm, users.CreateView):
    """A new account."""


class StaffEditView(OnlyWithinAuthority, TellsTheForm, users.EditView):
    """An account that exists."""


class StaffDeleteView(OnlyWithinAuthority, users.DeleteView):
    """The end of an account."""


class StaffIndexView(ListsStaff, users.IndexView):
    """The list of accounts, where only those that the actor may change are links."""

    def get_edit_url(self, instance: User) -> str | None:
        return super().get_edit_url(instance) if self.may_change(instance) else None

    def get_delete_url(self, instance: User) -> str | None:
        return super().get_delete_url(instance) if self.may_change(instance) else None


class StaffViewSet(users.UserViewSet):
    """Accounts. They are not copied: a copy would have rights that nobody chose for it."""

    copy_view_enabled = False
    index_view_class = StaffIndexView
    filterset_class = StaffFilterSet
    index_template_name = "accounts/staff_list.html"
    add_view_class = StaffCreateView
    edit_view_class = StaffEditView
    delete_view_class = StaffDeleteView

    def get_form_class(self, for_update: bool = False) -> type:
        return StaffForm if for_update else NewStaffForm


class RoleCreateView(GrantsWithinAuthority, groups.CreateView):
    """A new group."""


class RoleEditView(OnlyWithinAuthority, GrantsWithinAuthority, groups.EditView):
    """A group that exists."""

    @property
    def can_delete(self) -> bool:
        return super().can_delete and not roles.is_role(self.object)


class RoleDeleteView(OnlyWithinAuthority, groups.DeleteView):
    """The end of a group, unless it is a role: `migrate` would bring that back, but nobody would be in it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if roles.is_role(self.get_object()):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class RoleIndexView(groups.IndexView):
    """The list of groups, where only those that the actor may change are links."""

    @cached_property
    def columns(self) -> list[Column]:
        return [TitleColumn("name", label="Name", sort_key="name", get_url=self.get_edit_url)]

    def get_edit_url(self, instance: Group) -> str | None:
        return super().get_edit_url(instance) if authority.may_grant(self.request.user, instance) else None

    def get_delete_url(self, instance: Group) -> str | None:
        can_go = not roles.is_role(instance) and authority.may_grant(self.request.user, instance)
        return super().get_delete_url(instance) if can_go else None


class RoleViewSet(groups.GroupViewSet):
    """Groups, of which our roles are some."""

    index_view_class = RoleIndexView
    add_view_class = RoleCreateView
    edit_view_class = RoleEditView
    delete_view_class = RoleDeleteView

    def get_form_class(self, for_update: bool = False) -> type:
        return RoleForm
