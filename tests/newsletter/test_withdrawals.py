"""Who leaves is noted beside the database; a restored one catches up with the notes."""

import datetime
import logging

import pytest

from lbn_site.mail.models import OutgoingMessage
from lbn_site.newsletter import erasure, restored, services, suppression, withdrawals
from lbn_site.newsletter.models import Limit, Subscription, SubscriptionState, Suppression, SuppressionReason
from lbn_site.newsletter.withdrawals import CAME_BACK, Withdrawal
from tests.newsletter.conftest import subscribe

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture(autouse=True)
def notes(settings, tmp_path):
    """The folder of the notes."""
    settings.WITHDRAWALS_DIR = tmp_path / "notes"
    return settings.WITHDRAWALS_DIR


def fingerprint(address: str) -> str:
    suppression.suppress(address, SuppressionReason.UNSUBSCRIBED)
    found = suppression.find(address)
    Suppression.objects.all().delete()
    return found.fingerprint


def later(seconds: float = 5) -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=seconds)


def write(folder, *lines: object, name: str = "one.log") -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("".join(f"{line}\n" for line in lines))


@pytest.mark.django_db(transaction=True)
def test_leaving_coming_back_and_erasure_are_noted_in_codes_alone(notes):
    subscription = subscribe()
    services.unsubscribe_by_staff(subscription=subscription, staff="ada")
    Limit.objects.all().delete()
    subscribe()
    erasure.erase(subscription)
    (file,) = notes.iterdir()
    assert [line.split()[1] for line in file.read_text().splitlines()] == ["unsubscribed", CAME_BACK, "erased"]
    assert "reader" not in file.read_text()
    assert withdrawals.latest()[suppression.find("reader@example.org").fingerprint].reason == "erased"


@pytest.mark.django_db(transaction=True)
def test_a_folder_that_cannot_be_written_stops_nobody_from_leaving_and_is_reported(client, notes, caplog):
    subscription = subscribe()
    notes.write_text("A file stands where the folder should be.")
    with caplog.at_level(logging.ERROR):
        services.unsubscribe_by_staff(subscription=subscription, staff="ada")
    assert Subscription.objects.get().state == SubscriptionState.UNSUBSCRIBED
    assert "FileExistsError" in caplog.text
    told = client.get("/healthz/mail").content.decode()
    assert "cannot record who unsubscribes" in told
    assert str(notes.parent) not in told


@pytest.mark.django_db
def test_a_folder_that_does_not_exist_yet_is_no_problem():
    assert withdrawals.alarm() is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("reason", "state", "address"),
    [
        ("unsubscribed", "unsubscribed", "reader@example.org"),
        ("refused", "refused", "reader@example.org"),
        ("erased", "erased", ""),
        ("never-mail", "erased", ""),
        (CAME_BACK, "confirmed", "reader@example.org"),
    ],
)
def test_each_withdrawal_is_repeated_once_and_says_no_goodbye(notes, reason, state, address):
    code = fingerprint("reader@example.org")
    subscription = subscribe()
    write(notes, Withdrawal(later(), reason, code))
    count = 0 if reason == CAME_BACK else 1
    assert restored.after_restore().startswith(f"Newsletter: {count} taken off")
    assert restored.after_restore().startswith("Newsletter: 0 taken off")
    subscription.refresh_from_db()
    assert (subscription.state, subscription.address) == (state, address)
    assert not OutgoingMessage.objects.filter(kind="newsletter.goodbye").exists()
    found = suppression.find("reader@example.org")
    assert (found.reason if found else CAME_BACK) == reason


@pytest.mark.django_db
def test_what_the_restored_database_knows_better_stays(notes):
    code = fingerprint("reader@example.org")
    earlier = later(-60)
    subscription = subscribe()
    write(notes, Withdrawal(earlier, "erased", code))
    assert restored.after_restore().startswith("Newsletter: 0 taken off")
    subscription.refresh_from_db()
    assert subscription.state == SubscriptionState.CONFIRMED


@pytest.mark.django_db
def test_the_last_line_of_any_machine_counts_and_half_a_line_does_not(notes):
    code = fingerprint("reader@example.org")
    subscribe()
    write(notes, Withdrawal(later(9), CAME_BACK, code), "2026-11-2", "half a line")
    write(notes, Withdrawal(later(3), "unsubscribed", code), name="two.log")
    assert restored.after_restore().startswith("Newsletter: 0 taken off")
    write(notes, Withdrawal(later(12), "unsubscribed", code), name="two.log")
    assert restored.after_restore().startswith("Newsletter: 1 taken off")


@pytest.mark.django_db
def test_a_restored_database_suppresses_whom_it_never_knew(notes):
    code = fingerprint("late@example.org")
    write(notes, Withdrawal(later(), "erased", code))
    restored.after_restore()
    assert suppression.find("late@example.org").reason == SuppressionReason.ERASED
