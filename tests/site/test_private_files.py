"""What the site writes is for its own account; other accounts of the machine read uploads and static files alone."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running_site import ROOT, clean_environment

WRITE_EVERYTHING = """
import django, pathlib
django.setup()
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.mail import EmailMessage
from django.core.mail import get_connection
from django.db import connection
from lbn_site.newsletter import withdrawals
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE something (name text)")
    cursor.execute("INSERT INTO something VALUES ('x')")
cache.set("key", "value")
default_storage.save("documents/report.txt", ContentFile(b"public"))
get_connection(settings.MAIL_TRANSPORT).send_messages([EmailMessage("S", "B", "a@example.org", ["b@example.org"])])
withdrawals._append("line")
(pathlib.Path(settings.VAR_DIR) / "beat.db").write_text("x")
"""
SERVED = {"media", "static"}


def start(folder: Path, code: str = "import django; django.setup()", **environment: str) -> None:
    subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=clean_environment(
            VAR_DIR=str(folder), DJANGO_SETTINGS_MODULE="lbn_site.settings.development", **environment
        ),
        check=True,
        timeout=120,
        preexec_fn=lambda: os.umask(0o022),  # as on a usual machine
    )


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def open_to_others(folder: Path) -> set[str]:
    """What stands in the folder and is not closed to other accounts."""
    return {path.name for path in folder.iterdir() if mode(path) & 0o077}


def test_everything_that_is_written_is_private_but_for_uploads(tmp_path):
    var = tmp_path / "var"
    start(var, WRITE_EVERYTHING)
    assert {"db.sqlite3", "mail", "withdrawals", "cache", "beat.db", "secret_key", "media"} <= set(os.listdir(var))
    assert open_to_others(var) == {"media"}
    assert mode(var) == 0o711
    upload = var / "media" / "documents" / "report.txt"
    assert [mode(path) for path in (upload, upload.parent, var / "media")] == [0o644, 0o755, 0o755]


def test_what_an_earlier_version_left_readable_is_closed_at_the_next_start(tmp_path):
    var = tmp_path / "var"
    for name in ("mail", "withdrawals", "broker", "media", "static"):
        (var / name).mkdir(parents=True)
        (var / name).chmod(0o755)
    for name in ("db.sqlite3", "db.sqlite3-wal", "db.sqlite3-shm", "beat.db", "staff-sign-in.txt"):
        (var / name).write_text("")
        (var / name).chmod(0o644)
    var.chmod(0o755)
    start(var)
    assert open_to_others(var) == SERVED
    assert mode(var) == 0o711


def test_a_database_and_notes_elsewhere_are_closed_too(tmp_path):
    database, notes = tmp_path / "data" / "lbn.sqlite3", tmp_path / "notes"
    database.parent.mkdir()
    notes.mkdir()
    notes.chmod(0o755)
    for part in ("", "-wal", "-shm"):
        Path(f"{database}{part}").write_text("")
        Path(f"{database}{part}").chmod(0o644)
    start(tmp_path / "var", DATABASE_URL=f"sqlite:///{database}", WITHDRAWALS_DIR=str(notes))
    assert open_to_others(database.parent) == set()
    assert mode(notes) == 0o700


@pytest.mark.parametrize("chosen", [0o700, 0o750])
def test_a_folder_that_was_made_narrower_stays_so(tmp_path, chosen):
    var = tmp_path / "var"
    var.mkdir()
    var.chmod(chosen)
    start(var)
    assert mode(var) == chosen & 0o711


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    foreign.chmod(0o755)
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "link").symlink_to(foreign)
    start(tmp_path / "var")
    assert mode(foreign) == 0o755
