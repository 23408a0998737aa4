"""An administrator takes the second step off an account whose owner lost it."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from wagtail.models import ModelLogEntry

from .factories import SuperuserFactory, UserFactory


@pytest.fixture
def owner(home):
    owner = UserFactory(username="ben")
    Authenticator.objects.create(user=owner, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return owner


def administrator(client, role: str = "Administrator"):
    user = UserFactory(username="carl")
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return user


def test_an_administrator_finds_it_in_the_list_and_removes_it(client, owner):
    remover = administrator(client)
    address = f"/admin/users/{owner.pk}/second-step/"
    assert address in client.get("/admin/users/").content.decode()
    assert "only if you are sure" in client.get(address).content.decode()
    assert Authenticator.objects.filter(user=owner).exists()
    client.post(address)
    assert not Authenticator.objects.filter(user=owner).exists()
    entry = ModelLogEntry.objects.get(action="accounts.remove_second_step")
    assert (entry.user, entry.object_id) == (remover, str(owner.pk))


def test_an_editor_may_not(client, owner):
    administrator(client, "Editor")
    client.post(f"/admin/users/{owner.pk}/second-step/")
    assert Authenticator.objects.filter(user=owner).exists()


def test_a_superuser_s_is_left_alone_by_those_who_are_none(client, home):
    owner = SuperuserFactory()
    Authenticator.objects.create(user=owner, type=Authenticator.Type.TOTP, data={"secret": "x"})
    administrator(client)
    client.post(f"/admin/users/{owner.pk}/second-step/")
    assert Authenticator.objects.filter(user=owner).exists()
