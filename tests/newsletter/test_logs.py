"""What stands in the logs, as they are written: no link that works, and no line that a visitor made up."""

import io
import logging
import random
import string
from urllib.parse import quote

import pytest

from lbn_site.core.log_redaction import RedactLinks
from lbn_site.newsletter import tokens, views
from lbn_site.newsletter.models import Subscription
from lbn_site.newsletter.tokens import Purpose
from tests.newsletter.conftest import links_of

pytestmark = pytest.mark.django_db
PATHS = [
    "confirm/{}/",
    "confirm/{}/again/",
    "never/{}/",
    "unsubscribe/{}/",
    "unsubscribe/{}/undo/",
    "unsubscribe/{}/reason/",
    "your-data/{}/",
    "your-data/use/{}/",
]
BODIES = [
    ("application/x-www-form-urlencoded", b"List-Unsubscribe=One-Click"),
    ("application/x-www-form-urlencoded; charset=nonsense", b"email=%00&moment=%ff&reason=%00"),
    ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % number for number in range(1200))),
    ("application/x-www-form-urlencoded", b"email=" + b"a" * 3_000_000),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
    ("application/json", b'{"email": "a@example.org"}'),
    ("image/png", b"\x89PNG\x00"),
    ("", b"\x00\xff"),
]
MARK = "MARKED"


@pytest.fixture
def log():
    """What our handler writes."""
    [handler] = [handler for handler in logging.getLogger().handlers if any_redacts(handler)]
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


def any_redacts(handler: logging.Handler) -> bool:
    return any(isinstance(each, RedactLinks) for each in handler.filters)


def send(reader, method: str, path: str, body: bytes, content_type: str):
    """As a browser on our own page would, with a body that no browser makes."""
    return reader.client.generic(method, path, body, content_type=content_type, headers=reader.origin)


def test_every_logger_of_django_writes_through_the_handler_that_redacts():
    for name in ("django", "django.request", "django.server", "django.security"):
        logger = logging.getLogger(name)
        assert (logger.handlers, logger.propagate) == ([], True)


def test_a_link_stands_in_no_log_line_whatever_becomes_of_it(reader, log, monkeypatch):
    links = links_of(reader)
    signatures = [link.rstrip("/").rpartition(".")[2] for link in links.values()]

    def fail(request, *args, **kwargs):
        raise RuntimeError(f"no template for {request.path}")

    with monkeypatch.context() as broken:
        broken.setattr(views, "render", fail)
        reader.client.raise_request_exception = False
        assert reader.get(links["never"]).status_code == 500
    for link in links.values():
        for path in (
            link,
            link[:-1],
            f"/old{link}",
            f"{link[:-1]}%0AINFO forged/",
            link.replace("/newsletter/", "//"),
        ):
            reader.get(path)
            reader.client.post(path)
            reader.client.put(path)
    for content_type, body in BODIES:
        send(reader, "POST", links["unsubscribe"], body, content_type)
    written = log.getvalue()
    assert "RuntimeError" in written
    assert [signature for signature in signatures if signature in written] == []
    assert "\nINFO forged" not in written
    assert "example.org" not in written


def test_random_links_and_odd_bodies_break_nothing_and_are_not_logged(reader, log):
    dice = random.Random(7)
    alphabet = string.ascii_letters + string.digits + string.punctuation.replace("/", "") + "\x00\n\r\u202e é💌"
    for _ in range(400):
        junk = "".join(dice.choices(alphabet, k=dice.choice([1, 40, 300])))
        path = "/newsletter/" + dice.choice(PATHS).format(quote(f"{MARK}{junk}", safe=""))
        content_type, body = dice.choice(BODIES)
        method = dice.choice(["GET", "POST", "POST"])
        answer = send(reader, method, path, body if method == "POST" else b"", content_type)
        assert answer.status_code < 500, (path, content_type)
    assert "[link]" in log.getvalue()
    assert MARK not in log.getvalue()


@pytest.mark.parametrize("path", ["", "sign-up/", "check-your-inbox/", "confirmed/", "your-data/", "your-data/sent/"])
def test_odd_bodies_break_no_page(reader, path):
    for content_type, body in BODIES:
        for method in ("POST", "PUT"):
            answer = send(reader, method, f"/newsletter/{path}", body, content_type)
            assert answer.status_code < 500, (method, content_type)


def test_ten_thousand_random_texts_are_nobodys_link():
    dice = random.Random(7)
    subscription = Subscription.objects.create(address="a@example.org", address_key="a@example.org")
    sound = tokens.make(Purpose.UNSUBSCRIBE, subscription)
    for number in range(10_000):
        text = "".join(dice.choices(string.printable, k=dice.randrange(120)))
        if number % 2:
            place = dice.randrange(len(sound))
            text = f"{sound[:place]}{text}{sound[place + dice.randrange(3) :]}"
        read = {purpose: link.token for purpose in Purpose if (link := tokens.read(purpose, text))}
        assert read in ({}, {Purpose.UNSUBSCRIBE: sound}), text
