"""Nobody grants or touches what they do not have: the same rule in every view that changes accounts or groups."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupPagePermission, Page
from wagtail.users.views.groups import get_permission_panel_classes

from lbn_site.accounts import authority
from lbn_site.accounts.models import User
from lbn_site.accounts.roles import Role

from .factories import SuperuserFactory, UserFactory

BULK = "/admin/bulk/accounts/user"


def member(role: Role | str, **fields) -> User:
    user = UserFactory(**fields)
    user.groups.add(Group.objects.get(name=str(getattr(role, "value", role))))
    return user


@pytest.fixture
def administrator(home) -> User:
    return member(Role.ADMINISTRATOR, username="carl")


@pytest.fixture
def desk(administrator) -> Client:
    browser = Client()
    browser.force_login(administrator)
    return browser


@pytest.fixture
def superuser(home) -> User:
    owner = SuperuserFactory(username="ada", email="ada@example.org", first_name="Ada", last_name="L")
    Authenticator.objects.create(user=owner, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return owner


@pytest.fixture
def technicians(home) -> Group:
    """A group that can do something that no Administrator can."""
    group = Group.objects.create(name="Technicians")
    group.permissions.add(Permission.objects.get(codename="add_session"))
    return group


def account_form(user: User, **changes) -> dict:
    form = {
        "username": user.username,
        "email": user.email,
        "first_name": user.first_name or "First",
        "last_name": user.last_name or "Last",
        "password1": "",
        "password2": "",
        "groups": [group.pk for group in user.groups.all()] if user.pk else [],
        "is_active": "on" if user.is_active else None,
        **changes,
    }
    return {name: value for name, value in form.items() if value is not None}


def group_form(group: Group, permissions, pages=()) -> dict:
    """The form of a group with these permissions, and with (page, codename) pairs."""
    prefixes = [getattr(panel, "default_prefix", None) for panel in get_permission_panel_classes()]
    empty = {
        f"{prefix or 'page_permissions'}-{field}": "0"
        for prefix in prefixes
        for field in ("INITIAL_FORMS", "TOTAL_FORMS")
    }
    form = {**empty, "name": group.name, "permissions": [permission.pk for permission in permissions]}
    form["page_permissions-TOTAL_FORMS"] = str(len(pages))
    for number, (page, codename) in enumerate(pages):
        form |= {f"page_permissions-{number}-page": page.pk, f"page_permissions-{number}-permissions": [codename]}
    return form


def as_stored(user: User) -> tuple:
    row = User.objects.filter(pk=user.pk).values_list(
        "username", "email", "first_name", "password", "is_superuser", "is_active"
    )
    groups = sorted(user.groups.values_list("name", flat=True))
    return (*row, groups, Authenticator.objects.filter(user=user).count())


def try_everything_on(desk: Client, target: User) -> None:
    """Each thing that can be done to somebody's account."""
    forms = [
        account_form(target, email="mine@example.org"),
        account_form(target, password1="a word of my own", password2="a word of my own"),
        account_form(target, groups=[]),
        account_form(target, is_active=None),
        account_form(target, is_superuser="on"),
        account_form(target, username="another"),
    ]
    for form in forms:
        desk.post(f"/admin/users/edit/{target.pk}/", form)
    desk.post(f"/admin/users/{target.pk}/second-step/")
    one = f"?id={target.pk}&next=/admin/users/"
    for ids in (one, "?id=all&next=/admin/users/"):
        desk.post(f"{BULK}/assign_role/{ids}", {"role": Group.objects.get(name="Writer").pk})
        desk.post(f"{BULK}/set_active_state/{ids}", {"mark_as_active": "False"})
        desk.post(f"{BULK}/delete/{ids}")
    desk.post(f"/admin/users/delete/{target.pk}/")


@pytest.mark.parametrize("is_active", [True, False])
def test_an_administrator_changes_nothing_about_a_superuser(desk, superuser, is_active):
    User.objects.filter(pk=superuser.pk).update(is_active=is_active)
    superuser.refresh_from_db()
    before = as_stored(superuser)
    try_everything_on(desk, superuser)
    assert as_stored(superuser) == before


@pytest.mark.parametrize("is_active", [True, False])
def test_nor_about_somebody_whose_group_can_do_more(desk, technicians, is_active):
    technician = member("Technicians", is_active=is_active)
    before = as_stored(technician)
    try_everything_on(desk, technician)
    assert as_stored(technician) == before


def test_nor_about_somebody_who_was_given_more_by_name(desk, home):
    other = member(Role.WRITER)
    other.user_permissions.add(Permission.objects.get(codename="add_session"))
    before = as_stored(other)
    try_everything_on(desk, other)
    assert as_stored(other) == before


def test_an_administrator_looks_after_everybody_else(desk, home):
    writer, peer = member(Role.WRITER), member(Role.ADMINISTRATOR)
    for target in (writer, peer):
        desk.post(f"/admin/users/edit/{target.pk}/", account_form(target, email=f"new{target.pk}@example.org"))
        target.refresh_from_db()
        assert target.email == f"new{target.pk}@example.org"
    desk.post(f"{BULK}/set_active_state/?id={writer.pk}", {"mark_as_active": "False"})
    assert not User.objects.get(pk=writer.pk).is_active
    desk.post(f"/admin/users/delete/{writer.pk}/")
    assert not User.objects.filter(pk=writer.pk).exists()


def test_nobody_makes_a_superuser_who_is_none(desk, administrator, home):
    desk.post("/admin/users/new/", account_form(User(username="new", email="new@example.org"), is_superuser="on"))
    for target in (member(Role.WRITER), administrator):
        desk.post(f"/admin/users/edit/{target.pk}/", account_form(target, is_superuser="on"))
    assert User.objects.filter(username="new").exists()
    assert not User.objects.filter(is_superuser=True).exists()


def test_a_superuser_is_not_copied(desk, superuser):
    desk.post(f"/admin/users/copy/{superuser.pk}/", account_form(User(username="new", email="new@example.org")))
    assert User.objects.filter(is_superuser=True).count() == 1


def test_nobody_grants_a_group_that_can_do_more(desk, administrator, technicians):
    writer = member(Role.WRITER)
    desk.post(
        "/admin/users/new/",
        account_form(User(username="new", email="new@example.org"), groups=[technicians.pk]),
    )
    for target in (writer, administrator):
        desk.post(f"/admin/users/edit/{target.pk}/", account_form(target, groups=[technicians.pk]))
        desk.post(f"{BULK}/assign_role/?id={target.pk}", {"role": technicians.pk})
    assert not technicians.user_set.exists()


def test_a_group_is_given_only_permissions_that_the_giver_has(desk, administrator):
    own, beyond = Permission.objects.get(codename="add_site"), Permission.objects.get(codename="delete_site")
    beyond.group_set.clear()
    for name in ("Administrator", "Writer"):
        group = Group.objects.get(name=name)
        desk.post(f"/admin/groups/edit/{group.pk}/", group_form(group, [*group.permissions.all(), own, beyond]))
        assert beyond not in group.permissions.all()
    desk.post("/admin/groups/new/", group_form(Group(name="Ours"), [own, beyond]))
    assert not Group.objects.filter(permissions=beyond).exists()


def test_a_group_that_can_do_more_is_left_alone(desk, technicians):
    desk.post(f"/admin/groups/edit/{technicians.pk}/", group_form(Group(name="Renamed"), []))
    desk.post(f"/admin/groups/delete/{technicians.pk}/")
    technicians.refresh_from_db()
    assert technicians.name == "Technicians"
    assert technicians.permissions.count() == 1


def test_page_rights_are_given_only_where_the_giver_has_them(desk, administrator, home):
    below = home.add_child(instance=Page(title="Below", slug="below"))
    GroupPagePermission.objects.filter(permission__codename="publish_page").exclude(group__name="Editor").delete()
    GroupPagePermission.objects.create(
        group=Group.objects.get(name="Administrator"),
        page=below,
        permission=Permission.objects.get(codename="publish_page"),
    )
    wide, narrow = [(home, "publish_page")], [(below, "publish_page")]
    answer = desk.post("/admin/groups/new/", group_form(Group(name="Wide"), [], wide), follow=True)
    assert "do not have permission" in answer.content.decode()
    assert "Group &#x27;Wide&#x27; created" not in answer.content.decode()
    desk.post("/admin/groups/new/", group_form(Group(name="Narrow"), [], narrow))
    assert set(Group.objects.filter(name__in=["Wide", "Narrow"]).values_list("name", flat=True)) == {"Narrow"}
    own = Group.objects.get(name="Administrator")
    desk.post(f"/admin/groups/edit/{own.pk}/", group_form(own, own.permissions.all(), wide))
    assert not own.page_permissions.filter(page=home).exists()


def test_what_cannot_be_done_is_not_offered(desk, superuser, technicians):
    page = desk.get("/admin/users/").content.decode()
    assert f"/admin/users/edit/{superuser.pk}/" not in page
    assert f"/admin/users/delete/{superuser.pk}/" not in page
    assert "Technicians" not in desk.get("/admin/users/new/").content.decode()
    groups = desk.get("/admin/groups/").content.decode()
    assert f"/admin/groups/edit/{Group.objects.get(name='Writer').pk}/" in groups
    assert f"/admin/groups/edit/{technicians.pk}/" not in groups


def test_two_accounts_do_not_share_an_address(desk, administrator, superuser):
    answer = desk.post(f"/admin/users/edit/{administrator.pk}/", account_form(administrator, email="ADA@example.org"))
    assert "Another account has this email address." in answer.content.decode()
    administrator.refresh_from_db()
    assert administrator.email == "carl@example.org"


def test_superusers_can_do_all_of_it(superuser, technicians):
    other = SuperuserFactory()
    assert authority.may_change(superuser, other)
    assert authority.may_grant(superuser, technicians)
    assert technicians in authority.grantable_groups(superuser)


@pytest.mark.parametrize("role", Role)
def test_an_administrator_grants_every_role(administrator, role):
    assert authority.may_grant(administrator, Group.objects.get(name=role.value))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_no_other_role_grants_that_of_an_administrator(home, role):
    assert not authority.may_grant(member(role), Group.objects.get(name=Role.ADMINISTRATOR.value))


def test_every_way_to_hold_a_permission_is_known():
    ways = {
        relation.related_model.__name__
        for relation in Permission._meta.get_fields(include_hidden=True)
        if relation.auto_created and relation.one_to_many
    }
    assert ways == {
        "User_user_permissions",
        "Group_permissions",
        "GroupPagePermission",
        "GroupCollectionPermission",
        "GroupSitePermission",
    }


@pytest.mark.parametrize("name", ["ADA", "ada@example.org", "Ada@Example.org"])
def test_no_second_account_shuts_the_first_out_of_its_own_name(desk, superuser, name):
    ben = UserFactory(username="ben")
    for address, user in (("/admin/users/new/", User()), (f"/admin/users/edit/{ben.pk}/", ben)):
        response = desk.post(address, account_form(user, username=name, email="ben@example.org"))
        assert "Another account has this name" in response.content.decode()
    assert not User.objects.filter(username=name).exists()


def test_no_address_is_the_name_of_another_account(desk):
    UserFactory(username="eve@example.org", email="eve@elsewhere.example")
    response = desk.post("/admin/users/new/", account_form(User(), username="eve", email="Eve@example.org"))
    assert "Another account has this email address" in response.content.decode()
    form = {
        "first_name": "Eve",
        "last_name": "L",
        "email": "eve@example.org",
        "role": Group.objects.get(name="Writer").pk,
    }
    assert "already has an account" in desk.post("/admin/staff-invitations/new/", form).content.decode()


@pytest.mark.parametrize("name", [role.value for role in Role])
def test_a_role_keeps_its_name_and_its_members(home, client, name):
    client.force_login(SuperuserFactory())
    group = Group.objects.get(name=name)
    group.user_set.add(UserFactory())
    assert f"/admin/groups/delete/{group.pk}/" not in client.get("/admin/groups/").content.decode()
    assert f"/admin/groups/delete/{group.pk}/" not in client.get(f"/admin/groups/edit/{group.pk}/").content.decode()
    client.post(f"/admin/groups/delete/{group.pk}/")
    client.post(f"/admin/groups/edit/{group.pk}/", {**group_form(group, group.permissions.all()), "name": "Another"})
    assert Group.objects.get(pk=group.pk).name == name
    assert group.user_set.count() == 1


def test_another_group_can_go(home, client, technicians):
    client.force_login(SuperuserFactory())
    client.post(f"/admin/groups/delete/{technicians.pk}/")
    assert not Group.objects.filter(pk=technicians.pk).exists()
