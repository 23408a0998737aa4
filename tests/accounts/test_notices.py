"""People are told when somebody else changes what opens their account."""

import pytest
from django.core import mail

from lbn_site.accounts.roles import Role
from lbn_site.mail import delivery

from .factories import UserFactory
from .test_authority import member
from .test_two_steps import set_up_app


@pytest.fixture
def owner(home):
    return UserFactory(username="ben", email="ben@example.org", first_name="Ben", last_name="Nevis")


@pytest.fixture
def administrator(client, home):
    person = member(Role.ADMINISTRATOR, username="carl", first_name="Carl", last_name="Boss")
    client.force_login(person)
    return person


def edit(client, owner, **changes):
    form = {
        "username": "ben",
        "email": "ben@example.org",
        "first_name": "Ben",
        "last_name": "Nevis",
        "is_active": "on",
    }
    assert client.post(f"/admin/users/edit/{owner.pk}/", {**form, **changes}).status_code == 302


def told() -> dict[str, str]:
    delivery.deliver_due()
    return {sent.to[0]: sent.body for sent in mail.outbox}


def test_of_another_address_at_both(client, owner, administrator):
    edit(client, owner, email="ben@new.example.org")
    found = told()
    assert set(found) == {"ben@example.org", "ben@new.example.org"}
    assert all("Carl Boss changed your account, ben," in text for text in found.values())
    assert all("The account’s email address is now ben@new.example.org." in text for text in found.values())


def test_of_a_new_password(client, owner, administrator):
    edit(client, owner, password1="another four odd words", password2="another four odd words")
    assert "The account has a new password." in told()["ben@example.org"]
    assert "another four odd words" not in told()["ben@example.org"]


def test_not_of_a_name(client, owner, administrator):
    edit(client, owner, first_name="Benjamin")
    assert told() == {}


def test_of_a_second_step_that_was_removed(client, sign_in, owner, administrator):
    client.logout()
    sign_in("ben")
    set_up_app(client)
    mail.outbox.clear()
    delivery.deliver_due()
    mail.outbox.clear()
    client.force_login(administrator)
    client.post(f"/admin/users/{owner.pk}/second-step/")
    assert "Your second step was removed." in told()["ben@example.org"]
