"""Signing in with a passkey, in a browser with a virtual authenticator (WebAuthn, W3C)."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from playwright.sync_api import Page, expect

from lbn_site.accounts import invitations
from lbn_site.accounts.models import User
from lbn_site.mail import delivery
from tests.accounts.factories import PASSWORD, SuperuserFactory
from tests.browser.desk import open_desk

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def address(django_db_serialized_rollback, live_server, home) -> str:
    SuperuserFactory(username="ada")
    return live_server.url


@pytest.fixture
def visitor(new_context, address) -> Page:
    """A browser on a device with a fingerprint reader."""
    page = new_context(base_url=address).new_page()
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return page


def sign_in(page: Page) -> None:
    page.get_by_label("User name or email address").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_passkey_is_added_and_opens_the_desk_without_a_password(visitor, settings, axe, console_faults):
    settings.REQUIRE_MFA = True
    visitor.goto("/admin/")
    assert axe(visitor) == []
    sign_in(visitor)
    expect(visitor.get_by_text("please set up a second step")).to_be_visible()
    assert axe(visitor) == []
    visitor.get_by_role("link", name="Add a passkey").click()
    visitor.get_by_label("Name").fill("my phone")
    visitor.get_by_label("Let me sign in with this passkey alone").check()
    visitor.get_by_role("button", name="Add it").click()
    expect(visitor.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    assert axe(visitor) == []
    visitor.get_by_role("link", name="go to the admin").click()
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("Welcome")
    visitor.goto("/accounts/logout/")
    visitor.get_by_role("button", name="Sign out").click()
    visitor.goto("/admin/")
    visitor.get_by_role("button", name="Sign in with a passkey").click()
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("Welcome")
    assert console_faults == []


def test_a_passkey_is_the_second_step_after_the_password(visitor):
    visitor.goto("/accounts/login/?next=/accounts/two-step/webauthn/add/")
    sign_in(visitor)
    visitor.get_by_role("button", name="Add it").click()
    expect(visitor.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    visitor.goto("/accounts/logout/")
    visitor.get_by_role("button", name="Sign out").click()
    visitor.goto("/admin/")
    sign_in(visitor)
    visitor.get_by_role("button", name="Use my passkey").click()
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("Welcome")


def test_the_first_day_of_somebody_who_was_invited(visitor, settings, live_server, new_context, axe, console_faults):
    settings.REQUIRE_MFA = True
    administrator = User.objects.get(username="ada")
    editor = Group.objects.get(name="Editor")
    invitations.invite(email="ben@example.org", first_name="Ben", last_name="Nevis", role=editor, by=administrator)
    delivery.deliver_due()
    link = re.search(r"https://lbn\.example(/accounts/\S+)", mail.outbox[-1].body)[1]
    visitor.goto(link)
    expect(visitor.get_by_role("heading", name="Welcome, Ben")).to_be_visible()
    assert axe(visitor) == []
    visitor.get_by_label("New password", exact=True).fill("four quiet horses sing")
    visitor.get_by_label("Repeat the new password").fill("four quiet horses sing")
    visitor.get_by_role("button", name="Save my password and continue").click()
    visitor.get_by_role("link", name="Add a passkey").click()
    visitor.get_by_label("Name").fill("my phone")
    visitor.get_by_role("button", name="Add it").click()
    visitor.get_by_role("link", name="go to the admin").click()
    visitor.wait_for_url("**/admin/")
    visitor.goto(link)
    expect(visitor.get_by_role("heading", name="You already have an account")).to_be_visible()
    assert axe(visitor) == []
    assert [fault for fault in console_faults if "410" not in fault] == []


def test_an_administrator_invites_somebody_on_a_phone(address, live_server, new_context, axe):
    small = {"width": 320, "height": 568}
    page = open_desk(live_server, new_context, User.objects.get(username="ada"), viewport=small)
    page.goto("/admin/users/")
    page.get_by_role("link", name="Invite").click()
    page.get_by_label("First name").fill("Ben")
    page.get_by_label("Last name").fill("Nevis")
    page.get_by_label("Email address").fill("ben@example.org")
    page.get_by_label("Writer: ").check()
    assert axe(page) == []
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("is on its way")).to_be_visible()
    invited = page.get_by_role("region", name="Invited, but not yet joined")
    assert invited.evaluate("element => element.scrollWidth <= element.clientWidth")
    invited.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("has been withdrawn")).to_be_visible()
