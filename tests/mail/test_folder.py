"""Mail as files, for development."""

import os
import time

import pytest
from django.contrib.auth.models import Group
from django.core.mail import EmailMultiAlternatives, get_connection
from django.test import Client

from lbn_site.accounts.models import User
from lbn_site.accounts.roles import Role
from lbn_site.mail import folder, services, tasks
from tests.accounts.factories import SuperuserFactory, UserFactory
from tests.mail.factories import queued


def test_each_message_is_a_file_that_can_be_read_again(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.MAIL_TRANSPORT = "lbn_site.mail.folder.FolderEmailBackend"
    for number in range(2):
        message = EmailMultiAlternatives(
            f"Subject ‘{number}’", "Text – plain", "from@example.org", ["to@example.org"]
        )
        message.attach_alternative("<p>Text</p>", "text/html")
        message.connection = get_connection(settings.MAIL_TRANSPORT)
        message.send()
    newest, older = folder.newest(User(is_superuser=True))
    assert (newest.subject, older.subject) == ("Subject ‘1’", "Subject ‘0’")
    assert newest.to == "to@example.org"
    found = folder.find(newest.name)
    assert (found.subject, found.text.strip(), found.html.strip()) == (newest.subject, "Text – plain", "<p>Text</p>")


def test_nothing_outside_the_folder_can_be_read(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    assert folder.find("../secret") is None
    assert folder.find("20260101-000000-nothing") is None


@pytest.fixture
def written(settings, tmp_path):
    """A folder in use, with one message to each of these."""
    settings.MAIL_TRANSPORT = "lbn_site.mail.folder.FolderEmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path

    def write(*addresses: str) -> None:
        for address in addresses:
            message = EmailMultiAlternatives("Choose a new password", "link", "from@example.org", [address])
            folder.FolderEmailBackend().send_messages([message])

    return write


def in_folder() -> list[str]:
    return sorted(mail.to for mail in folder.newest(User(is_superuser=True)))


@pytest.mark.parametrize("role", Role)
def test_only_its_addressee_and_superusers_read_an_email(home, written, role):
    written("ada@example.org", "Somebody <BEN@example.org>")
    reader = UserFactory(email="ben@example.org")
    reader.groups.add(Group.objects.get(name=role.value))
    browser = Client()
    browser.force_login(reader)
    page = browser.get("/admin/mail-folder/").content.decode()
    assert "ada@example.org" not in page
    assert "BEN@example.org" in page
    others, own = (mail.name for mail in reversed(folder.newest(User(is_superuser=True))))
    for part in ("", "html/"):
        assert browser.get(f"/admin/mail-folder/{own}/{part}").status_code == 200
        assert browser.get(f"/admin/mail-folder/{others}/{part}").status_code == 302
    browser.force_login(SuperuserFactory())
    assert browser.get(f"/admin/mail-folder/{others}/").status_code == 200


def test_nobody_without_an_address_reads_what_has_none(home, written):
    written("")
    assert folder.newest(UserFactory(email="")) == []


@pytest.mark.django_db(transaction=True)
def test_emails_to_somebody_who_is_erased_leave_the_folder(written, calls):
    written("gone@example.org", "Gone <GONE@Example.org>", "stays@example.org")
    message = queued(recipient="gone@example.org")
    services.forget_recipient(about=message.about)
    assert in_folder() == ["stays@example.org"]


@pytest.mark.django_db(transaction=True)
def test_so_do_emails_to_staff_whose_account_is_deleted(written):
    written("gone@example.org", "stays@example.org")
    UserFactory(email="Gone@example.org").delete()
    assert in_folder() == ["stays@example.org"]


@pytest.mark.parametrize("is_in_use", [True, False])
def test_the_folder_is_emptied_after_three_days(db, written, settings, tmp_path, is_in_use):
    written("old@example.org", "new@example.org")
    half = tmp_path / ".20260101-000000-000000-abcdefgh"
    half.write_text("unfinished")
    foreign = tmp_path / "notes.txt"
    foreign.write_text("somebody's own")
    four_days_ago = time.time() - 4 * 86_400
    new, old = folder.newest(User(is_superuser=True))
    for path in (tmp_path / f"{old.name}.eml", half, foreign):
        os.utime(path, (four_days_ago, four_days_ago))
    if not is_in_use:
        settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    tasks.purge_old_mail()
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{new.name}.eml", "notes.txt"]
