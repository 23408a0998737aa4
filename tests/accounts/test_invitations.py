"""The documented first day: invited by email, a password, the second step, and the admin. With production's rules."""

import datetime
import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lbn_site.accounts import invitations, tasks
from lbn_site.accounts.models import Invitation, User
from lbn_site.accounts.roles import Role
from lbn_site.mail import delivery, services
from lbn_site.mail.models import OutgoingMessage
from lbn_site.mail.states import State

from .factories import PASSWORD, SuperuserFactory, UserFactory
from .test_authority import member
from .test_two_steps import set_up_app

NEW = "/admin/staff-invitations/new/"
NEW_PASSWORD = "another four odd words"
PASSWORDS = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}


@pytest.fixture
def administrator(home) -> User:
    return member(Role.ADMINISTRATOR, username="carl", first_name="Carl", last_name="Boss")


@pytest.fixture
def desk(administrator) -> Client:
    browser = Client()
    browser.force_login(administrator)
    return browser


def group(role: Role) -> Group:
    return Group.objects.get(name=role.value)


def invite(desk: Client, role: Role = Role.EDITOR, **changes):
    form = {"first_name": "Ben", "last_name": "Nevis", "email": "ben@example.org", "role": group(role).pk, **changes}
    return desk.post(NEW, form, follow=True)


def links() -> list[str]:
    """The links in the emails that have left by now."""
    delivery.deliver_due()
    return [link for sent in mail.outbox for link in re.findall(r"https://lbn\.example(/accounts/\S+)", sent.body)]


def invited(desk: Client) -> str:
    """The link of somebody who has just been invited."""
    invite(desk)
    (link,) = links()
    return link


def act(desk: Client, what: str):
    return desk.post(f"/admin/staff-invitations/{Invitation.objects.get().pk}/{what}/", follow=True)


def text(response) -> str:
    return response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_first_day_from_invitation_to_the_admin(administrator, client, sign_in, settings):
    settings.REQUIRE_MFA = True
    desk = Client()
    sign_in("carl", browser=desk)
    set_up_app(desk)
    link = invited(desk)
    page = client.get(link)
    assert "Welcome, Ben" in text(page)
    assert "ben.nevis" in text(page)
    assert not User.objects.filter(email="ben@example.org").exists()

    led = client.post(link, PASSWORDS, follow=True)
    assert [address for address, _ in led.redirect_chain] == ["/admin/", "/accounts/two-step/"]
    user = User.objects.get(email="ben@example.org")
    assert (user.username, user.get_full_name(), user.is_superuser) == ("ben.nevis", "Ben Nevis", False)
    assert [role.name for role in user.groups.all()] == ["Editor"]
    assert EmailAddress.objects.get(user=user).verified

    set_up_app(client)
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/pages/").status_code == 200


def test_the_email_says_who_invites_to_what_and_until_when(desk):
    invite(desk, Role.DATA_STEWARD)
    delivery.deliver_due()
    (message,) = mail.outbox
    assert message.to == ["ben@example.org"]
    assert message.subject == "Your invitation to help run our website"
    for words in ("Carl Boss has invited you", "Data steward: Imports and publishes lists", "works once, until "):
        assert words in message.body


def test_the_link_is_stored_nowhere(desk):
    link = invited(desk)
    token = link.split("/")[-2]
    for row in (OutgoingMessage.objects.get(), Invitation.objects.get()):
        assert token not in str(vars(row))


def test_the_link_works_once(desk, client):
    link = invited(desk)
    client.post(link, PASSWORDS)
    response = Client().post(link, PASSWORDS)
    assert response.status_code == 410
    assert "You already have an account" in text(response)
    assert User.objects.filter(email="ben@example.org").count() == 1


def test_looking_at_the_link_changes_nothing_however_often(desk):
    link = invited(desk)
    for _ in range(3):
        assert Client().get(link).status_code == 200
    assert Invitation.objects.get().is_pending


def test_two_answers_at_the_same_moment_make_one_account(desk):
    invited(desk)
    same = [Invitation.objects.get() for _ in range(2)]
    invitations.accept(same[0], password=PASSWORD)
    with pytest.raises(invitations.NoLongerOpenError):
        invitations.accept(same[1], password=PASSWORD)


def test_the_link_runs_out_after_three_days(desk, client):
    link = invited(desk)
    three_days = datetime.timedelta(days=3)
    Invitation.objects.update(sent_at=timezone.now() - three_days + datetime.timedelta(minutes=1))
    assert client.get(link).status_code == 200
    Invitation.objects.update(sent_at=timezone.now() - three_days)
    response = client.post(link, PASSWORDS)
    assert response.status_code == 410
    assert "has expired" in text(response)
    assert "expired on" in text(desk.get("/admin/users/"))


def test_an_invitation_sent_again_has_a_new_link_and_the_old_one_says_so(desk, client):
    old = invited(desk)
    assert "is on its way" in text(act(desk, "send-again"))
    new = links()[-1]
    assert new != old
    response = client.get(old)
    assert response.status_code == 410
    assert "There is a newer email" in text(response)
    assert client.post(new, PASSWORDS).url == "/admin/"


def test_an_expired_invitation_sent_again_lasts_three_days_more(desk, client):
    invited(desk)
    Invitation.objects.update(sent_at=timezone.now() - datetime.timedelta(days=10))
    act(desk, "send-again")
    assert client.get(links()[-1]).status_code == 200


def test_a_withdrawn_invitation_opens_nothing_and_leaves_the_list(desk, client):
    link = invited(desk)
    assert "withdrawn" in text(act(desk, "withdraw"))
    response = client.post(link, PASSWORDS)
    assert response.status_code == 410
    assert "This invitation was withdrawn" in text(response)
    assert "ben@example.org" not in text(desk.get("/admin/users/"))
    assert "Nothing was done" in text(act(desk, "send-again"))
    assert len(links()) == 1


@pytest.mark.parametrize("departure", ["deactivated", "deleted", "demoted"])
def test_who_leaves_takes_their_invitations_along_until_a_colleague_sends_them(
    desk, client, administrator, departure
):
    link = invited(desk)
    colleague = member(Role.ADMINISTRATOR, username="dora")
    if departure == "deleted":
        administrator.delete()
    elif departure == "demoted":
        administrator.groups.set([group(Role.EDITOR)])
    else:
        User.objects.filter(pk=administrator.pk).update(is_active=False)
    response = client.post(link, PASSWORDS)
    assert response.status_code == 410
    assert "no longer looks after accounts" in text(response)
    assert not User.objects.filter(email="ben@example.org").exists()
    invitations.send_again(Invitation.objects.get(), by=colleague)
    assert client.post(links()[-1], PASSWORDS).status_code == 302
    assert User.objects.filter(email="ben@example.org").exists()


def test_an_invitation_withdrawn_before_its_email_left_is_not_sent(desk):
    invite(desk)
    act(desk, "withdraw")
    assert links() == []
    assert OutgoingMessage.objects.get().state == State.CANCELLED


def test_somebody_can_be_invited_again_after_a_withdrawal(desk):
    invited(desk)
    act(desk, "withdraw")
    invite(desk, Role.WRITER)
    assert len(links()) == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda link: link.rstrip("/"),
        str.upper,
        lambda link: link.rstrip("/") + ">",
        lambda link: link.rstrip("/") + ").",
        lambda link: link + "%20",
        lambda link: link + "%0A",
        lambda link: link.replace("/invitation", "//invitation"),
        lambda link: f"/%3Chttps://lbn.example{link}%3E",
    ],
)
def test_a_link_that_was_altered_on_its_way_still_works(desk, client, change):
    assert client.post(change(invited(desk)), PASSWORDS).url == "/admin/"


@pytest.mark.parametrize(
    "token", ["x", "1-1.", "1-1.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "999999999999999999999-1.a", "%00", "é"]
)
def test_a_made_up_link_is_refused(desk, client, token):
    invited(desk)
    response = client.post(f"/accounts/invitation/{token}/", PASSWORDS)
    assert response.status_code == 404
    assert "This is not one of our links" in text(response)


def test_a_link_survives_a_change_of_the_site_s_secret(desk, client, settings):
    link = invited(desk)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new one" + "0123456789" * 5
    assert client.get(link).status_code == 200


def test_a_weak_password_is_refused_and_the_link_still_works(desk, client):
    link = invited(desk)
    assert "at least 12 characters" in text(client.post(link, {"password1": "short", "password2": "short"}))
    assert "too similar" in text(client.post(link, {"password1": "ben.nevis2026", "password2": "ben.nevis2026"}))
    assert client.post(link, PASSWORDS).status_code == 302


def test_somebody_else_who_is_signed_in_there_is_signed_out(desk, client, person, sign_in):
    sign_in("ada")
    link = invited(desk)
    assert "This browser is signed in as <strong>ada</strong>" in text(client.get(link))
    client.post(link, PASSWORDS)
    assert client.get("/admin/").wsgi_request.user.email == "ben@example.org"


@pytest.mark.parametrize("is_active", [True, False])
def test_nobody_is_invited_twice(desk, is_active):
    UserFactory(username="ben", email="Ben@example.org", is_active=is_active)
    assert "already has an account" in text(invite(desk))
    assert "if it is switched off, open it and tick ‘Active’" in text(invite(desk))
    invite(desk, email="eve@example.org")
    assert "has already been invited" in text(invite(desk, email="EVE@example.org"))
    assert Invitation.objects.count() == 1


def test_an_account_made_in_the_meantime_is_not_doubled(desk, client):
    link = invited(desk)
    UserFactory(username="ben", email="ben@example.org")
    assert "You already have an account" in text(client.post(link, PASSWORDS))
    assert User.objects.filter(email="ben@example.org").count() == 1


@pytest.mark.parametrize(
    ("first", "last"), [("Ben", "Nevis"), ("李", "小龙"), ("O’Brien", "D'Arcy-Smith"), ("A" * 150, "B" * 150)]
)
def test_everybody_gets_a_user_name_that_the_forms_accept_and_nobody_has(desk, first, last):
    for number in range(3):
        invite(desk, email=f"o'person{number}@example.org", first_name=first, last_name=last)
    made = [invitations.accept(invitation, password=PASSWORD) for invitation in Invitation.objects.all()]
    names = {user.username for user in made}
    assert len(names) == 3
    assert all(re.fullmatch(r"[\w.@+-]{1,150}", name) for name in names)


def test_a_name_taken_at_the_same_moment_does_not_fail(desk, monkeypatch):
    invited(desk)
    UserFactory(username="ben.nevis", email="other@example.org")
    monkeypatch.setattr(invitations, "_free_name", lambda invitation: "ben.nevis")
    assert invitations.accept(Invitation.objects.get(), password=PASSWORD).username == "ben.nevis2"


# Who may invite, and to what


def test_each_role_is_described_where_it_is_chosen(desk):
    for path in (NEW, "/admin/users/add/", "/admin/users/new/"):
        page = desk.get(path)
        if page.status_code == 200:
            break
    for path in (NEW, page.request["PATH_INFO"]):
        page = text(desk.get(path))
        for role in Role:
            assert f"{role.value}: {role.label}".replace("'", "&#x27;") in page


@pytest.mark.parametrize("role", [None, *Role])
def test_only_who_may_add_accounts_invites(home, client, role):
    user = member(role, username="dora") if role else UserFactory(username="dora")
    client.force_login(user)
    invite(client)
    assert Invitation.objects.exists() == (role == Role.ADMINISTRATOR)


def test_nobody_invites_to_what_they_do_not_have(home, client, administrator):
    helper = UserFactory(username="dora")
    editors = Group.objects.create(name="Who may add accounts")
    for codename in ("add_user", "change_user", "access_admin"):
        editors.permissions.add(group(Role.ADMINISTRATOR).permissions.get(codename=codename))
    helper.groups.add(editors)
    client.force_login(helper)
    assert "Administrator:" not in text(client.get(NEW))
    assert "Select a valid choice" in text(invite(client, Role.ADMINISTRATOR))
    assert not Invitation.objects.exists()

    desk = Client()
    desk.force_login(administrator)
    invite(desk, Role.ADMINISTRATOR)
    for what in ("send-again", "withdraw"):
        assert "do not have permission" in text(act(client, what))
    assert Invitation.objects.get().is_pending
    assert "/withdraw/" not in text(client.get("/admin/users/"))


def test_nobody_is_invited_to_be_a_superuser(desk, client):
    invite(desk, is_superuser="on", is_staff="on")
    (link,) = links()
    client.post(link, {**PASSWORDS, "is_superuser": "on"})
    assert not User.objects.get(email="ben@example.org").is_superuser


# The list


def test_the_list_shows_role_second_step_and_last_sign_in(desk, client, sign_in):
    SuperuserFactory(username="ada", first_name="Ada", last_name="L")
    sign_in("ada")
    set_up_app(client)
    page = text(desk.get("/admin/users/"))
    for words in ("Role", "Second step", "Last sign-in", "Superuser", "Administrator", "App"):
        assert words in page
    assert "Access level" not in page


def test_the_list_shows_who_is_invited_and_what_became_of_the_email(desk):
    services.pause(because="A test.")
    invite(desk)
    assert "The email is waiting to be sent." in text(desk.get("/admin/users/"))
    services.resume()
    delivery.deliver_due()
    page = text(desk.get("/admin/users/"))
    assert "is waiting to be sent" not in page
    assert "ben@example.org" in page
    OutgoingMessage.objects.update(state=State.FAILED, reason="The mail server answered: 550 no such user")
    assert "550 no such user" in text(desk.get("/admin/users/"))


def test_the_list_costs_no_more_queries_for_more_invitations(desk):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            desk.get("/admin/users/")
        return len(queries)

    invite(desk, email="first@example.org")
    cost()
    before = cost()
    for number in range(10):
        invite(desk, email=f"invited{number}@example.org")
    assert cost() == before


def test_the_list_costs_no_more_queries_for_more_people(desk):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert desk.get("/admin/users/").status_code == 200
        return len(queries)

    member(Role.EDITOR, username="first")
    cost()
    before = cost()
    for number in range(10):
        member(Role.EDITOR, username=f"more{number}")
    assert cost() <= before


def test_a_second_step_can_be_removed_from_the_list_where_there_is_one(desk, client, sign_in):
    dora = member(Role.EDITOR, username="dora")
    address = f"/admin/users/{dora.pk}/second-step/"
    assert address not in text(desk.get("/admin/users/"))
    sign_in("dora")
    set_up_app(client)
    assert address in text(desk.get("/admin/users/"))


def test_an_empty_list_of_invitations_is_not_shown(desk):
    assert "Invited, but not yet joined" not in text(desk.get("/admin/users/"))


def test_there_is_one_administrator(desk):
    """The tick that made superusers was called by the name of a role."""
    edit = text(desk.get(f"/admin/users/edit/{UserFactory(username='dora').pk}/"))
    assert re.findall(r"<label[^>]*>\s*Administrator\s*</label>", edit) == []
    assert "Superuser" in edit


# Limits


def test_an_address_is_not_flooded_with_invitations_and_the_administrator_is_told(desk):
    invite(desk)
    for _ in range(2):
        act(desk, "send-again")
    version = Invitation.objects.get().version
    assert "several invitations" in text(act(desk, "send-again"))
    assert Invitation.objects.get().version == version
    assert len(set(links())) == 1, "only the newest link leaves"
    act(desk, "withdraw")
    assert "several invitations" in text(invite(desk))


def test_a_mail_server_that_is_away_changes_nothing_for_the_administrator(desk, settings):
    settings.MAIL_TRANSPORT, settings.EMAIL_PORT = "lbn_site.mail.smtp.WatchedEmailBackend", 1
    assert "is on its way" in text(invite(desk))
    assert delivery.deliver_due().sent == 0
    assert "The email is waiting to be sent." in text(desk.get("/admin/users/"))


@pytest.mark.parametrize("field", ["first_name", "last_name", "email"])
@pytest.mark.parametrize("value", ["", "x" * 400, "a\x00b", "a\r\nBcc: x@example.org", "<script>"])
def test_odd_values_are_answered_in_the_form(desk, field, value):
    assert invite(desk, **{field: value}).status_code in {200, 422}
    delivery.deliver_due()
    assert OutgoingMessage.objects.filter(state=State.FAILED).count() == 0


def test_invitations_are_deleted_after_a_month(desk):
    invite(desk)
    invite(desk, email="old@example.org")
    Invitation.objects.filter(email="old@example.org").update(sent_at=timezone.now() - datetime.timedelta(days=31))
    tasks.forget_old_invitations()
    assert Invitation.objects.get().email == "ben@example.org"
