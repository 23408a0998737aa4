"""Settings say what is wrong with them in one plain line, and never run on a wrong guess."""

import socket
import subprocess
import sys
from http.client import HTTPResponse
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.db import connection

from lbn_site.settings import env
from tests.running_site import ROOT, clean_environment, running_site

SOUND = {
    "DJANGO_SETTINGS_MODULE": "lbn_site.settings.production",
    "SECRET_KEY": "",
    "SITE_URL": "https://lbn.example",
}
GOOD_SECRET = "".join(chr(33 + n) for n in range(60))
ENTRY_POINTS = {
    "manage.py": ["manage.py", "migrate"],
    "gunicorn": ["-m", "gunicorn", "lbn_site.wsgi"],
    "another WSGI server": ["-c", "import lbn_site.wsgi"],
    "worker": ["-m", "celery", "-A", "lbn_site.celery", "worker"],
    "beat": ["-m", "celery", "-A", "lbn_site.celery", "beat"],
    "prepare": ["scripts/prepare.py"],
}


def start(arguments: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start an entry point with these variables; it is expected to end by itself."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=clean_environment(VAR_DIR=str(folder), **{**SOUND, **environment}),
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("arguments", ENTRY_POINTS.values(), ids=ENTRY_POINTS)
def test_no_entry_point_starts_without_a_secret_key(arguments, tmp_path):
    result = start(arguments, tmp_path)
    assert result.returncode == 1
    assert result.stderr == "The settings are wrong: SECRET_KEY must be set.\n"


@pytest.mark.parametrize("weak", ["short", "a" * 60, "django-insecure-" + GOOD_SECRET])
def test_a_weak_secret_key_stops_the_start(weak, tmp_path):
    result = start(ENTRY_POINTS["manage.py"], tmp_path, SECRET_KEY=weak)
    assert result.returncode == 1
    assert result.stderr.startswith("The settings are wrong: SECRET_KEY is too weak")
    assert result.stderr.count("\n") == 1
    assert weak not in result.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITE_URL", "www.example.org"),
        ("SITE_URL", ""),
        ("PORT", "eight thousand"),
        ("PORT", "70000"),
        ("SERVE_MEDIA", "ye"),
        ("SECURE_SSL_REDIRECT", "maybe"),
        ("BEHIND_PROXY", "nginx"),
        ("SECURE_HSTS_SECONDS", "a year"),
        ("SECURE_HSTS_SECONDS", "-1"),
        ("DATABASE_URL", "oracle://somewhere/else"),
        ("DATABASE_URL", "postgresql://host"),
        ("CELERY_BROKER_URL", "redsi://127.0.0.1"),
        ("CACHE_URL", "nothing"),
        ("EMAIL_URL", "mailgate://host"),
        ("LOG_LEVEL", "LOUD"),
        ("FRONTEND_CACHE_URL", "cache.example"),
    ],
)
def test_a_broken_value_is_named(name, value, tmp_path):
    result = start(ENTRY_POINTS["manage.py"], tmp_path, **{"SECRET_KEY": GOOD_SECRET, name: value})
    assert result.returncode == 1
    assert result.stderr.startswith(f"The settings are wrong: {name} ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("settings", ["development", "production"])
def test_mail_reaches_nobody_until_a_server_is_named(settings, tmp_path):
    shown = ", ".join(f"settings.{name}" for name in ("EMAIL_BACKEND", "MAIL_TRANSPORT", "EMAIL_FILE_PATH"))
    show = ["-c", f"from django.conf import settings; print({shown})"]
    module = f"lbn_site.settings.{settings}"
    result = start(show, tmp_path, SECRET_KEY=GOOD_SECRET, DJANGO_SETTINGS_MODULE=module)
    outbox, transport = "lbn_site.mail.backend.OutboxEmailBackend", "lbn_site.mail.folder.FolderEmailBackend"
    assert result.stdout.split() == [outbox, transport, str(tmp_path / "mail")]


def test_no_test_reaches_out_into_the_world():
    with pytest.raises(AssertionError, match="tried to connect"):
        socket.create_connection(("192.88.99.1", 25), timeout=0.1)


def test_preparing_without_a_database_says_so_in_one_line(tmp_path):
    away = "postgresql://nobody@127.0.0.1:1/none"
    result = start(ENTRY_POINTS["prepare"], tmp_path, SECRET_KEY=GOOD_SECRET, DATABASE_URL=away)
    assert result.returncode == 1
    assert "The database that DATABASE_URL names does not answer" in result.stderr
    assert "Traceback" not in result.stderr


def test_while_the_database_is_away_visitors_get_a_plain_page(prepared_folder):
    with running_site(prepared_folder(), DATABASE_URL="postgresql://nobody@127.0.0.1:1/none") as site:
        assert urlopen(f"{site}/healthz/live").status == 200
        for address in ("/", "/faqs/", "/search/?q=place", "/no-such-page/"):
            answer = refusal(f"{site}{address}")
            assert answer.status == 503
            assert answer.headers["Retry-After"]
            assert answer.headers["Cache-Control"] == "no-store"
            assert b"<h1" in answer.read()
        assert refusal(f"{site}/healthz/ready").status == 503


def refusal(url: str) -> HTTPError | HTTPResponse:
    """The answer, also where it is an error."""
    try:
        return urlopen(url, timeout=30)
    except HTTPError as error:
        return error


@pytest.mark.skipif(connection.vendor != "postgresql", reason="asks PostgreSQL")
def test_postgresql_does_not_compile_the_queries_of_a_page(db):
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)


@pytest.mark.parametrize(("said", "meant"), [("", 0), ("no", 0), ("yes", 1), ("1", 1), ("2", 2)])
def test_the_proxies_in_front_may_be_counted(monkeypatch, said, meant):
    monkeypatch.setenv("BEHIND_PROXY", said)
    assert env.yes_or_number("BEHIND_PROXY") == meant
