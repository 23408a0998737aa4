"""Staff sign in by name or email address; guessing is met by a lock, and nobody signs up."""

import re

import pytest
from django.contrib.auth import views as auth_views
from django.core import mail
from django.test import Client
from django.urls import URLResolver, get_resolver

from lbn_site.mail import delivery

from .factories import PASSWORD, UserFactory

NEW_PASSWORD = "another four odd words"


def is_signed_in(browser: Client) -> bool:
    return browser.get("/admin/").status_code == 200


def delivered() -> list[mail.EmailMessage]:
    """What has left by now, once the worker has been round."""
    delivery.deliver_due()
    return mail.outbox


def addresses_of(view: type, resolver: URLResolver | None = None, start: str = "/") -> list[str]:
    """Where the site's addresses, Wagtail's among them, offer a view of this class."""
    found = []
    for pattern in (resolver or get_resolver()).url_patterns:
        address = start + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += addresses_of(view, pattern, address)
        elif issubclass(getattr(pattern.callback, "view_class", type), view):
            found.append(address)
    return found


@pytest.mark.parametrize("login", ["ada", "ada@example.org"])
def test_staff_sign_in_by_name_or_address(client, person, sign_in, login):
    response = sign_in(login)
    assert response.status_code == 302
    assert response.url == "/admin/"
    assert is_signed_in(client)


def test_after_sign_in_staff_are_where_they_wanted_to_be(client, person):
    response = client.get("/admin/images/")
    assert response.url == "/accounts/login/?next=/admin/images/"
    form = client.get(response.url).content.decode()
    assert '<input type="hidden" name="next" value="/admin/images/">' in form


def test_wagtail_s_own_sign_in_forms_lead_to_the_one_with_limits_and_a_second_step(client, person):
    forms = addresses_of(auth_views.LoginView)
    assert {"/admin/login/", "/_util/login/"} <= set(forms)
    for address in forms:
        tried = client.post(f"{address}?next=/admin/images/", {"username": "ada", "password": PASSWORD})
        assert tried["Location"] == "/accounts/login/?next=/admin/images/", address
    assert not is_signed_in(client)


def test_wagtail_s_own_ways_to_a_new_password_are_closed(client, person):
    for address in addresses_of(auth_views.PasswordResetView) + addresses_of(auth_views.PasswordResetConfirmView):
        assert client.get(address.replace("<uidb64>/<token>", "MQ/abc-def")).status_code == 404, address


def test_a_wrong_password_is_refused_in_plain_words(client, person, sign_in):
    page = sign_in("ada", "wrong").content.decode()
    assert "The user name or password is not right." in page
    assert not is_signed_in(client)


def test_an_unknown_name_gets_the_same_answer(client, person, sign_in):
    assert "The user name or password is not right." in sign_in("nobody", "wrong").content.decode()


@pytest.mark.parametrize("backend", ["memory", "folder"])
def test_five_wrong_passwords_lock_the_account_for_a_while(client, person, sign_in, settings, tmp_path, backend):
    if backend == "folder":
        folder = {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(tmp_path)}
        settings.CACHES = {"default": folder}
    for _ in range(5):
        sign_in("ada", "wrong")
    page = sign_in("ada").content.decode()
    assert "this account is locked" in page
    assert not is_signed_in(client)
    assert sign_in(UserFactory(username="ben").username).status_code == 302


def test_many_sign_ins_from_one_connection_are_stopped(client, person, sign_in):
    responses = [sign_in(f"name{number}", "wrong") for number in range(62)]  # a minute may end among them
    stopped = next(response for response in responses if response.status_code == 429)
    assert "Too many attempts" in stopped.content.decode()


@pytest.mark.parametrize(
    "path", ["/accounts/signup/", "/accounts/email/", "/django-admin/", "/admin/password_reset/"]
)
def test_there_is_no_sign_up_and_no_second_way_in(client, home, path):
    assert client.get(path).status_code == 404


def test_wagtails_own_form_leads_to_the_one_with_two_steps(client, home):
    response = client.get("/admin/login/?next=/admin/images/")
    assert response.url == "/accounts/login/?next=/admin/images/"
    assert client.post("/admin/login/", {"username": "ada", "password": PASSWORD}).status_code == 302
    assert not is_signed_in(client)


def test_somebody_without_a_role_is_told_so_and_not_sent_round_in_circles(client, home, sign_in):
    UserFactory(username="ben")
    sign_in("ben")
    response = client.get("/admin/", follow=True)
    assert [url for url, _ in response.redirect_chain] == ["/accounts/login/?next=/admin/"]
    assert "your account has no role yet" in response.content.decode()


def test_sign_in_pages_are_kept_nowhere_and_found_by_no_search_engine(client, home):
    for path in ("/accounts/login/", "/accounts/password/reset/"):
        response = client.get(path)
        assert "no-store" in response["Cache-Control"]
        assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_the_staff_hint_comes_with_sign_in_and_goes_with_sign_out(client, person, sign_in):
    hint = sign_in("ada").cookies["staff"]
    assert (hint.value, hint["samesite"], hint["httponly"]) == ("1", "Lax", "")
    gone = client.post("/admin/logout/").cookies["staff"]
    assert (gone.value, gone["max-age"]) == ("", 0)


def test_the_staff_hint_lasts_as_long_as_the_session(client, person, sign_in):
    assert sign_in("ada").cookies["staff"]["max-age"] == ""
    browser = Client()
    assert sign_in("ada", browser=browser, remember="on").cookies["staff"]["max-age"] > 1_000_000


def test_the_cookies_of_production_are_for_https_only(client, person, sign_in, settings):
    settings.SESSION_COOKIE_SECURE = True
    cookies = sign_in("ada").cookies
    assert cookies["staff"]["secure"]
    assert cookies["sessionid"]["secure"]
    assert cookies["sessionid"]["httponly"]


def test_a_new_password_is_set_by_a_link_that_works_once(client, person, sign_in):
    response = client.post("/accounts/password/reset/", {"email": "ada@example.org"}, follow=True)
    assert "a link to choose a new password is on its way" in response.content.decode()
    (message,) = delivered()
    assert message.to == ["ada@example.org"]
    assert message.subject == "Choose a new password"
    link = re.search(r"https://lbn\.example(\S+)", message.body)[1]
    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert sign_in("ada", NEW_PASSWORD).status_code == 302
    assert "This link no longer works" in Client().get(link).content.decode()


def test_somebody_new_chooses_the_first_password_by_the_same_link(client, home, sign_in):
    UserFactory(username="ben", password=None)
    client.post("/accounts/password/reset/", {"email": "ben@example.org"})
    link = re.search(r"https://lbn\.example(\S+)", delivered()[0].body)[1]
    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert sign_in("ben", NEW_PASSWORD).status_code == 302


def test_asking_for_an_unknown_address_gives_nothing_away(client, person):
    response = client.post("/accounts/password/reset/", {"email": "nobody@example.org"}, follow=True)
    assert "a link to choose a new password is on its way" in response.content.decode()
    assert delivered() == []


def test_a_new_password_ends_the_other_sessions_and_is_reported_by_mail(client, person, sign_in):
    elsewhere = Client()
    sign_in("ada", browser=elsewhere)
    sign_in("ada")
    passwords = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert client.post("/accounts/password/change/", passwords).status_code == 302
    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)
    assert "If it was not, change your password now" in delivered()[-1].body


def test_a_weak_password_is_refused_beside_its_field(client, person, sign_in):
    sign_in("ada")
    passwords = {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    page = client.post("/accounts/password/change/", passwords).content.decode()
    assert "at least 12 characters" in page
    assert 'aria-invalid="true"' in page


def test_a_changed_address_leaves_no_old_one_that_opens_the_account(client, person, sign_in):
    sign_in("ada@example.org")
    client.post("/accounts/logout/")
    person.email = "ada@new.example.org"
    person.save()
    assert sign_in("ada@example.org").status_code == 200
    assert sign_in("ada@new.example.org").status_code == 302
