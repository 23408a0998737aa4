"""The newsletter and the outbox in the admin: honest numbers, plain words, guarded acts."""

import datetime
import hashlib
import secrets
import time
import tracemalloc

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import ModelLogEntry

from lbn_site.example.content import statements as example_statements
from lbn_site.mail import delivery
from lbn_site.mail.errors import Refusal
from lbn_site.mail.models import MailService, OutgoingMessage
from lbn_site.mail.states import State
from lbn_site.newsletter import consent_record, export, imports, services, suppression
from lbn_site.newsletter.email_address import parse
from lbn_site.newsletter.import_file import MOST_ROWS
from lbn_site.newsletter.mail_wording import Mail, MailWording
from lbn_site.newsletter.models import (
    ConsentEvent,
    EventKind,
    Limit,
    SignUpPage,
    Subscription,
    SubscriptionState,
    SuppressionReason,
)
from tests.newsletter.conftest import Reader, subscribe, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(client, sign_up_page):
    """A signed-in member of staff who may do nothing here."""
    user = get_user_model().objects.create_user("will", "will@example.org", "a long password")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    return client


def test_the_list_shows_its_numbers_and_its_people(staff):
    subscribe()
    page = text_of(staff.get("/admin/subscribers/"))
    assert "<strong>1</strong> subscribed" in page
    assert "<strong>0</strong> not confirmed yet" in page
    assert "reader@example.org" in page
    assert "reader@example.org" in text_of(staff.get("/admin/subscribers/?q=reader"))
    assert "reader@example.org" not in text_of(staff.get("/admin/subscribers/results/?state=pending"))


def test_the_list_tells_how_many_of_the_new_sign_ups_confirmed(staff):
    page = text_of(staff.get("/admin/subscribers/"))
    assert "that signed up" not in page
    Subscription.objects.filter(pk=subscribe().pk).update(requested_at=timezone.now() - datetime.timedelta(days=8))
    left = subscribe("left@example.org")
    services.unsubscribe_by_staff(subscription=left, staff="ada")
    for name in ("new", "newer"):
        address = parse(f"{name}@example.org")
        services.request_subscription(address=address, network="192.0.2.2", source="/newsletter/", wording="Yes.")
    imported = Subscription.objects.create(address="file@example.org", address_key="file@example.org")
    consent_record.record(imported, EventKind.IMPORTED)
    page = text_of(staff.get("/admin/subscribers/"))
    assert "Of 3 addresses that signed up in the last 7 days, 1 confirmed (33%)." in page


def test_the_list_tells_how_often_the_limits_were_met(staff):
    address = parse("reader@example.org")
    for number in range(26):
        network = "192.0.2.1" if number else "192.0.2.2"
        services.request_subscription(address=address, network=network, source="/newsletter/", wording="Yes.")
    page = text_of(staff.get("/admin/subscribers/"))
    assert "address limit 20, network limit 5, sign-up 1" in page


def test_a_subscribers_history_is_told_in_plain_words(staff):
    example_statements.load()
    subscription = subscribe()
    page = text_of(staff.get(f"/admin/subscribers/person/{subscription.pk}/"))
    assert "This address asked to subscribe on the page /newsletter/" in page
    assert "They agreed to these words: ‘Yes.’" in page
    assert "This address confirmed the subscription" in page
    assert "while the privacy notice was revision " in page
    for event in subscription.events.all():
        assert date_format(timezone.localtime(event.at), "j F Y, H:i") in page
    assert "Newsletter: Welcome" in page


def test_staff_unsubscribe_and_erase_and_it_is_logged(staff):
    subscription = subscribe()
    address = f"/admin/subscribers/person/{subscription.pk}"
    assert staff.get(f"{address}/unsubscribe/").status_code == 405
    staff.post(f"{address}/unsubscribe/")
    subscription.refresh_from_db()
    assert subscription.state == SubscriptionState.UNSUBSCRIBED
    assert subscription.events.get(kind=EventKind.UNSUBSCRIBED).staff == "ada"
    staff.post(f"{address}/erase/")
    subscription.refresh_from_db()
    assert subscription.address == "reader@example.org"
    staff.post(f"{address}/erase/", {"sure": "yes"})
    subscription.refresh_from_db()
    assert (subscription.address, subscription.state) == ("", SubscriptionState.ERASED)
    actions = set(ModelLogEntry.objects.values_list("action", flat=True))
    assert {"newsletter.unsubscribe", "newsletter.erase"} <= actions


def test_staff_resend_a_confirmation_within_the_limits_only(staff):
    subscription = Subscription.objects.create(address="new@example.org", address_key="new@example.org")
    for _ in range(2):
        staff.post(f"/admin/subscribers/person/{subscription.pk}/resend/")
    assert OutgoingMessage.objects.count() == 1
    assert subscription.events.get().kind == EventKind.RESENT


@pytest.mark.parametrize(
    "path", ["subscribers/", "subscribers/export/", "subscribers/import/", "newsletter-mails/", "outbox/"]
)
def test_who_may_not_see_it_does_not(writer, path):
    assert writer.get(f"/admin/{path}").status_code in {302, 403}


@pytest.mark.parametrize(
    "path", ["subscribers/person/{pk}/erase/", "outbox/service/pause/", "newsletter-mails/confirm/reset/"]
)
def test_who_may_not_act_does_not(writer, path):
    subscription = subscribe()
    assert writer.post(f"/admin/{path.format(pk=subscription.pk)}", {"sure": "yes"}).status_code in {302, 403}
    subscription.refresh_from_db()
    assert subscription.state == SubscriptionState.CONFIRMED
    assert not MailService.load().is_paused


def test_the_export_is_inert_in_a_spreadsheet_and_logged(staff):
    subscribe()
    subscribe("=cmd@example.org")
    response = staff.get("/admin/subscribers/export/?state=confirmed")
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert lines[0].startswith('\ufeff"address"')
    assert lines[1].startswith('"reader@example.org","Subscribed"')
    assert lines[2].startswith('"\'=cmd@example.org"')
    assert ModelLogEntry.objects.filter(action="newsletter.export").exists()


def test_staff_who_look_after_the_list_need_a_right_of_its_own_to_take_it_away(client, sign_up_page):
    user = get_user_model().objects.create_user("pat", "pat@example.org", "a long password")
    user.groups.add(Group.objects.get(name="Publisher"))
    client.force_login(user)
    page = text_of(client.get("/admin/subscribers/"))
    assert "/admin/subscribers/export/" not in page
    assert client.get("/admin/subscribers/export/").status_code in {302, 403}
    assert not ModelLogEntry.objects.filter(action="newsletter.export").exists()


@pytest.mark.slow
def test_a_long_list_is_exported_in_little_memory():
    addresses = [f"reader{number}@example.org" for number in range(20_000)]
    Subscription.objects.bulk_create([Subscription(address=each, address_key=each) for each in addresses])
    ConsentEvent.objects.bulk_create(
        [ConsentEvent(subscription=each, kind=EventKind.REQUESTED, source="/") for each in Subscription.objects.all()]
    )
    tracemalloc.start()
    try:
        count = sum(1 for _ in export.lines(Subscription.objects.all()))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 20_001
    assert most < 20_000_000


IMPORT = "/admin/subscribers/import/"


def csv_file(content: bytes = b"email\na@example.org\n", name: str = "people.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def checked(client, content: bytes = b"email\na@example.org\n", *, origin: str = "Form of 2021", **fields: str):
    """The page that says what importing this file would do."""
    return client.post(IMPORT, {"origin": origin, "file": csv_file(content), **fields})


def import_file(client, content: bytes = b"email\na@example.org\n", *, basis: str, origin: str = "Form of 2021"):
    """Check the file, then say yes."""
    sealed = checked(client, content, basis=basis, origin=origin).context["sealed"]
    return client.post(f"{IMPORT}checked/", {"sealed": sealed})


def test_an_import_is_shown_first_then_done_and_leaves_out_who_said_no(staff):
    suppression.suppress("gone@example.org", SuppressionReason.UNSUBSCRIBED)
    subscribe()
    content = b"name,email\nA,a@example.org\nB,gone@example.org\nC,reader@example.org\nD,nobody\nE,A@example.org\n"
    digest = hashlib.sha256(content).hexdigest()
    response = checked(staff, content, basis="ask", origin="Paper forms of 2021")
    page = text_of(response)
    assert "<strong>1</strong> new addresses" in page
    assert "1 already on the list, 1 who said no, 0 blocked, 1 in the file twice, 1 faulty" in page
    assert not Subscription.objects.filter(address_key="a@example.org").exists()
    staff.post(f"{IMPORT}checked/", {"sealed": response.context["sealed"]})
    imported = Subscription.objects.get(address_key="a@example.org")
    assert imported.state == SubscriptionState.PENDING
    event = imported.events.get()
    assert (event.kind, event.staff) == (EventKind.IMPORTED, "ada")
    page = text_of(staff.get(f"/admin/subscribers/person/{imported.pk}/"))
    for words in (
        "ada: this address was imported",
        "people.csv",
        digest[:16],
        "ask each of them to confirm",
        "of 2021",
    ):
        assert words in page
    assert ModelLogEntry.objects.get(action="newsletter.import").data["sha256"] == digest
    assert OutgoingMessage.objects.filter(recipient="a@example.org", kind="newsletter.invite").count() == 1


def test_who_is_imported_reads_where_the_address_came_from_and_what_they_would_agree_to(staff):
    import_file(staff, basis="ask", origin="A <list> at our meeting in May")
    reader = Reader(staff)
    mail = reader.inbox()[-1]
    html = mail.alternatives[0][0]
    assert "in their words: A <list> at our meeting in May." in mail.body
    assert "in their words: A &lt;list&gt; at our meeting in May." in html
    for text in (mail.body, html):
        assert "entered this address" not in text
        assert "/newsletter/never/" in text
    link = reader.link("/newsletter/confirm/")
    purpose = SignUpPage.objects.get().wording
    assert purpose in text_of(reader.get(link))
    reader.post(link)
    imported = Subscription.objects.get(address_key="a@example.org")
    assert imported.state == SubscriptionState.CONFIRMED
    assert imported.events.get(kind=EventKind.CONFIRMED).wording.text == purpose


def test_who_is_imported_is_asked_in_the_same_words_again_until_they_enter_the_address_themselves(staff):
    import_file(staff, basis="ask")
    imported = Subscription.objects.get()
    reader = Reader(staff)
    Limit.objects.all().delete()
    reader.post(reader.link("/newsletter/confirm/") + "again/")
    Limit.objects.all().delete()
    services.resend_confirmation(subscription=imported, staff="ada")
    Limit.objects.all().delete()
    reader.sign_up("a@example.org")
    kinds = OutgoingMessage.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == [*["newsletter.invite"] * 3, "newsletter.confirm"]


def test_the_record_names_the_member_of_staff_when_their_account_is_gone(staff):
    import_file(staff, basis="ask")
    get_user_model().objects.all().delete()
    assert Subscription.objects.get().events.get().staff == "ada"


@pytest.mark.parametrize("missing", ["basis", "origin"])
def test_nothing_is_imported_without_a_declared_ground(staff, missing):
    data = {"basis": "evidenced", "origin": "Form of 2021"}
    del data[missing]
    page = staff.post(IMPORT, {**data, "file": csv_file()})
    assert "sealed" not in page.context
    assert "This field is required." in text_of(page)


def test_a_long_file_name_does_not_push_the_ground_out_of_the_record(staff):
    file = csv_file(name=f"{'p' * 250}.csv")
    sealed = staff.post(IMPORT, {"basis": "ask", "origin": "x" * 200, "file": file}).context["sealed"]
    staff.post(f"{IMPORT}checked/", {"sealed": sealed})
    event = Subscription.objects.get().events.get()
    assert (event.source, event.note.endswith("ask each of them to confirm first")) == ("x" * 200, True)


@pytest.mark.parametrize("sealed", ["", "nonsense", "eyJ4IjoxfQ:1abcde:signature"])
def test_only_what_was_checked_can_be_imported(staff, sealed):
    page = text_of(staff.post(f"{IMPORT}checked/", {"sealed": sealed}, follow=True))
    assert "Choose the file and check it again." in page
    assert not Subscription.objects.exists()


def test_a_check_holds_for_an_hour(staff, monkeypatch):
    sealed = checked(staff, basis="ask").context["sealed"]
    an_hour_later = time.time() + 3605
    monkeypatch.setattr(signing.time, "time", lambda: an_hour_later)
    assert "more than an hour old" in text_of(staff.post(f"{IMPORT}checked/", {"sealed": sealed}, follow=True))
    assert not Subscription.objects.exists()


def test_the_longest_list_comes_back_from_the_browser_whole(staff):
    rows = "\n".join(f"{secrets.token_hex(32)}@{secrets.token_hex(30)}.example.org" for _ in range(MOST_ROWS - 1))
    sealed = checked(staff, f"email\n{rows}\n".encode(), basis="ask").context["sealed"]
    assert len(sealed) < settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert len(imports.unseal(sealed).addresses) == MOST_ROWS - 1


def test_evidenced_consent_puts_on_the_list_with_the_permission_only(staff):
    import_file(staff, basis="evidenced")
    assert Subscription.objects.get().state == SubscriptionState.CONFIRMED


def test_without_the_permission_everybody_is_asked(client, staff):
    sealed = checked(staff, basis="evidenced").context["sealed"]
    user = get_user_model().objects.create_user("ivy", "ivy@example.org", "a long password")
    user.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", "import_subscription"]))
    client.force_login(user)
    assert "sealed" not in checked(client, basis="evidenced").context
    assert client.post(f"{IMPORT}checked/", {"sealed": sealed}).status_code in {302, 403}
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\n", "empty"),
        (b"name\nx\n", "one of them should be"),
        (b"PK\x03\x04 and so on", "CSV UTF-8"),
        (b"email\n\0\n", "not a text file"),
        (b'email\n"' + b"a" * 200_000, "Is a quotation mark not closed"),
        (b"email\n" + b"a@example.org\n" * MOST_ROWS, "more than 2,000 rows"),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_clear_message(staff, content, words):
    assert words in text_of(checked(staff, content, basis="ask"))


def test_a_file_with_old_line_ends_and_semicolons_is_read(staff):
    page = text_of(checked(staff, b"name;email\rAda;a@example.org\r;\rBob;b@example.org\r", basis="ask"))
    assert "<strong>2</strong> new addresses" in page


@pytest.mark.parametrize("mail", list(Mail.values))
def test_every_mail_can_be_previewed_and_worded(staff, mail):
    assert text_of(staff.get("/admin/newsletter-mails/"))
    page = text_of(staff.get(f"/admin/newsletter-mails/{mail}/"))
    assert "reader@example.org" in page
    assert "secretariat" in text_of(staff.get(f"/admin/newsletter-mails/{mail}/html/"))
    words = {"subject": "New words", "opening": "Hello.", "button": "Press", "closing": ""}
    staff.post(f"/admin/newsletter-mails/{mail}/", words)
    html = text_of(staff.get(f"/admin/newsletter-mails/{mail}/html/"))
    assert "New words" in html
    assert "secretariat" in html
    staff.post(f"/admin/newsletter-mails/{mail}/reset/")
    assert not MailWording.of(Mail(mail)).is_changed


WORDS = {"subject": "First", "opening": "Hello.", "button": "Press", "closing": ""}
WELCOME = "/admin/newsletter-mails/welcome/"


def test_words_are_previewed_before_they_are_saved(staff):
    assert "First" in text_of(staff.post(f"{WELCOME}html/", WORDS))
    assert "Subject: This field is required." in text_of(staff.post(f"{WELCOME}html/", {**WORDS, "subject": ""}))
    assert not MailWording.objects.exists()


def test_earlier_words_are_kept_and_can_be_used_again(staff):
    for subject in ("First", "Second"):
        staff.post(WELCOME, {**WORDS, "subject": subject})
    staff.post(f"{WELCOME}reset/")
    row = MailWording.of(Mail.WELCOME)
    first = row.revisions.order_by("pk").first()
    page = text_of(staff.get(WELCOME))
    assert page.index("You are subscribed</li>") < page.index("by ada: Second") < page.index("by ada: First")
    earlier = text_of(staff.get(f"{WELCOME}?words={first.pk}"))
    assert 'value="First"' in earlier
    assert f"/html/?words={first.pk}" in earlier
    assert "First" in text_of(staff.get(f"{WELCOME}html/?words={first.pk}"))
    assert not MailWording.of(Mail.WELCOME).is_changed
    staff.post(f"{WELCOME}?words={first.pk}", WORDS)
    assert MailWording.of(Mail.WELCOME).subject == "First"
    assert MailWording.objects.count() == 1
    assert ModelLogEntry.objects.filter(action="wagtail.edit", content_type__model="mailwording").count() == 4


def test_words_that_never_were_are_not_found(staff):
    staff.post(WELCOME, WORDS)
    assert staff.get(f"{WELCOME}?words=999999").status_code == 404
    assert text_of(staff.get(f"{WELCOME}?words=x"))


def test_a_subject_with_an_invisible_character_is_refused(staff):
    words = {"subject": "News\u200bletter", "opening": "Hello.", "button": "Press", "closing": ""}
    assert "invisible character" in text_of(staff.post("/admin/newsletter-mails/confirm/", words))
    assert not MailWording.objects.exists()


@pytest.mark.parametrize(("character", "kept"), [("\u202e", ""), ("\u2028", " "), ("\v", " "), ("\x00", "")])
def test_one_that_no_text_keeps_is_taken_out(staff, character, kept):
    words = {"subject": f"News{character}letter", "opening": "Hello.", "button": "Press", "closing": ""}
    assert staff.post("/admin/newsletter-mails/confirm/", words).status_code == 302
    assert MailWording.objects.get().subject == f"News{kept}letter"


def test_the_outbox_says_what_waits_and_why_and_lets_staff_act(staff):
    subscribe()
    message = OutgoingMessage.objects.first()
    page = text_of(staff.get("/admin/outbox/"))
    assert "2 waiting, 0 failed, 0 in doubt" in page
    OutgoingMessage.objects.filter(pk=message.pk).update(state=State.UNCERTAIN, reason="Nobody knows")
    page = text_of(staff.get(f"/admin/outbox/message/{message.pk}/"))
    assert "Nobody knows" in page
    assert "It arrived" in page
    for act, state in (("retry", State.QUEUED), ("cancel", State.CANCELLED)):
        staff.post(f"/admin/outbox/message/{message.pk}/{act}/")
        message.refresh_from_db()
        assert message.state == state
    assert ModelLogEntry.objects.filter(action="mail.retry").exists()


def test_the_outbox_tells_what_went_and_what_was_refused(staff):
    subscribe()
    welcome, confirm = OutgoingMessage.objects.all()
    now = timezone.now()
    OutgoingMessage.objects.filter(pk=welcome.pk).update(state=State.SENT, finished_at=now, attempts=1)
    OutgoingMessage.objects.filter(pk=confirm.pk).update(
        state=State.FAILED, finished_at=now, refusal=Refusal.NO_SUCH_ADDRESS
    )
    page = text_of(staff.get("/admin/outbox/"))
    assert "1 sent in the last 24 hours, 1 of them in the last hour; 0 needed more than one attempt." in page
    assert "1 in the busiest minute (0.02 a second)." in page
    assert "Permanently refused in the last 30 days: 1 because the address does not exist." in page


def test_the_outbox_tells_whether_the_mail_server_is_still_tried(staff):
    away = {"server_away_since": timezone.now(), "server_error": "The mail server cannot be reached."}
    MailService.load()
    MailService.objects.update(**away, server_failures=4, next_probe_at=timezone.now())
    assert "The site is still trying." in text_of(staff.get("/admin/outbox/"))
    MailService.objects.update(server_failures=5)
    assert "No email will be sent before the next attempt at" in text_of(staff.get("/admin/outbox/"))


def test_staff_pause_and_resume_all_mail(staff):
    staff.post("/admin/outbox/service/pause/")
    assert MailService.load().is_paused
    assert "All email has been paused" in text_of(staff.get("/admin/outbox/"))
    staff.post("/admin/outbox/service/resume/")
    assert not MailService.load().is_paused


def test_blocked_addresses_can_be_edited(staff):
    assert "postmaster@" in text_of(staff.get("/admin/blocked-addresses/"))
    staff.post("/admin/blocked-addresses/new/", {"pattern": "@Spam.example", "note": ""})
    assert suppression.is_blocked(parse("a@spam.example"))


def test_the_mail_folder_is_shown_in_development_only(staff, settings, tmp_path):
    assert staff.get("/admin/mail-folder/").status_code == 404
    settings.MAIL_TRANSPORT = "lbn_site.mail.folder.FolderEmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    subscribe()
    delivery.deliver_due()
    page = text_of(staff.get("/admin/mail-folder/"))
    assert "You are subscribed" in page
    name = next(tmp_path.glob("*.eml")).stem
    assert "As plain text" in text_of(staff.get(f"/admin/mail-folder/{name}/"))
    assert "<html" in text_of(staff.get(f"/admin/mail-folder/{name}/html/"))


def test_staff_block_a_domain_in_its_own_letters_and_are_told_what_cannot_be_blocked(staff):
    add = "/admin/blocked-addresses/new/"
    assert "it must include an @" in text_of(staff.post(add, {"pattern": "example.org", "note": ""}))
    assert staff.post(add, {"pattern": "@Bücher.example", "note": ""}).status_code == 302
    assert "already exists" in text_of(staff.post(add, {"pattern": "@xn--bcher-kva.EXAMPLE", "note": ""}))
    Reader(staff).sign_up("ada@bücher.example")
    assert not Subscription.objects.exists()
