"""The roles of the staff: groups of Wagtail whose permissions are written here and renewed at each `migrate`.

A role never loses at `migrate` what an administrator gave it by hand; it only gets back what belongs to it. Apps
above this one add theirs in `AppConfig.ready`:

    roles.grant(Role.DATA_STEWARD, "neighbourhoods.change_edition", "neighbourhoods.publish_edition")

Each role can do what the roles it includes can do.
"""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import connections, models
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page


class Role(models.TextChoices):
    WRITER = "Writer", "Writes and changes drafts, but cannot publish."
    EDITOR = "Editor", "Publishes pages, pictures, files and everything that pages show."
    DATA_STEWARD = "Data steward", "Imports and publishes lists of neighbourhoods, but not pages."
    PUBLISHER = "Publisher", "An editor who can also change the campaign's settings and close the campaign."
    ADMINISTRATOR = "Administrator", "Can do everything, and looks after staff accounts."


@dataclass
class Rights:
    """What a role may do: on every page, in every collection of pictures and files, and with other things."""

    includes: tuple[Role, ...] = ()
    pages: set[str] = field(default_factory=set)
    collections: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)


_rights: dict[Role, Rights] = {
    Role.WRITER: Rights(
        pages={"add_page", "change_page"},
        collections={
            "wagtailimages.add_image",
            "wagtailimages.choose_image",
            "wagtaildocs.add_document",
            "wagtaildocs.choose_document",
        },
        others={"wagtailadmin.access_admin"},
    ),
    Role.EDITOR: Rights(
        includes=(Role.WRITER,),
        pages={"publish_page", "lock_page", "unlock_page"},
        collections={
            "wagtailimages.change_image",
            "wagtailimages.delete_image",
            "wagtaildocs.change_document",
            "wagtaildocs.delete_document",
        },
        others={
            "wagtailredirects.add_redirect",
            "wagtailredirects.change_redirect",
            "wagtailredirects.delete_redirect",
        },
    ),
    Role.DATA_STEWARD: Rights(others={"wagtailadmin.access_admin"}),
    Role.PUBLISHER: Rights(includes=(Role.EDITOR,), others={"core.change_campaign"}),
    Role.ADMINISTRATOR: Rights(
        includes=(Role.PUBLISHER, Role.DATA_STEWARD),
        pages={"bulk_delete_page"},
        collections={
            "wagtailcore.add_collection",
            "wagtailcore.change_collection",
            "wagtailcore.delete_collection",
        },
        others={
            f"{app}.{action}_{model}"
            for app, model in (
                ("accounts", "user"),
                ("auth", "group"),
                ("wagtailcore", "site"),
                ("wagtailcore", "workflow"),
                ("wagtailcore", "task"),
            )
            for action in ("add", "change", "delete")
        },
    ),
}


def described(group: Group) -> str:
    """The group's name with what it is for, where it is one of the roles."""
    return f"{group.name}: {Role(group.name).label}" if group.name in Role else group.name


def grant(role: Role, *permissions: str) -> None:
    """Let a role, and those that include it, do more. Permissions as `app_label.codename`."""
    _rights[role].others.update(permissions)


def rights_of(role: Role) -> Rights:
    """Everything a role may do, with what it has from the roles it includes."""
    own = _rights[role]
    whole = Rights(own.includes, set(own.pages), set(own.collections), set(own.others))
    for included in own.includes:
        more = rights_of(included)
        whole.pages |= more.pages
        whole.collections |= more.collections
        whole.others |= more.others
    return whole


def is_role(group: Group) -> bool:
    """Return whether the group is one of our roles, which keeps its name and is never deleted."""
    return group.name in Role.values


def renew_groups(using: str = "default", **kwargs: Any) -> None:
    """Make the groups of the roles and give them what belongs to them (receives `post_migrate`)."""
    if GroupPagePermission._meta.db_table not in connections[using].introspection.table_names():
        return  # A migration back to the beginning.
    root, collections = Page.get_first_root_node(), Collection.get_first_root_node()
    if root is None or collections is None:
        return
    for role in Role:
        rights = rights_of(role)
        group, _ = Group.objects.get_or_create(name=role.value)
        group.permissions.add(*_permissions(rights.others))
        for permission in _permissions({f"wagtailcore.{codename}" for codename in rights.pages}):
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
        for permission in _permissions(rights.collections):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collections, permission=permission
            )


def _permissions(names: set[str]) -> list[Permission]:
    """Those that exist: during a partial `migrate` some apps have none yet; a test knows every name."""
    wanted = models.Q(pk=None)
    for name in names:
        app, codename = name.split(".")
        wanted |= models.Q(content_type__app_label=app, codename=codename)
    return list(Permission.objects.filter(wanted))
