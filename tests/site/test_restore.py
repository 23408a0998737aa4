"""A backup is made, life goes on, it is restored as docs/operations.md says: nothing comes back that must not."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.running_site import clean_environment

ROOT = Path(settings.BASE_DIR)
RUNBOOK = (ROOT / "docs" / "operations.md").read_text()

PEOPLE = """
from lbn_site.newsletter import erasure, services, tokens
from lbn_site.newsletter.email_address import parse
from lbn_site.newsletter.models import Subscription
from lbn_site.newsletter.tokens import Purpose

def sign_up(name):
    services.request_subscription(address=parse(f"{name}@example.org"), network=name, source="/", wording="Yes.")
    return person(name)

def person(name):
    return Subscription.objects.get(address_key=f"{name}@example.org")

def link(purpose, who):
    return tokens.read(purpose, tokens.make(purpose, who, version=who.link_version))

def subscribe(name):
    services.confirm(link=link(Purpose.CONFIRM, sign_up(name)))
"""
BEFORE = """
for name in ("stays", "leaves", "erased", "never", "returns"):
    subscribe(name)
from lbn_site.mail import delivery
delivery.deliver_due()
sign_up("waits")
"""
AFTER = """
delivery.deliver_due()
services.unsubscribe(link=link(Purpose.UNSUBSCRIBE, person("leaves")), how="a test")
erasure.erase(person("erased"))
services.never_mail(link=link(Purpose.NEVER_MAIL, person("never")))
services.unsubscribe(link=link(Purpose.UNSUBSCRIBE, person("returns")), how="a test")
services.undo_unsubscribing(link=link(Purpose.UNSUBSCRIBE, person("returns")))
subscribe("late")
erasure.erase(person("late"))
"""
LOOK = """
import json
from lbn_site.mail.models import OutgoingMessage
from lbn_site.newsletter import imports
names = [f"{name}@example.org" for name in ("stays", "leaves", "erased", "never", "returns", "waits", "late")]
print(json.dumps({
    "states": dict(Subscription.objects.exclude(address="").values_list("address_key", "state")),
    "suppressed": imports.plan("\\n".join(["email", *names]).encode()).suppressed,
    "mails": list(OutgoingMessage.objects.values_list("recipient", "state")),
}))
"""


class Installation:
    """A site with a database, a key and a folder of its own."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder, self.database = folder, database
        self.mail = folder / "mail"
        self.environment = clean_environment(
            VAR_DIR=str(folder), DATABASE_URL=database, DJANGO_SETTINGS_MODULE="lbn_site.settings.development"
        )

    def manage(self, *arguments: str) -> str:
        return run(sys.executable, "manage.py", *arguments, **self.environment)

    def does(self, code: str) -> str:
        return self.manage("shell", "--no-imports", "-c", PEOPLE + "from lbn_site.mail import delivery\n" + code)

    def mails_in_folder(self) -> int:
        return len(list(self.mail.iterdir()))


class Sqlite(Installation):
    """Backed up by its own online copy."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, f"sqlite:///{folder / 'db.sqlite3'}")

    def back_up(self) -> None:
        command = "import sqlite3; sqlite3.connect('{}').backup(sqlite3.connect('{}'))"
        assert command.format("var/db.sqlite3", "lbn.sqlite3") in RUNBOOK
        run(sys.executable, "-c", command.format(self.folder / "db.sqlite3", self.folder / "lbn.sqlite3"))

    def restore(self) -> None:
        for file in self.folder.glob("db.sqlite3*"):
            file.unlink()
        shutil.move(self.folder / "lbn.sqlite3", self.folder / "db.sqlite3")

    def holds(self, text: str) -> bool:
        with sqlite3.connect(self.folder / "db.sqlite3") as database:
            return text in "\n".join(database.iterdump())

    def remove(self) -> None:
        """The folder goes by itself."""


class PostgreSQL(Installation):
    """Backed up by its own tools."""

    def __init__(self, folder: Path) -> None:
        server = connection.settings_dict
        self.name, self.role = f"lbn_restored_{os.getpid()}", server["USER"] or "postgres"
        self.dump = folder / "lbn.dump"
        self.server = {
            **os.environ,
            "PGHOST": server["HOST"],
            "PGPORT": str(server["PORT"] or 5432),
            "PGUSER": self.role,
            "PGPASSWORD": server["PASSWORD"],
            "PGDATABASE": "postgres",
        }
        self.as_documented("createdb --owner=lbn lbn")
        password = f":{server['PASSWORD']}" if server["PASSWORD"] else ""
        at = f"{self.role}{password}@{self.server['PGHOST']}:{self.server['PGPORT']}"
        super().__init__(folder, f"postgresql://{at}/{self.name}")

    def as_documented(self, line: str) -> None:
        """Run this line of the runbook, with the names of this installation."""
        assert line in RUNBOOK
        named = {
            "lbn": self.name,
            "lbn.dump": str(self.dump),
            "--file=lbn.dump": f"--file={self.dump}",
            "--owner=lbn": f"--owner={self.role}",
            "--role=lbn": f"--role={self.role}",
            "--dbname=lbn": f"--dbname={self.name}",
        }
        run(*(named.get(word, word) for word in line.split(" ")), **self.server)

    def back_up(self) -> None:
        self.as_documented("pg_dump --format=custom --file=lbn.dump lbn")

    def restore(self) -> None:
        assert 'psql --command="ALTER DATABASE lbn RENAME TO lbn_before"' in RUNBOOK
        self.psql(f"ALTER DATABASE {self.name} RENAME TO {self.name}_before")
        self.as_documented("createdb --owner=lbn lbn")
        self.as_documented("pg_restore --no-owner --role=lbn --single-transaction --dbname=lbn lbn.dump")

    def holds(self, text: str) -> bool:
        return text in run("pg_dump", self.name, **self.server)

    def psql(self, statement: str) -> None:
        run("psql", f"--command={statement}", **self.server)

    def remove(self) -> None:
        for name in (self.name, f"{self.name}_before"):
            self.psql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self.dump.unlink(missing_ok=True)


def run(*command: str, **environment: str) -> str:
    """What it printed; fails with what it said."""
    result = subprocess.run(command, cwd=ROOT, env=environment or None, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture
def installation(tmp_path):
    if connection.vendor == "postgresql" and not shutil.which("pg_restore"):
        pytest.skip("PostgreSQL's own tools are not installed here.")
    made = PostgreSQL(tmp_path) if connection.vendor == "postgresql" else Sqlite(tmp_path)
    yield made
    made.remove()


@pytest.mark.slow
def test_after_a_restore_nobody_is_back_who_left_and_nothing_is_sent_twice(installation):
    installation.manage("migrate", "--verbosity", "0")
    installation.does(BEFORE)
    installation.back_up()
    installation.does(AFTER)
    sent = installation.mails_in_folder()
    installation.restore()
    installation.manage("migrate", "--verbosity", "0")
    told = installation.manage("after_restore")
    assert (
        "Newsletter: 3 taken off the list again, having unsubscribed or been erased after the backup; 5 recorded"
        in told
    )
    assert "Email: waiting in the backup, and now in doubt: 1." in told
    assert "Pages: every stored page is forgotten." in told
    assert "0 sent" in installation.manage("deliver_mail", "--once")
    assert installation.mails_in_folder() == sent
    found = json.loads(installation.does(LOOK))
    assert found["states"] == {
        "stays@example.org": "confirmed",
        "leaves@example.org": "unsubscribed",
        "returns@example.org": "confirmed",
        "waits@example.org": "pending",
    }
    assert found["suppressed"] == 4
    assert ["waits@example.org", "uncertain"] in found["mails"]
    assert not any(installation.holds(f"{name}@example.org") for name in ("erased", "never", "late"))
    again = installation.manage("after_restore")
    assert "Newsletter: 0 taken off" in again
    assert "now in doubt: 0." in again
