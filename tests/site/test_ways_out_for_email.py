"""Every email leaves through the outbox: no module knows another way, and no request touches the mail server."""

import ast
import importlib.util
import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import allauth
import pytest
from allauth.account.adapter import get_adapter
from allauth.core.context import request_context
from django.conf import settings as site_settings
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.utils.log import AdminEmailHandler
from wagtail.models import Page

import lbn_site
from lbn_site.accounts.models import Invitation, User
from lbn_site.accounts.roles import Role
from lbn_site.mail import delivery
from lbn_site.mail.models import OutgoingMessage
from lbn_site.mail.states import State
from tests.accounts.factories import PASSWORD, SuperuserFactory
from tests.accounts.test_authority import member
from tests.accounts.test_invitations import invite
from tests.accounts.test_two_steps import set_up_app

ROOT = Path(lbn_site.__file__).parent
# What opens a connection of its own. `send_mail` and the like ask EMAIL_BACKEND, which is the outbox.
MAIL_MODULES = {"smtplib", "aiosmtplib", "anymail", "django.core.mail.backends", "django.core.mail.get_connection"}
# The outbox itself, and what it hands messages to.
MAY_KNOW_MAIL = {"mail/backend.py", "mail/faults.py", "mail/folder.py", "mail/smtp.py", "mail/transport.py"}
# What in the libraries opens a connection of its own, or names a backend instead of using EMAIL_BACKEND.
KNOWN_IN_LIBRARIES = {
    "django/core/mail/backends/smtp.py",  # what MAIL_TRANSPORT stands on
    "django/utils/log.py",  # errors to ADMINS, by the backend that LOGGING names: none
}
NEW_PASSWORD = "another four odd words"
NOTIFICATIONS = [
    f"{folder}/email/{path.name.removesuffix('_message.txt')}"
    for folder in ("account", "mfa")
    for path in sorted((Path(allauth.__file__).parent / f"templates/{folder}/email").glob("*_message.txt"))
    if "base_notification.txt" in path.read_text()
]


class NoWayOut(BaseEmailBackend):
    """A mail server that is away, and a witness of who tried to reach it."""

    tried: list[str] = []

    def open(self) -> bool:
        self.tried.append("open")
        raise ConnectionRefusedError

    def send_messages(self, email_messages) -> int:
        self.tried.append("send")
        raise ConnectionRefusedError


def sources(folder: Path) -> Iterator[tuple[str, ast.Module]]:
    """The modules below a folder that name one of the means, without their tests."""
    for path in folder.rglob("*.py"):
        text = path.read_text(errors="replace")
        is_test = {"tests", "test"} & set(path.relative_to(folder).parts)
        if re.search(r"mail|smtp", text) and not is_test:
            yield path.relative_to(folder).as_posix(), ast.parse(text)


def knows_mail(tree: ast.Module) -> set[str]:
    """The modules with which an email could be sent that a source imports."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
        else:
            continue
        found |= {known for known in MAIL_MODULES for name in names if name == known or name.startswith(f"{known}.")}
    return found


def asks_for_a_connection(tree: ast.Module) -> bool:
    """Whether a source asks for a connection of any kind, by whatever name it knows `django.core.mail`."""
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return any(getattr(called, "attr", "") == "get_connection" for called in calls)


def names_a_backend(tree: ast.Module) -> bool:
    """Whether a source asks for a connection of another kind than the settings name."""
    return any(
        isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) == "get_connection"
        and any(keyword.arg == "backend" for keyword in node.keywords)
        for node in ast.walk(tree)
    )


def test_no_module_of_ours_knows_another_way():
    ours = [(name, tree) for name, tree in sources(ROOT) if name not in MAY_KNOW_MAIL]
    assert [name for name, tree in ours if knows_mail(tree) or asks_for_a_connection(tree)] == []


@pytest.mark.parametrize(
    "source",
    [
        "import smtplib",
        "from smtplib import SMTP",
        "from django.core.mail import get_connection as other",
        "from django.core import mail\nmail.get_connection('elsewhere')",
        "def f():\n    from django.core.mail.backends import smtp",
        "from django.core.mail.backends.smtp import EmailBackend",
    ],
)
def test_a_module_that_knows_another_way_is_found(source):
    tree = ast.parse(source)
    assert knows_mail(tree) or asks_for_a_connection(tree)


def test_a_module_that_sends_by_the_outbox_is_fine():
    tree = ast.parse("from django.core.mail import send_mail\nfrom wagtail.admin import mail")
    assert not knows_mail(tree)
    assert not asks_for_a_connection(tree)


def test_no_library_knows_another_way():
    """Those of the installed apps; what sends by EMAIL_BACKEND sends to the outbox."""
    libraries = {app.partition(".")[0] for app in site_settings.INSTALLED_APPS} - {"lbn_site"}
    found = set()
    for library in libraries:
        spec = importlib.util.find_spec(library)
        folder = Path(spec.origin).parent
        for name, tree in sources(folder):
            if "smtplib" in knows_mail(tree) or names_a_backend(tree):
                found.add(f"{library}/{name}")
    assert found == KNOWN_IN_LIBRARIES


def test_no_handler_of_the_log_sends_email_past_the_outbox():
    handlers = [handler for name in ("", "django", "django.request") for handler in logging.getLogger(name).handlers]
    assert not [handler for handler in handlers if isinstance(handler, AdminEmailHandler) and handler.email_backend]
    assert "mail_admins" not in site_settings.LOGGING["handlers"]


# Every path by which staff are written to


@pytest.fixture
def person(home) -> User:
    return SuperuserFactory(username="ada", email="ada@example.org")


@pytest.fixture
def desk(person) -> Client:
    browser = Client()
    browser.post("/accounts/login/", {"login": "ada", "password": PASSWORD})
    return browser


@pytest.fixture
def way_out(settings, monkeypatch):
    """The mail server is away; gives a function that says whether anybody tried to reach it."""
    settings.MAIL_TRANSPORT = f"{NoWayOut.__module__}.NoWayOut"
    monkeypatch.setattr(NoWayOut, "tried", [])
    return lambda: NoWayOut.tried


def ask_for_a_new_password(desk: Client) -> None:
    assert Client().post("/accounts/password/reset/", {"email": "ada@example.org"}).status_code == 302


def change_the_password(desk: Client) -> None:
    passwords = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert desk.post("/accounts/password/change/", passwords).status_code == 302
    assert desk.get("/admin/").status_code == 200


def set_a_first_password(desk: Client) -> None:
    User.objects.update(password="!")
    desk.force_login(User.objects.get())
    answer = desk.post("/accounts/password/set/", {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert answer.status_code == 302


def set_up_the_app(desk: Client) -> None:
    set_up_app(desk)
    assert desk.get("/accounts/two-step/recovery-codes/").content.decode().count("<code>") == 10


def remove_the_app(desk: Client) -> None:
    set_up_app(desk)
    OutgoingMessage.objects.all().delete()
    assert desk.post("/accounts/two-step/totp/deactivate/").status_code == 302


def make_new_recovery_codes(desk: Client) -> None:
    set_up_app(desk)
    OutgoingMessage.objects.all().delete()
    assert desk.post("/accounts/two-step/recovery-codes/generate/").status_code == 302


def invite_somebody(desk: Client) -> None:
    assert invite(desk).status_code == 200


def send_an_invitation_again(desk: Client) -> None:
    invite(desk)
    OutgoingMessage.objects.all().delete()
    invitation = Invitation.objects.get()
    assert desk.post(f"/admin/staff-invitations/{invitation.pk}/send-again/").status_code == 302


def workflow_state(user: User):
    page = Page.objects.get(pk=Page.objects.filter(depth=2).first().pk).specific
    page.save_revision(user=user)
    return page.get_workflow().start(page, user)


def submit_for_approval(desk: Client) -> None:
    member(Role.EDITOR, username="edith")
    workflow_state(member(Role.WRITER, username="will"))


def approve(desk: Client) -> None:
    state = workflow_state(member(Role.WRITER, username="will"))
    OutgoingMessage.objects.all().delete()
    state.current_task_state.approve(user=User.objects.get(username="ada"))


def ask_for_changes(desk: Client) -> None:
    state = workflow_state(member(Role.WRITER, username="will"))
    OutgoingMessage.objects.all().delete()
    state.current_task_state.reject(user=User.objects.get(username="ada"), comment="Shorter, please.")


def report_an_error_to_admins(desk: Client) -> None:
    site_settings.ADMINS = [("Ada", "ada@example.org")]
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "It broke.", (), None)
    AdminEmailHandler().emit(record)


def send_a_test_email(desk: Client) -> None:
    call_command("sendtestemail", "ada@example.org")


PATHS: list[Callable[[Client], None]] = [
    ask_for_a_new_password,
    change_the_password,
    set_a_first_password,
    set_up_the_app,
    remove_the_app,
    make_new_recovery_codes,
    invite_somebody,
    send_an_invitation_again,
    submit_for_approval,
    approve,
    ask_for_changes,
    report_an_error_to_admins,
    send_a_test_email,
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.__name__)
def test_it_waits_in_the_outbox_and_no_request_reaches_for_the_mail_server(path, desk, way_out, settings):
    settings.ADMINS = []
    path(desk)
    assert way_out() == []
    assert OutgoingMessage.objects.filter(state=State.QUEUED).exists()
    settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    report = delivery.deliver_due()
    assert (report.sent, report.failed) == (len(mail.outbox), 0)
    assert report.sent


@pytest.mark.parametrize("prefix", NOTIFICATIONS)
def test_every_notice_of_allauth_waits_in_the_outbox(prefix, person, way_out, settings):
    """Among them those about passkeys, which only a browser can add."""
    request = RequestFactory().get("/", REMOTE_ADDR="127.0.0.1")
    with request_context(request):
        get_adapter(request).send_notification_mail(prefix, person)
    assert way_out() == []
    settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    assert delivery.deliver_due().sent == 1
    (message,) = mail.outbox
    assert message.subject
    assert "two-factor" not in f"{message.subject} {message.body}".lower(), "the site says ‘second step’"
    assert "If it was not, change your password now" in message.body


def test_a_staff_email_that_holds_a_link_has_a_kind_of_its_own(desk, person):
    """So that its link is made when it leaves, and stored nowhere."""
    ask_for_a_new_password(desk)
    invite_somebody(desk)
    kinds = set(OutgoingMessage.objects.values_list("kind", flat=True))
    assert kinds == {"accounts.password-reset", "accounts.invitation"}
