"""Signing up and leaving, from the side of the database: limits, suppression, record, retention."""

import datetime
import time

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lbn_site.core import retention as core_retention
from lbn_site.mail import delivery
from lbn_site.mail.errors import Refusal, RefusedError
from lbn_site.mail.models import OutgoingMessage
from lbn_site.newsletter import (
    erasure,
    hashing,
    imports,
    limits,
    messages,
    personal_data,
    retention,
    services,
    suppression,
    tokens,
)
from lbn_site.newsletter.email_address import parse
from lbn_site.newsletter.models import (
    BlockedAddress,
    ConsentEvent,
    EventKind,
    Limit,
    Subscription,
    SubscriptionState,
    Suppression,
    SuppressionReason,
    Tally,
)
from lbn_site.newsletter.tokens import Purpose
from tests.newsletter.conftest import shown_a_while_ago, subscribe

pytestmark = pytest.mark.django_db


def sign_up(address: str = "reader@example.org", network: str = "192.0.2.1") -> services.Answer:
    return services.request_subscription(
        address=parse(address), network=network, source="/newsletter/", wording="Yes."
    )


def wait(**passed) -> None:
    """Let time pass for the limits."""
    seconds = datetime.timedelta(**passed).total_seconds()
    for row in Limit.objects.all():
        row.moments = [moment - seconds for moment in row.moments]
        row.save()


def mails_to(address: str = "reader@example.org") -> int:
    return OutgoingMessage.objects.filter(recipient=address).count()


def days_ago(days: float) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=days)


# Limits


def test_within_the_cool_down_no_second_mail_and_after_it_a_new_link():
    sign_up()
    sign_up()
    assert (mails_to(), Subscription.objects.get().link_version) == (1, 1)
    wait(minutes=11)
    sign_up()
    assert (mails_to(), Subscription.objects.get().link_version) == (2, 2)


def test_spellings_of_an_address_are_one_subscription_and_tags_are_others():
    for number, spelling in enumerate(
        ["A@B.Example", " a@b.example ", "a@bücher.example", "A@XN--bcher-kva.example"]
    ):
        sign_up(spelling, network=f"192.0.2.{number}")
        wait(minutes=11)
    assert set(Subscription.objects.values_list("address_key", flat=True)) == {
        "a@b.example",
        "a@xn--bcher-kva.example",
    }
    sign_up("a+x@b.example", network="192.0.2.9")
    assert Subscription.objects.count() == 3


def test_variants_of_an_address_share_its_limit():
    sign_up("rea.der@gmail.com")
    sign_up("reader+news@gmail.com", network="192.0.2.2")
    assert OutgoingMessage.objects.count() == 1


def test_a_replayed_form_mails_its_victim_three_times_a_day_at_most():
    for minute in range(0, 24 * 60, 11):
        sign_up("victim@example.org", network=f"192.0.2.{minute % 250}")
        wait(minutes=11)
    assert mails_to("victim@example.org") <= 3


@pytest.mark.slow
def test_a_captured_form_sent_a_thousand_times_from_everywhere_mails_its_victim_three_times(reader, monkeypatch):
    captured = {"email": "victim@example.org", "moment": shown_a_while_ago(0), "source": "/newsletter/"}
    now = time.time()
    for number in range(1000):
        moment = now + 10 + number * 86
        monkeypatch.setattr(time, "time", lambda moment=moment: moment)
        network = f"10.{number % 250}.0.1"
        answer = reader.client.post("/newsletter/sign-up/", captured, headers=reader.origin, REMOTE_ADDR=network)
        assert answer.status_code == 303
    assert mails_to("victim@example.org") == 3


def test_five_in_a_month():
    for _ in range(12):
        sign_up()
        wait(days=1, minutes=1)
    assert mails_to() == 5


@pytest.mark.parametrize("network", ["192.0.2.1", "2001:db8:1:2::/64"])
def test_eight_sign_ups_of_a_network_are_all_kept_and_the_last_three_emailed_later(network):
    answers = [sign_up(f"reader{number}@example.org", network) for number in range(8)]
    assert Subscription.objects.count() == OutgoingMessage.objects.count() == 8
    assert OutgoingMessage.objects.due().count() == 5
    assert {answer.held_by for answer in answers} == {None}
    assert [round(answer.wait_seconds / 60) for answer in answers] == [0] * 5 + [10] * 3
    due_in = OutgoingMessage.objects.order_by("-pk").first().next_attempt_at - timezone.now()
    assert 590 < due_in.total_seconds() < 601


def test_no_window_of_ten_minutes_sees_more_than_five_emails_for_a_network():
    waits = sorted(sign_up(f"reader{number}@example{number}.org").wait_seconds for number in range(20))
    for first, sixth in zip(waits, waits[5:], strict=False):
        assert sixth - first >= 599


def test_a_network_signs_up_twenty_times_a_day_and_is_then_told_when_to_come_back():
    answers = []
    for number in range(24):
        answers.append(sign_up(f"reader{number}@example{number}.org"))
        wait(minutes=11)
    assert OutgoingMessage.objects.count() == Subscription.objects.count() == 20
    assert [answer.held_by for answer in answers[19:21]] == [None, services.Brake.NETWORK]
    assert answers[20].wait_seconds == pytest.approx(86_400 - 20 * 660, abs=5)
    assert Tally.objects.get(what="network limit").count == 4
    wait(seconds=answers[-1].wait_seconds - 650)
    assert sign_up("reader30@example30.org").held_by is None


def test_confirmations_to_one_domain_leave_one_after_the_other_and_none_is_lost():
    for number in range(60):
        assert sign_up(f"reader{number}@example.org", network=f"192.0.2.{number}").held_by is None
    assert OutgoingMessage.objects.count() == 60
    assert OutgoingMessage.objects.due().count() == 10
    assert Tally.objects.get(what="domain limit").count == 50
    assert sign_up("reader@example.com", network="192.0.2.99") == services.Answer(0)


@pytest.mark.parametrize("address", ["victim@example.org", "listed@example.org", "postmaster@example.org"])
def test_whoever_repeats_one_address_holds_up_nobody_else_at_its_domain(address):
    subscribe("listed@example.org")
    for number in range(300):
        sign_up(address, network=f"10.0.{number}.1")
    assert sign_up("colleague@example.org", network="192.0.2.1") == services.Answer(0)


def test_the_users_of_a_large_provider_do_not_wait_for_what_would_hold_up_a_company():
    for number in range(60):
        sign_up(f"reader{number}@{'gmail.com' if number % 2 else 'GoogleMail.com'}", network=f"192.0.2.{number}")
    assert OutgoingMessage.objects.due().count() == 60


def test_where_the_line_of_a_domain_is_too_long_the_visitor_is_told_and_the_address_is_not_the_reason():
    sign_up("known@example.org")
    row = Limit.objects.get(fingerprint=hashing.fingerprint("domain", "example.org"))
    row.moments = [time.time() + number for number in range(200)]
    row.save()
    for address in ("known@example.org", "new@example.org", "postmaster@example.org"):
        answer = sign_up(address, network="192.0.2.77")
        assert (answer.held_by, round(answer.wait_seconds / 3600)) == (services.Brake.DOMAIN, 24)
    assert Subscription.objects.count() == 1


def test_what_a_visitor_is_told_does_not_depend_on_the_address():
    subscribe("listed@example.org")
    suppression.suppress("never@example.org", SuppressionReason.NEVER_MAIL)
    for number in range(30):
        sign_up(f"reader{number}@example.org", network=f"203.0.113.{number}")
    answers = [
        round(sign_up(f"{name}@example.org", network=f"198.51.100.{number}").wait_seconds / 60)
        for number, name in enumerate(("new", "listed", "never", "abuse", "listed"))
    ]
    assert max(answers) == min(answers) > 10


def test_an_import_takes_its_place_in_the_line_of_a_domain(home):
    addresses = [f"reader{number}@example.org" for number in range(250)]
    ready = imports.Ready(addresses, imports.Basis.ASK, "A form", "people.csv", "0" * 64)
    assert imports.carry_out(ready=ready, staff="ada") == 250
    assert OutgoingMessage.objects.due().count() == 10
    latest = OutgoingMessage.objects.order_by("-next_attempt_at").first().next_attempt_at
    assert latest - timezone.now() < datetime.timedelta(hours=12, minutes=1)


def test_limits_keep_no_address_and_no_network():
    sign_up()
    stored = str(list(Limit.objects.values_list()))
    assert "example.org" not in stored
    assert "192.0.2.1" not in stored


def test_a_flood_makes_confirmations_wait(settings):
    settings.NEWSLETTER_DELAY_PER_HOUR = 2
    waits = [sign_up(f"reader{number}@example.org", network=f"192.0.2.{number}").wait_seconds for number in range(5)]
    assert waits == [0, 0, 0, 3600, 3600]
    assert OutgoingMessage.objects.due().count() == 3
    assert OutgoingMessage.objects.waiting().count() == 5


@pytest.mark.parametrize(
    "address",
    ["postmaster@example.org", "Abuse+x@example.org", "a@blocked.example", "One@example.org", "one+x@example.org"],
)
def test_a_blocked_address_is_never_mailed(address):
    for pattern in ("@blocked.example", "one@example.org"):
        BlockedAddress.objects.create(pattern=pattern)
    sign_up(address)
    assert not Subscription.objects.exists()
    assert not OutgoingMessage.objects.exists()


# States


def test_every_address_costs_the_same_work(home):
    subscribe("listed@example.org")
    left = subscribe("left@example.org")
    services.unsubscribe_by_staff(subscription=left, staff="ada")
    suppression.suppress("never@example.org", SuppressionReason.NEVER_MAIL)
    Limit.objects.all().delete()
    statements = {}
    for number, name in enumerate(("warm-up", "new", "listed", "left", "never", "abuse")):
        with CaptureQueriesContext(connection) as captured:
            sign_up(f"{name}@example.org", network=f"198.51.100.{number}")
        statements[name] = len(captured)
    del statements["warm-up"]
    assert max(statements.values()) - min(statements.values()) <= 10, statements
    assert mails_to("never@example.org") == mails_to("abuse@example.org") == 0
    assert not Subscription.objects.filter(address_key__startswith="never@").exists()


def test_asking_for_the_link_to_ones_data_costs_the_same_work_for_every_address(home):
    subscribe("listed@example.org")
    statements = {}
    for number, name in enumerate(("warm-up", "listed", "unknown", "abuse")):
        with CaptureQueriesContext(connection) as captured:
            personal_data.request_link(address=parse(f"{name}@example.org"), network=f"198.51.100.{number}")
        statements[name] = len(captured)
    del statements["warm-up"]
    assert max(statements.values()) - min(statements.values()) <= 2, statements
    asked = OutgoingMessage.objects.filter(kind="newsletter.access")
    assert [message.recipient for message in asked] == ["listed@example.org"]
    assert list(Subscription.objects.values_list("address_key", flat=True)) == ["listed@example.org"]


def link_of(subscription: Subscription) -> tokens.Link:
    token = tokens.make(Purpose.CONFIRM, subscription, version=subscription.link_version)
    return tokens.read(Purpose.CONFIRM, token)


def import_one() -> None:
    ready = imports.Ready(["file@example.org"], imports.Basis.ASK, "A form", "people.csv", "0" * 64)
    imports.carry_out(ready=ready, staff="ada")


@pytest.mark.parametrize(
    "act",
    [
        sign_up,
        lambda: services.request_again(link=link_of(Subscription.objects.get())),
        lambda: services.resend_confirmation(subscription=Subscription.objects.get(), staff="ada"),
        lambda: personal_data.request_link(address=parse("reader@example.org"), network="192.0.2.1"),
        import_one,
    ],
)
def test_every_act_locks_the_limit_before_the_subscription(home, act):
    """Else two of them could wait for each other (PostgreSQL then breaks one off)."""
    sign_up()
    wait(days=1)
    with CaptureQueriesContext(connection) as captured:
        act()
    changing = [query["sql"] for query in captured if is_locking(query["sql"])]
    limit, subscription = (
        next(place for place, sql in enumerate(changing) if f"newsletter_{table}" in sql)
        for table in ("limit", "subscription")
    )
    assert limit < subscription


def is_locking(sql: str) -> bool:
    return sql.startswith(("INSERT", "UPDATE", "DELETE")) or "FOR UPDATE" in sql


def test_who_is_on_the_list_is_told_once_a_week_and_nothing_changes():
    subscription = subscribe()
    kept = ("state", "confirmed_at", "requested_at", "link_version", "confirmations")
    before = {name: getattr(subscription, name) for name in kept}
    told = OutgoingMessage.objects.filter(kind="newsletter.already")
    for days, times in ((0, 1), (6.9, 1), (7.1, 2)):
        Subscription.objects.exclude(already_told_at=None).update(already_told_at=days_ago(days))
        told.update(dedupe_key="told at another time")
        wait(days=8)
        sign_up()
        assert told.count() == times
    subscription.refresh_from_db()
    assert {name: getattr(subscription, name) for name in kept} == before
    assert subscription.events.count() == 2


def test_who_left_is_asked_again_and_the_suppression_stays_until_they_confirm():
    subscription = subscribe()
    services.unsubscribe_by_staff(subscription=subscription, staff="ada")
    wait(days=2)
    sign_up()
    subscription.refresh_from_db()
    assert subscription.state == SubscriptionState.PENDING
    assert OutgoingMessage.objects.filter(kind="newsletter.confirm").count() == 2
    assert suppression.find("reader@example.org") is not None
    link = link_of(subscription)
    services.confirm(link=link)
    assert suppression.find("reader@example.org") is None
    kinds = [event.kind for event in subscription.events.all()]
    assert kinds == [
        EventKind.REQUESTED,
        EventKind.CONFIRMED,
        EventKind.UNSUBSCRIBED,
        EventKind.REQUESTED,
        EventKind.CONFIRMED,
    ]


def test_a_link_to_confirm_dies_when_its_owner_left():
    subscription = subscribe()
    token = tokens.make(Purpose.CONFIRM, subscription, version=subscription.link_version)
    services.unsubscribe_by_staff(subscription=subscription, staff="ada")
    assert services.confirm(link=tokens.read(Purpose.CONFIRM, token)) == services.Outcome.NOT_VALID


def test_no_welcome_leaves_after_unsubscribing():
    subscription = subscribe()
    services.unsubscribe_by_staff(subscription=subscription, staff="ada")
    delivery.deliver_due()
    assert [message.subject for message in mail.outbox] == ["You are unsubscribed"]


def test_an_address_that_does_not_exist_leaves_the_list():
    subscription = subscribe()
    message = OutgoingMessage.objects.last()
    messages.refused(message, RefusedError("550 no such user", 550, Refusal.NO_SUCH_ADDRESS))
    subscription.refresh_from_db()
    assert subscription.state == SubscriptionState.REFUSED
    assert Suppression.objects.get().reason == SuppressionReason.REFUSED


@pytest.mark.parametrize("refusal", [Refusal.POLICY, Refusal.MAILBOX])
def test_any_other_refusal_leaves_the_subscriber_alone(refusal):
    subscription = subscribe()
    messages.refused(OutgoingMessage.objects.last(), RefusedError("554 no", 554, refusal))
    subscription.refresh_from_db()
    assert subscription.state == SubscriptionState.CONFIRMED


# Record, erasure, retention


def test_the_consent_record_cannot_be_changed():
    event = subscribe().events.first()
    for act in (
        event.save,
        event.delete,
        ConsentEvent.objects.all().delete,
        lambda: ConsentEvent.objects.update(note="x"),
    ):
        with pytest.raises(TypeError):
            act()


def test_erasure_takes_the_address_everywhere_and_keeps_a_code():
    subscription = subscribe()
    erasure.erase(subscription)
    for model in (Subscription, ConsentEvent, OutgoingMessage, Suppression, Limit, Tally):
        assert "reader@example.org" not in str(list(model.objects.values_list()))
    assert Suppression.objects.get().reason == SuppressionReason.ERASED
    wait(days=2)
    sign_up()
    assert Subscription.objects.get(address_key="reader@example.org").state == SubscriptionState.PENDING


def test_whoever_is_erased_is_not_imported_again(home):
    erasure.erase(subscribe())
    found = imports.plan(b"email\nReader@Example.org\n")
    assert (found.new, found.suppressed) == ([], 1)


def test_suppression_survives_a_new_secret_key(settings):
    suppression.suppress("a@example.org", SuppressionReason.UNSUBSCRIBED)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another" * 10
    assert suppression.find("a@example.org") is not None
    settings.ADDRESS_HASH_KEY = "its own key" * 5
    assert suppression.find("a@example.org") is not None
    assert len(hashing.fingerprints("x", "y")) == 3


def test_a_weaker_reason_does_not_replace_a_stronger_one():
    suppression.suppress("a@example.org", SuppressionReason.NEVER_MAIL)
    suppression.suppress("a@example.org", SuppressionReason.UNSUBSCRIBED)
    assert suppression.find("a@example.org").reason == SuppressionReason.NEVER_MAIL


def test_what_is_too_old_goes_and_a_second_run_changes_nothing():
    for number in range(3):
        sign_up(f"reader{number}@example.org", network=f"192.0.2.{number}")
    Subscription.objects.filter(address_key="reader0@example.org").update(requested_at=days_ago(8))
    left = subscribe("left@example.org")
    services.unsubscribe_by_staff(subscription=left, staff="ada")
    Subscription.objects.filter(pk=left.pk).update(unsubscribed_at=days_ago(29))
    Limit.objects.update(touched_at=days_ago(31))
    assert retention.purge() >= 3
    assert retention.purge() == 0
    assert set(Subscription.objects.values_list("address", flat=True)) == {
        "",
        "reader1@example.org",
        "reader2@example.org",
    }
    assert not OutgoingMessage.objects.filter(recipient__in=["reader0@example.org", "left@example.org"]).exists()
    assert not Limit.objects.exists()
    assert suppression.find("left@example.org") is not None


def test_a_missed_week_is_caught_up_with_in_small_transactions(monkeypatch):
    monkeypatch.setattr(core_retention, "BATCH", 3)
    addresses = [f"reader{number}@example.org" for number in range(8)]
    Subscription.objects.bulk_create(
        [Subscription(address=each, address_key=each, requested_at=days_ago(14)) for each in addresses]
    )
    sizes = []
    delete = retention._delete
    monkeypatch.setattr(retention, "_delete", lambda rows: (sizes.append(len(rows)), delete(rows)))
    assert retention.purge() == 8
    assert (sizes, Subscription.objects.count()) == ([3, 3, 2], 0)


def test_who_left_signed_up_again_and_never_confirmed_is_unsubscribed_again():
    subscription = subscribe()
    services.unsubscribe_by_staff(subscription=subscription, staff="ada")
    wait(days=2)
    sign_up()
    Subscription.objects.update(requested_at=days_ago(8))
    retention.purge()
    subscription.refresh_from_db()
    assert subscription.state == SubscriptionState.UNSUBSCRIBED


def test_limits_are_exact_and_sliding():
    rules = (limits.Rule(2, 600),)
    assert [limits.take("x", "y", rules) for _ in range(3)] == [True, True, False]
    wait(minutes=9)
    assert not limits.take("x", "y", rules)
    wait(minutes=2)
    assert limits.take("x", "y", rules)
