"""What our mails say and hold: the frame, the headers, no tracking, no stored link."""

import datetime
import email
import html
import logging
import re

import pytest
from django.core import mail
from django.utils import timezone

from lbn_site.core import log_redaction
from lbn_site.mail import delivery
from lbn_site.mail.models import OutgoingMessage
from lbn_site.newsletter import mail_admin, tokens
from lbn_site.newsletter.mail_wording import DEFAULT_WORDS, Mail, MailWording
from lbn_site.newsletter.models import ConsentEvent, Subscription
from lbn_site.newsletter.tokens import Purpose
from tests.newsletter.conftest import subscribe

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
ADDRESS = re.compile(r"""https?://[^\s"'<>)]+""")


@pytest.mark.parametrize("kind", list(Mail))
def test_every_mail_has_its_frame_and_reports_nothing_back(kind):
    content = mail_admin._sample(MailWording.of(kind))
    assert content.subject == DEFAULT_WORDS[kind].subject
    for text in (content.text, content.html):
        assert "APPG for ‘left behind’ neighbourhoods" in text
        assert "Local Trust (registered charity 1147511)" in text
        assert "not an official website of the House of Commons" in text
        assert "reader@example.org" in text
        addresses = ADDRESS.findall(text)
        assert addresses
        assert all(address.startswith("https://lbn.example/") and "?" not in address for address in addresses)
    assert "<img" not in content.html
    assert "url(" not in content.html
    assert len(content.html.encode()) < 80_000
    assert content.headers["Auto-Submitted"] == "auto-generated"


def test_the_request_to_confirm_says_who_asks_and_why_and_offers_two_ways():
    content = mail_admin._sample(MailWording.of(Mail.CONFIRM))
    for text in (content.text, html.unescape(content.html)):
        assert "was entered at https://lbn.example/" in text
        assert "If it was not you, there is nothing you need to do." in text
        assert "press the button on the page that opens" in text
        paths = {address.split("/")[4] for address in ADDRESS.findall(text) if "/newsletter/" in address}
        assert paths == {"confirm", "never"}
        assert len({address for address in ADDRESS.findall(text) if "/confirm/" in address}) == 1


def test_only_the_welcome_can_be_left_with_one_click():
    for kind in Mail:
        headers = mail_admin._sample(MailWording.of(kind)).headers
        assert ("List-Unsubscribe" in headers) == (kind == Mail.WELCOME)


def test_a_mail_is_built_as_mail_programs_expect():
    subscribe()
    delivery.deliver_due()
    for sent in mail.outbox:
        raw = sent.message().as_bytes(linesep="\r\n")
        parsed = email.message_from_bytes(raw)
        for header in ("From", "To", "Subject", "Date", "Message-ID"):
            assert len(parsed.get_all(header)) == 1
        assert [part.get_content_type() for part in parsed.get_payload()] == ["text/plain", "text/html"]
        assert max(len(line) for line in raw.split(b"\r\n")) <= 998


def test_no_link_is_stored_and_none_is_logged(caplog):
    with caplog.at_level(logging.DEBUG):
        subscription = subscribe()
        delivery.deliver_due()
    [confirm] = [message for message in mail.outbox if "You are subscribed" in message.subject]
    token = re.search(r"/unsubscribe/([^/]+)/", confirm.body).group(1)
    for model in (OutgoingMessage, Subscription, ConsentEvent):
        assert token.split(".")[1] not in str(list(model.objects.values_list()))
    assert token.split(".")[1] not in caplog.text
    assert subscription.address not in caplog.text


def test_a_link_in_a_log_line_is_cut_down():
    token = tokens.make(Purpose.CONFIRM, Subscription(), version=1)
    record = logging.LogRecord("x", logging.WARNING, "", 0, "Gone: %s", (f"/newsletter/confirm/{token}/",), None)
    log_redaction.RedactLinks().filter(record)
    assert record.getMessage() == "Gone: /newsletter/confirm/[link]/"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Not Found: /newsletter/confirm/0a 1b'2c?/~3d.Sig/", "Not Found: /newsletter/confirm/[link]/"),
        ("Gone: /newsletter/unsubscribe/0a-0-1f.Sig/undo/", "Gone: /newsletter/unsubscribe/[link]/"),
        (
            '"POST /newsletter/your-data/use/0a b.Sig/ HTTP/1.1" 410',
            '"POST /newsletter/your-data/use/[link]/ HTTP/1.1" 410',
        ),
        ("<WSGIRequest: GET '/newsletter/never/0a.Sig/'>", "<WSGIRequest: GET '/newsletter/never/[link]/'>"),
        ('Not Found: /newsletter/confirm/"0a.Sig"/', "Not Found: /newsletter/confirm/[link]/"),
        ("Not Found: /Newsletter/Confirm/0a.Sig", "Not Found: /Newsletter/Confirm/[link]"),
        ("Error: /newsletter/your-data/sent/", "Error: /newsletter/your-data/sent/"),
        ('"GET /newsletter/your-data/ HTTP/1.1" 200', '"GET /newsletter/your-data/ HTTP/1.1" 200'),
        ("Error: /newsletter/confirmed/", "Error: /newsletter/confirmed/"),
    ],
)
def test_a_broken_link_is_cut_down_too(line, kept):
    assert log_redaction.redact(line) == kept


def test_words_of_staff_cannot_break_the_frame_or_the_headers():
    MailWording.objects.create(
        mail=Mail.CONFIRM, subject="A\r\nBcc: x@example.org\u202e", opening="<b>Bold</b>", button="Go", closing=""
    )
    content = mail_admin._sample(MailWording.of(Mail.CONFIRM))
    assert content.subject == "A Bcc: x@example.org"
    assert "&lt;b&gt;Bold" in content.html
    assert "Local Trust" in content.html


@pytest.fixture
def subscription():
    return Subscription.objects.create(address="a@example.org", address_key="a@example.org")


def later(monkeypatch, **passed) -> None:
    """Let the clock of this process show a later (or an earlier) time."""
    moment = timezone.now() + datetime.timedelta(**passed)
    monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.mark.parametrize(
    ("purpose", "works_after", "dead_after"),
    [(Purpose.CONFIRM, 6.9, 0.2), (Purpose.OPEN_DATA, 0.04, 0.01), (Purpose.UNSUBSCRIBE, 730, None)],
)
def test_each_link_lives_as_long_as_it_should(subscription, monkeypatch, purpose, works_after, dead_after):
    token = tokens.make(purpose, subscription)
    later(monkeypatch, days=works_after)
    assert not tokens.read(purpose, token).is_expired
    if dead_after:
        later(monkeypatch, days=dead_after)
        assert tokens.read(purpose, token).is_expired


@pytest.mark.parametrize(("minutes", "is_fine"), [(-4, True), (-6, False)])
def test_a_clock_that_is_a_little_slow_rejects_no_fresh_link(subscription, monkeypatch, minutes, is_fine):
    token = tokens.make(Purpose.CONFIRM, subscription)
    later(monkeypatch, minutes=minutes)
    assert (tokens.read(Purpose.CONFIRM, token) is not None) == is_fine


def test_a_link_survives_a_new_secret_key(subscription, settings):
    token = tokens.make(Purpose.UNSUBSCRIBE, subscription)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another" * 10
    assert tokens.read(Purpose.UNSUBSCRIBE, token).public_id == subscription.public_id


def test_a_flipped_character_makes_a_link_nobodys(subscription):
    token = tokens.make(Purpose.UNSUBSCRIBE, subscription)
    for place, character in enumerate(token):
        other = chr(ord(character) ^ 1)
        assert tokens.read(Purpose.UNSUBSCRIBE, token[:place] + other + token[place + 1 :]) is None
