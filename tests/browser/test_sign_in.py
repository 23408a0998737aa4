"""Signing in with a passkey, in a browser with a virtual authenticator (WebAuthn, W3C)."""

import pytest
from playwright.sync_api import Page, expect

from tests.accounts.factories import PASSWORD, SuperuserFactory

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
    page.get_by_label("User name or e-mail address").fill("ada")
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
    visitor.get_by_label("A name for it").fill("my phone")
    visitor.get_by_label("Let me sign in with it alone").check()
    visitor.get_by_role("button", name="Add it").click()
    expect(visitor.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    assert axe(visitor) == []
    visitor.get_by_role("link", name="go to the editors’ desk").click()
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
