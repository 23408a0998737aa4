"""The link for a new password: one answer and one amount of work for every address, whatever the mail server does."""

import datetime
import re
from urllib.parse import quote

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lbn_site.accounts import email_limits, password_reset
from lbn_site.mail import delivery, services
from lbn_site.mail.models import OutgoingMessage
from lbn_site.mail.states import State

from .factories import PASSWORD, UserFactory
from .test_two_steps import set_up_app

NEW_PASSWORD = "another four odd words"
ASK = "/accounts/password/reset/"


def ask(address: str, browser: Client | None = None):
    return (browser or Client()).post(ASK, {"email": address})


def links() -> list[str]:
    """The links in what has left by now."""
    delivery.deliver_due()
    return [
        link for message in mail.outbox for link in re.findall(r"https://lbn\.example(/\S+/key/\S+)", message.body)
    ]


def choose_password(link: str, browser: Client):
    form = browser.get(link, follow=True)
    return browser.post(form.redirect_chain[-1][0], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})


def work(address: str) -> list[str]:
    """The statements that one request costs, with every value taken out."""
    with CaptureQueriesContext(connection) as queries:
        assert ask(address).status_code == 302
    return [re.sub(r"'[^']*'|\b\d+\b|\bs\d+_x\d+\b", "?", query["sql"]) for query in queries]


def test_a_known_and_an_unknown_address_cost_the_same_work_and_get_the_same_answer(person):
    assert work("nobody@example.org") == work("ada@example.org")
    known, unknown = ask("ben@example.org"), ask("nobody.else@example.org")
    assert (known.status_code, known.url, known.content) == (unknown.status_code, unknown.url, unknown.content)


def test_an_address_without_an_account_gets_nothing_and_staff_see_why(home):
    ask("nobody@example.org")
    assert links() == []
    row = OutgoingMessage.objects.get()
    assert (row.state, row.reason) == (State.CANCELLED, "No account has this address.")


def test_the_link_is_stored_nowhere_and_made_for_each_attempt(person):
    ask("ada@example.org")
    (link,) = links()
    assert link.split("/")[-2] not in str(vars(OutgoingMessage.objects.get()))
    (html,) = (part.content for part in mail.outbox[0].alternatives)
    assert link in html


@pytest.mark.django_db(transaction=True)
def test_whoever_chooses_a_password_by_link_has_proved_the_address_and_can_set_up_the_second_step(
    client, home, sign_in, settings
):
    settings.REQUIRE_MFA = True
    user = UserFactory(username="ben", password=None, is_superuser=True)
    ask("ben@example.org")
    (link,) = links()
    choose_password(link, client)
    assert EmailAddress.objects.get(user=user).verified
    assert sign_in("ben", NEW_PASSWORD).status_code == 302
    set_up_app(client)
    assert client.get("/admin/").status_code == 200


def test_an_account_whose_address_was_never_proved_can_set_up_the_second_step_as_well(client, person, sign_in):
    EmailAddress.objects.create(user=person, email=person.email, verified=False)
    sign_in("ada")
    set_up_app(client)


def test_an_address_gets_at_most_one_email_in_ten_minutes_and_three_a_day(person):
    def an_hour_passes() -> None:
        for row in OutgoingMessage.objects.all():
            cache.clear()
            OutgoingMessage.objects.filter(pk=row.pk).update(created_at=row.created_at - datetime.timedelta(hours=1))

    for _ in range(5):
        assert ask("ada@example.org").status_code == 302
        assert ask("ADA@example.org").url == "/accounts/password/reset/done/"
        an_hour_passes()
    assert len(links()) == 3


def test_what_was_asked_for_at_the_same_moment_is_sent_once(person, monkeypatch):
    """Both requests look before either has written."""
    queue, rows = email_limits.queue, []

    def queue_twice(**words):
        rows.extend([queue(**words), queue(**words)])
        return rows[0]

    monkeypatch.setattr(email_limits, "queue", queue_twice)
    ask("ada@example.org")
    assert rows[1] is None
    assert OutgoingMessage.objects.count() == 1


def test_the_first_email_after_old_rows_were_deleted_still_leaves(person):
    for _ in range(2):
        ask("ada@example.org")
        OutgoingMessage.objects.update(created_at=timezone.now() - datetime.timedelta(days=400))
    OutgoingMessage.objects.earliest("pk").delete()
    assert password_reset.ask("ada@example.org")


@pytest.mark.parametrize("address", ["ada@example.org", "nobody@example.org"])
def test_a_mail_server_that_is_away_changes_no_answer(person, settings, address):
    settings.MAIL_TRANSPORT, settings.EMAIL_PORT = "lbn_site.mail.smtp.WatchedEmailBackend", 1
    assert ask(address).status_code == 302
    assert delivery.deliver_due().sent == 0
    settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    assert len(links()) == (address == "ada@example.org")


def test_paused_mail_holds_the_link_and_it_is_made_when_it_leaves(person):
    services.pause(because="A test.")
    ask("ada@example.org")
    assert links() == []
    person.set_password("changed meanwhile, so that a link made before is void")
    person.save()
    services.resume()
    (link,) = links()
    assert choose_password(link, Client()).status_code == 302


@pytest.mark.parametrize("typed", ["ADA@Example.ORG", "ada@Example.org"])
def test_capitals_make_no_difference(person, typed):
    person.email = "Ada@example.org"
    person.save()
    ask(typed)
    assert len(links()) == 1


@pytest.mark.parametrize("typed", ["\u017fam@example.org", "sam\u0301@example.org"])
def test_a_lookalike_of_an_address_gets_nothing(home, typed):
    UserFactory(username="sam")
    ask(typed)
    assert links() == []


def test_a_deactivated_account_gets_nothing(person):
    ask("ada@example.org")
    person.is_active = False
    person.save()
    assert links() == []


def test_two_accounts_with_one_address_each_get_their_link(person):
    UserFactory(username="ada-too", email="ada@example.org")
    ask("ada@example.org")
    assert len(set(links())) == 2
    assert len(mail.outbox) == 1


def test_a_former_address_opens_nothing(person):
    EmailAddress.objects.create(user=person, email="ada@example.org", verified=True, primary=True)
    person.email = "ada@new.example.org"
    person.save()
    ask("ada@example.org")
    assert links() == []
    assert not EmailAddress.objects.exists()


def test_a_link_that_was_mailed_to_the_former_address_is_void(client, person):
    ask("ada@example.org")
    (link,) = links()
    person.email = "ada@new.example.org"
    person.save()
    assert "This link no longer works" in client.get(link).content.decode()


def test_the_notices_about_it_leave_through_the_outbox(client, person, sign_in):
    sign_in("ada")
    passwords = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert client.post("/accounts/password/change/", passwords).status_code == 302
    assert mail.outbox == []
    assert OutgoingMessage.objects.get().recipient == "ada@example.org"


@pytest.mark.parametrize(
    "change",
    [
        lambda link: link.rstrip("/"),
        lambda link: link.rstrip("/") + ">",
        lambda link: link + ">",
        lambda link: link.rstrip("/") + ".",
        lambda link: link + "%0A",
        lambda link: link.replace("/key/", "/key/%20"),
        lambda link: link.upper(),
        lambda link: link.replace("/reset", "//reset").replace("/key", "//key"),
        lambda link: "/" + quote(f"<https://lbn.example{link}>"),
        lambda link: link[:-9] + "=%0D%0A" + link[-9:],
    ],
)
def test_a_link_that_was_altered_on_its_way_still_works(client, person, change):
    ask("ada@example.org")
    (link,) = links()
    assert choose_password(change(link), client).status_code == 302
    person.refresh_from_db()
    assert person.check_password(NEW_PASSWORD)


@pytest.mark.parametrize("token", ["x", "x-", "-", "1-x", "é-é", "%00", "1--set-password", "0-0"])
def test_a_made_up_link_says_that_it_does_not_work(client, home, token):
    response = client.get(f"/accounts/password/reset/key/{token}/", follow=True)
    assert "This link no longer works" in response.content.decode()
