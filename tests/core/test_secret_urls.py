"""Which addresses are secret, and what logs say of them."""

import logging
import time

import pytest

from lbn_site.core.log_redaction import RedactLinks, redact
from lbn_site.core.secret_urls import is_secret

RESET_KEY = "3-cx1a2b-" + "0f" * 16


@pytest.mark.parametrize(
    "path",
    [
        "/newsletter/confirm/0a.Sig/",
        "/newsletter/confirm/0a.Sig/again/",
        "/newsletter/never/0a.Sig",
        "/newsletter/unsubscribe/0a.Sig/undo/",
        "/newsletter/your-data/0a.Sig/",
        "/newsletter/your-data/use/0a.Sig/",
        "/newsletter/your-data/sent-by-nobody/",
        "/NEWSLETTER//Confirm///0a.Sig",
        "/old/newsletter/confirm/0a.Sig/",
        "/newsletter/confirm>0a",
        f"/accounts/password/reset/key/{RESET_KEY}/",
        f"/Accounts/Password/Reset/Key/{RESET_KEY}",
        "/accounts/invitation/0a/",
        "/helpful/comment/1:abc:Sig",
    ],
)
def test_what_stands_behind_an_emailed_link_is_secret(path):
    assert is_secret(path)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/newsletter/",
        "/newsletter/confirm/",
        "/newsletter/confirmed/",
        "/newsletter/your-data/",
        "/newsletter/your-data/sent/",
        "/newsletter/your-data/use/",
        "/news/confirm/x/",
        "/accounts/password/reset/",
        "/accounts/password/reset/key/done/",
        "/helpful/7",
    ],
)
def test_other_addresses_are_not(path):
    assert not is_secret(path)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (
            f'"POST /accounts/password/reset/key/{RESET_KEY}/ HTTP/1.1" 403',
            '"POST /accounts/password/reset/key/[link]/ HTTP/1.1" 403',
        ),
        ("Not Found: /accounts/password/reset/key/1-a b", "Not Found: /accounts/password/reset/key/[link]"),
        ("Not Found: /accounts/password/reset/key/done/", "Not Found: /accounts/password/reset/key/done/"),
        ("GET /%6Eewsletter%2F%43onfirm/0a.Sig/ HTTP/1.1", "GET /%6Eewsletter%2F%43onfirm/[link]/ HTTP/1.1"),
        (
            "/admin/?path=%2Fnewsletter%2Fnever%2F0a.Sig%2F",
            "/admin/?path=%2Fnewsletter%2Fnever%2F[link]",
        ),
        (
            "/accounts/login/?next=/%3Fa%3D%252Fnewsletter%252Fnever%252F0a.Sig",
            "/accounts/login/?next=/%3Fa%3D%252Fnewsletter%252Fnever%252F[link]",
        ),
        (f"A key: {RESET_KEY}.", "A key: [link]."),
        ("Not Found: /helpful/comment/7:1abc:" + "x" * 43, "Not Found: /helpful/comment/[link]"),
        ("Signed 7:1abc:" + "x" * 43, "Signed [link]"),
    ],
)
def test_a_log_line_says_what_the_link_is_for_only(line, kept):
    assert redact(line) == kept


def test_the_line_of_an_access_log_is_redacted_with_its_referrer():
    atoms = {
        "r": f"GET /accounts/password/reset/key/{RESET_KEY}/ HTTP/1.1",
        "f": f"https://x/newsletter/never/{RESET_KEY}",
    }
    record = logging.LogRecord("gunicorn.access", logging.INFO, "", 0, '"%(r)s" "%(f)s"', (atoms,), None)
    RedactLinks().filter(record)
    assert RESET_KEY not in record.getMessage()


@pytest.mark.parametrize("text", ["a" * 8000, "a-" * 4000, "newsletter/confirm/" * 400, "/" * 8000, "%2f" * 2700])
def test_no_line_takes_long(text):
    start = time.perf_counter()
    redact(text)
    is_secret(text)
    assert time.perf_counter() - start < 1
