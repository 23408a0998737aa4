"""A second step at sign-in: an authenticator app, with recovery codes for the day it is lost."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.test import Client

from .factories import PASSWORD, SuperuserFactory


def code_for(secret: str) -> str:
    """What an authenticator app would show now."""
    return auth.format_hotp_value(auth.hotp_value(secret, list(auth.yield_hotp_counters_from_time())[1]))


def set_up_app(browser: Client) -> str:
    """Go through the pages of somebody who is signed in; answers the key in the app."""
    page = browser.get("/accounts/two-step/totp/activate/").content.decode()
    secret = re.search(r'account-secret">(\w+)<', page)[1]
    response = browser.post("/accounts/two-step/totp/activate/", {"code": code_for(secret)})
    assert response.url == "/accounts/two-step/recovery-codes/"
    return secret


@pytest.fixture
def app_secret(client, person, sign_in) -> str:
    """The key in the authenticator app of `person`, who is signed out."""
    sign_in("ada")
    secret = set_up_app(client)
    client.post("/accounts/logout/")
    return secret


def test_the_password_alone_opens_nothing_once_the_app_is_set_up(client, app_secret, sign_in):
    assert sign_in("ada").url == "/accounts/two-step/authenticate/"
    assert client.get("/admin/").status_code == 302


def test_the_code_of_the_app_opens_the_desk(client, app_secret, sign_in):
    sign_in("ada")
    response = client.post("/accounts/two-step/authenticate/", {"code": code_for(app_secret)})
    assert response.url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_wrong_code_is_refused_in_plain_words(client, app_secret, sign_in):
    sign_in("ada")
    page = client.post("/accounts/two-step/authenticate/", {"code": "000000"}).content.decode()
    assert "This code is not right." in page
    assert client.get("/admin/").status_code == 302


def test_a_recovery_code_works_once(client, app_secret, person, sign_in):
    codes = Authenticator.objects.get(user=person, type=Authenticator.Type.RECOVERY_CODES).wrap()
    code = codes.get_unused_codes()[0]
    for expected in (302, 200):
        sign_in("ada")
        assert client.post("/accounts/two-step/authenticate/", {"code": code}).status_code == expected
        client.post("/accounts/logout/")


def test_a_session_that_did_not_pass_the_second_step_is_ended(client, app_secret, person):
    """However it came to be: by another sign-in form, or before the second step was there."""
    for path in ("/admin/images/", "/accounts/two-step/totp/deactivate/", "/accounts/password/change/"):
        client.force_login(person)
        response = client.get(path, follow=True)
        assert response.redirect_chain[0][0].startswith("/accounts/login/")
        assert "Please sign in again with your second step." in response.content.decode()
        assert "_auth_user_id" not in client.session


def test_a_script_in_such_a_session_gets_no_page(client, app_secret, person):
    client.force_login(person)
    response = client.get("/admin/userbar/?path=/", HTTP_X_REQUESTED_WITH="XMLHttpRequest")
    assert (response.status_code, response.content) == (403, b"")


@pytest.mark.django_db(transaction=True)
def test_who_sets_the_second_step_up_works_on_and_other_sessions_end(client, person, sign_in):
    elsewhere = Client()
    sign_in("ada", browser=elsewhere)
    sign_in("ada")
    set_up_app(client)
    assert client.get("/admin/").status_code == 200
    assert elsewhere.get("/admin/").url == "/accounts/login/?next=/admin/"


def test_a_recovery_code_opens_the_desk_and_keeps_it_open(client, app_secret, person, sign_in):
    code = Authenticator.objects.get(user=person, type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()[0]
    sign_in("ada")
    client.post("/accounts/two-step/authenticate/", {"code": code})
    assert [client.get(path).status_code for path in ("/admin/", "/admin/images/")] == [200, 200]


def test_somebody_else_s_sign_in_in_the_same_browser_needs_no_sign_out_before(client, app_secret, sign_in):
    SuperuserFactory(username="ben")
    sign_in("ben")
    sign_in("ada")
    client.post("/accounts/two-step/authenticate/", {"code": code_for(app_secret)})
    assert client.get("/admin/").status_code == 200


def test_a_copy_of_the_database_does_not_hold_the_key(app_secret, person):
    stored = Authenticator.objects.get(user=person, type=Authenticator.Type.TOTP).data
    assert app_secret not in str(stored)


def test_the_key_survives_a_change_of_the_site_s_secret(client, app_secret, sign_in, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new one" + "0123456789" * 5
    sign_in("ada")
    assert client.post("/accounts/two-step/authenticate/", {"code": code_for(app_secret)}).url == "/admin/"


def test_where_two_steps_are_required_staff_are_led_to_set_them_up(client, person, sign_in, settings):
    settings.REQUIRE_MFA = True
    sign_in("ada")
    response = client.get("/admin/pages/", follow=True)
    assert response.redirect_chain == [("/accounts/two-step/", 302)]
    assert "please set up a second step" in response.content.decode()


def test_a_script_that_asks_before_the_second_step_gets_no_page(client, person, sign_in, settings):
    settings.REQUIRE_MFA = True
    sign_in("ada")
    assert "staff" not in client.cookies
    response = client.get("/admin/userbar/?path=/", HTTP_X_REQUESTED_WITH="XMLHttpRequest")
    assert (response.status_code, response.content) == (403, b"")


def test_with_the_app_set_up_the_required_desk_opens(client, app_secret, sign_in, settings):
    settings.REQUIRE_MFA = True
    sign_in("ada")
    client.post("/accounts/two-step/authenticate/", {"code": code_for(app_secret)})
    assert client.get("/admin/").status_code == 200


def test_without_the_requirement_two_steps_are_each_one_s_choice(client, person, sign_in, settings):
    settings.REQUIRE_MFA = False
    sign_in("ada")
    assert client.get("/admin/").status_code == 200


def test_removing_the_app_asks_once_more_who_it_is(client, app_secret, sign_in, settings):
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    sign_in("ada")
    client.post("/accounts/two-step/authenticate/", {"code": code_for(app_secret)})
    response = client.get("/accounts/two-step/totp/deactivate/", follow=True)
    assert "Is it still you?" in response.content.decode()


@pytest.mark.parametrize(
    "path",
    ["", "totp/deactivate/", "recovery-codes/", "recovery-codes/generate/", "webauthn/", "webauthn/add/"],
)
def test_every_page_of_the_second_step_is_in_the_site_s_own_look(client, app_secret, sign_in, path):
    sign_in("ada")
    client.post("/accounts/two-step/authenticate/", {"code": code_for(app_secret)})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get(f"/accounts/two-step/{path}")
    assert page.status_code == 200
    assert page.content.decode().count("<h1>") == 1
    assert 'class="site-header"' in page.content.decode()
