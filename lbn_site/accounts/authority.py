"""Who may grant what, and touch whose account: nobody grants or touches what they do not have.

Every view, bulk action and command that changes accounts or groups asks here:

    authority.may_change(actor, account)     their details, password, second step; deactivate or delete them
    authority.may_grant(actor, group)        put somebody into the group, or change the group itself
    authority.grantable_groups(actor)        the groups to offer in a form

They say nothing about whether the actor may manage accounts at all, which is the business of the model permissions
(`accounts.change_user`).
"""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet
from wagtail.models import GroupCollectionPermission, GroupPagePermission, GroupSitePermission, Page

from .models import User

EVERYWHERE = ""
PAGES, COLLECTIONS, SITES = "pages", "collections", "sites"


@dataclass(frozen=True)
class Right:
    """A permission, and where it holds: in a branch of pages or collections (a treebeard path) or for one site."""

    permission: int
    tree: str = EVERYWHERE
    branch: str = EVERYWHERE

    def includes(self, other: "Right") -> bool:
        """Whether whoever has this has the other too.

        A right on a page covers the pages below it. One that is held everywhere covers every site, and is itself
        covered at the root of a tree: Wagtail gives its first groups the rights on pictures in both ways.
        """
        if self.permission != other.permission:
            return False
        if self.tree == EVERYWHERE:
            return other.tree in {EVERYWHERE, SITES}
        if other.tree == EVERYWHERE:
            return self.tree != SITES and len(self.branch) == Page.steplen
        return self.tree == other.tree and other.branch.startswith(self.branch)


def may_change(actor: User, account: User) -> bool:
    """Whether the account can do nothing that the actor cannot do."""
    if actor.is_superuser or actor == account:
        return True
    return not account.is_superuser and has_all(actor, rights_of(account))


def may_grant(actor: User, group: Group) -> bool:
    """Whether the group can do nothing that the actor cannot do."""
    return actor.is_superuser or has_all(actor, rights_of_groups(Group.objects.filter(pk=group.pk)))


def grantable_groups(actor: User) -> QuerySet[Group]:
    """Every group that the actor may put people into, by name."""
    groups = Group.objects.order_by("name")
    if actor.is_superuser:
        return groups
    held = rights_of(actor)
    return groups.filter(
        pk__in=[group.pk for group in groups if cover(held, rights_of_groups(groups.filter(pk=group.pk)))]
    )


def grantable_permissions(actor: User, permissions: QuerySet[Permission]) -> QuerySet[Permission]:
    """Those of the permissions that the actor has everywhere."""
    if actor.is_superuser:
        return permissions
    held = [right.permission for right in rights_of(actor) if right.tree == EVERYWHERE]
    return permissions.filter(pk__in=held)


def has_all(actor: User, wanted: set[Right]) -> bool:
    """Whether the actor has each of these rights, as it is or in a wider branch."""
    return actor.is_superuser or cover(rights_of(actor), wanted)


def rights_of(account: User) -> set[Right]:
    """What the account can do by its groups and by itself, and could do again while it is deactivated.

    A superuser can do more than this says.
    """
    own = Permission.objects.filter(user=account).values_list("pk", flat=True)
    return rights_of_groups(account.groups.all()) | {Right(permission) for permission in own}


def rights_of_groups(groups: QuerySet[Group]) -> set[Right]:
    """What the groups can do together."""
    everywhere = Permission.objects.filter(group__in=groups).values_list("pk", flat=True)
    pages = GroupPagePermission.objects.filter(group__in=groups).values_list("permission_id", "page__path")
    collections = GroupCollectionPermission.objects.filter(group__in=groups)
    sites = GroupSitePermission.objects.filter(group__in=groups).values_list("permission_id", "site_id")
    return {
        *(Right(permission) for permission in everywhere),
        *(Right(permission, PAGES, path) for permission, path in pages),
        *(
            Right(row.permission_id, COLLECTIONS, row.collection.path)
            for row in collections.select_related("collection")
        ),
        *(Right(permission, SITES, f"{site}/") for permission, site in sites),
    }


def cover(held: set[Right], wanted: set[Right]) -> bool:
    """Whether each of the wanted rights is held, as it is or in a wider branch."""
    return all(right in held or any(own.includes(right) for own in held) for right in wanted)
