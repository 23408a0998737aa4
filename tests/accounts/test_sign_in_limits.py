"""Wrong tries lock a stranger's way to an account for a while, and never its owner's."""

import itertools
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from lbn_site.accounts.models import WrongTries

from .factories import PASSWORD, UserFactory
from .test_sign_in import delivered
from .test_two_steps import app_secret, code_for  # noqa: F401 - a fixture

CODE_PAGE = "/accounts/two-step/authenticate/"


def is_signed_in(browser: Client) -> bool:
    return browser.get("/admin/").status_code == 200


@pytest.fixture
def lock(person, sign_in):
    """Let a stranger guess wrong at a name of the account, five times."""

    networks = itertools.count(1)

    def guess(login: str = "ada", times: int = 5) -> None:
        for _ in range(times):
            sign_in(login, "wrong", browser=Client(REMOTE_ADDR=f"10.1.1.{next(networks)}"))

    return guess


@pytest.mark.parametrize("guessed", ["ada", "ADA", "ada@example.org", "Ada@Example.org", " ada "])
@pytest.mark.parametrize("used", ["ada", "ada@example.org"])
def test_name_and_address_are_one_account(lock, sign_in, guessed, used):
    lock(guessed)
    browser = Client()
    page = sign_in(used, browser=browser).content.decode()
    assert "is not right" in page
    assert not is_signed_in(browser)


def test_a_mix_of_names_is_counted_together(lock, sign_in):
    lock("ada", 3)
    lock("ada@example.org", 2)
    browser = Client()
    sign_in("ada", browser=browser)
    assert not is_signed_in(browser)


def test_the_owner_gets_in_where_they_signed_in_before(client, lock, sign_in):
    sign_in("ada")
    client.post("/accounts/logout/")
    lock()
    sign_in("ada")
    assert is_signed_in(client)


def test_a_browser_that_another_knows_is_a_stranger(client, home, lock, sign_in):
    UserFactory(username="ben")
    sign_in("ben")
    client.post("/accounts/logout/")
    lock()
    sign_in("ada")
    assert not is_signed_in(client)


def test_a_made_up_cookie_makes_no_browser_known(client, lock, sign_in):
    lock()
    client.cookies["known_browser"] = '{"1": "x"}'
    sign_in("ada")
    assert not is_signed_in(client)


def test_the_lock_of_a_known_browser_is_its_own(client, person, sign_in):
    sign_in("ada")
    client.post("/accounts/logout/")
    for _ in range(5):
        sign_in("ada", "wrong")
    sign_in("ada")
    assert not is_signed_in(client)
    elsewhere = Client()
    sign_in("ada", browser=elsewhere)
    assert is_signed_in(elsewhere)


def test_a_link_by_email_is_a_way_in_while_strangers_go_on(client, lock, sign_in):
    lock()
    client.post("/accounts/password/reset/", {"email": "ada@example.org"})
    link = re.search(r"https://lbn\.example(\S+)", delivered()[-1].body)[1]
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "another four odd words", "password2": "another four odd words"})
    lock()
    sign_in("ada", "another four odd words")
    assert is_signed_in(client)


def test_the_page_says_what_the_way_out_is(lock, sign_in):
    lock()
    page = sign_in("ada", browser=Client()).content.decode()
    for way in ("this account is locked", "a browser you have used to sign in before", "passkey", "a link by email"):
        assert way in page


def test_nobody_learns_from_the_answers_who_has_an_account(person, sign_in):
    def answers(login: str) -> list[str]:
        pages = [sign_in(login, "wrong", browser=Client()).content.decode() for _ in range(7)]
        return [re.sub(r'value="[^"]*"', "", page) for page in pages]

    known, unknown = answers("ada"), answers("nob")
    assert known == unknown
    assert len(set(known)) == 1


class CountedHasher(MD5PasswordHasher):
    """The fast hasher of the tests, which counts its work."""

    algorithm = "counted"
    hashed = 0

    def encode(self, password: str, salt: str) -> str:
        CountedHasher.hashed += 1
        return super().encode(password, salt)


def test_every_wrong_try_costs_the_same_work(home, sign_in, settings):
    settings.PASSWORD_HASHERS = ["tests.accounts.test_sign_in_limits.CountedHasher"]
    UserFactory(username="ada", email="ada@example.org")
    costs = {}
    for login in ("ada", "ada@example.org", "nobody", "nobody@example.org"):
        before = CountedHasher.hashed
        sign_in(login, "wrong", browser=Client())
        costs[login] = CountedHasher.hashed - before
    for _ in range(5):
        sign_in("ada", "wrong", browser=Client())
    before = CountedHasher.hashed
    sign_in("ada", browser=Client())
    assert CountedHasher.hashed - before == 1
    assert set(costs.values()) == {1}


def test_the_lock_ends_and_grows_if_the_tries_go_on(person, lock, sign_in):
    waits = []
    for _ in range(6):
        lock()
        row = WrongTries.objects.get(account=person)
        waits.append(round((row.locked_until - timezone.now()) / timedelta(minutes=1)))
        WrongTries.objects.update(locked_until=timezone.now())
    assert waits == [5, 10, 20, 40, 60, 60]
    browser = Client()
    sign_in("ada", browser=browser)
    assert is_signed_in(browser)
    assert not WrongTries.objects.filter(account=person).exists()


def test_counts_are_forgotten_after_a_day(person, lock):
    lock(times=4)
    WrongTries.objects.update(last_at=timezone.now() - timedelta(days=2))
    lock(times=1)
    assert WrongTries.objects.get(account=person).count == 1


def test_nothing_that_visitors_do_touches_the_counts(person, lock, sign_in):
    lock()
    cache.clear()
    for number in range(20):
        sign_in(f"nobody{number}", "wrong", browser=Client())
    assert WrongTries.objects.filter(account=None).count() == 1
    browser = Client()
    sign_in("ada", browser=browser)
    assert not is_signed_in(browser)


@pytest.mark.parametrize("path", ["/accounts/reauthenticate/", "/accounts/password/change/"])
def test_an_open_session_does_not_help_to_guess_the_password(client, person, sign_in, path):
    sign_in("ada")
    form = {"password1": "another four odd words", "password2": "another four odd words"}
    for _ in range(5):
        client.post(path, {"password": "wrong", "oldpassword": "wrong", **form})
    answer = client.post(path, {"password": PASSWORD, "oldpassword": PASSWORD, **form})
    assert "Too many failed attempts." in answer.content.decode()
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_wrong_codes_lock_strangers_and_not_the_owner(client, app_secret, person, sign_in):  # noqa: F811
    stranger = Client()
    sign_in("ada", browser=stranger)
    for _ in range(5):
        stranger.post(CODE_PAGE, {"code": "000000"})
    recovery = Authenticator.objects.get(user=person, type=Authenticator.Type.RECOVERY_CODES).wrap()
    for code in (code_for(app_secret), recovery.get_unused_codes()[0]):
        assert "Too many wrong codes." in stranger.post(CODE_PAGE, {"code": code}).content.decode()
    assert not is_signed_in(stranger)
    sign_in("ada")
    client.post(CODE_PAGE, {"code": code_for(app_secret)})
    assert is_signed_in(client)


def test_wrong_codes_are_counted_across_new_sign_ins(app_secret, person, sign_in):  # noqa: F811
    for _ in range(5):
        stranger = Client()
        sign_in("ada", browser=stranger)
        stranger.post(CODE_PAGE, {"code": "000000"})
    stranger = Client()
    sign_in("ada", browser=stranger)
    stranger.post(CODE_PAGE, {"code": code_for(app_secret)})
    assert not is_signed_in(stranger)


def test_a_code_works_once_whatever_becomes_of_the_cache(client, app_secret, sign_in):  # noqa: F811
    code = code_for(app_secret)
    browsers = [Client(), Client()]
    for browser in browsers:
        sign_in("ada", browser=browser)
        browser.post(CODE_PAGE, {"code": code})
        cache.clear()
    assert [is_signed_in(browser) for browser in browsers] == [True, False]


def test_sign_in_and_new_passwords_work_while_the_cache_is_away(app_secret, sign_in, settings):  # noqa: F811
    settings.CACHES = {
        "default": {
            "BACKEND": "lbn_site.core.forgiving_cache.ForgivingRedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    browser = Client()
    sign_in("ada", browser=browser)
    browser.post(CODE_PAGE, {"code": code_for(app_secret)})
    assert is_signed_in(browser)
    assert Client().post("/accounts/password/reset/", {"email": "ada@example.org"}).status_code == 302


def test_a_passkey_is_never_locked_by_wrong_tries(lock, client):
    lock()
    answer = client.get("/accounts/two-step/webauthn/login/", HTTP_X_REQUESTED_WITH="XMLHttpRequest")
    assert answer.status_code == 200
    assert "request_options" in answer.json()


@pytest.mark.django_db(transaction=True)
def test_tries_at_once_are_counted_one_by_one(person, sign_in):
    def guess(number: int) -> None:
        try:
            sign_in("ada", f"wrong {number}", browser=Client(REMOTE_ADDR=f"10.0.0.{number}"))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(guess, range(16)))
    assert WrongTries.objects.get(account=person).count == 5


def test_a_flood_from_one_network_stops_new_browsers_only(client, person, sign_in):
    sign_in("ada")
    client.post("/accounts/logout/")
    statuses = {sign_in(f"name{number}", "wrong", browser=Client()).status_code for number in range(62)}
    assert 429 in statuses
    sign_in("ada")
    assert is_signed_in(client)


def test_the_cookie_is_for_the_sign_in_pages_alone(person, sign_in):
    cookie = sign_in("ada").cookies["known_browser"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/accounts/", True, "Lax")
