"""Starts and kills real worker processes on a database and a broker of their own."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.mail.fault_server import FaultServer

ROOT = Path(__file__).resolve().parents[3]
WORKER = ["-m", "celery", "--quiet", "-A", "lbn_site.celery", "worker", "--pool", "prefork", "--concurrency", "1"]
QUIET = ["--loglevel", "ERROR", "--without-gossip", "--without-mingle", "--without-heartbeat"]
FINAL = {"sent", "failed", "uncertain", "cancelled"}


@dataclass
class Outcome:
    """What became of the messages."""

    kills: int
    messages: int
    seconds: float
    states: Counter = field(default_factory=Counter)
    lost: Counter = field(default_factory=Counter)
    doubled: Counter = field(default_factory=Counter)
    doubled_without_doubt: int = 0
    in_doubt: Counter = field(default_factory=Counter)

    def __str__(self) -> str:
        return (
            f"{self.messages} messages, {self.kills} kills, {self.seconds:.0f} s: {dict(self.states)}, "
            f"lost {dict(self.lost)}, doubled {dict(self.doubled)}, "
            f"doubled without doubt {self.doubled_without_doubt}, in doubt {dict(self.in_doubt)}"
        )


class Workplace:
    """A folder, a mail server, a database, a broker, and worker processes on them."""

    def __init__(self, *, database: str = "", broker: str = "", lease: float = 6) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="lbn-crash-"))
        self.server = FaultServer()
        self.processes: list[subprocess.Popen[bytes]] = []
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.mail.crash.settings",
            "VAR_DIR": str(self.folder),
            "PYTHONPATH": str(ROOT),
            "DATABASE_URL": database or f"sqlite:///{self.folder / 'db.sqlite3'}",
            "CELERY_BROKER_URL": broker or "filesystem://",
            "CRASH_SMTP_PORT": str(self.server.port),
            "CRASH_QUEUE": f"crash-{uuid.uuid4().hex[:8]}",
            "CRASH_LEASE_SECONDS": str(lease),
        }

    def __enter__(self) -> "Workplace":
        self.server.start()
        self.manage("migrate", "--verbosity", "0")
        self.empty()
        return self

    def __exit__(self, *exception: object) -> None:
        for process in list(self.processes):
            self.kill(process)
        self.empty()
        self.server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def empty(self) -> None:
        """Leave no message in a database that others use too."""
        self.shell("OutgoingMessage.objects.all().delete(); MailService.objects.all().delete()")

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        return subprocess.run(
            command, env=self.environment, cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout

    def shell(self, code: str) -> str:
        """Run a line of Python inside the site."""
        imports = "from lbn_site.mail.models import *; from lbn_site.mail import services; import json; "
        return self.manage("shell", "--no-imports", "-c", imports + code)

    def queue(self, count: int, kinds: tuple[str, ...] = ("urgent", "bulk")) -> None:
        """Put messages into the outbox at once, as one act; the kinds take turns."""
        self.shell(
            f"from django.db import transaction; kinds={kinds!r}\n"
            f"rows=[OutgoingMessage(kind=kinds[n % len(kinds)], recipient=f'r{{n}}@example.org', about=str(n), "
            f"priority=0 if kinds[n % len(kinds)] == 'urgent' else 10, dedupe_key=f'crash:{{n}}') "
            f"for n in range({count})]\n"
            f"OutgoingMessage.objects.bulk_create(rows, batch_size=500)"
        )

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            env=self.environment,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.processes.append(process)
        return process

    def start_worker(self) -> subprocess.Popen[bytes]:
        return self.start(*WORKER, *QUIET, "-n", f"{uuid.uuid4().hex[:8]}@crash")

    def start_beat(self) -> subprocess.Popen[bytes]:
        return self.start(
            "-m", "celery", "--quiet", "-A", "lbn_site.celery", "beat", "--pidfile=", "--loglevel", "ERROR"
        )

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """SIGKILL to the process and all it started."""
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process in self.processes:
            self.processes.remove(process)

    def rows(self) -> list[tuple[str, str, str, int]]:
        """Message-ID, kind, state and doubts of every message."""
        fields = "'message_id','kind','state','doubts'"
        return json.loads(self.shell(f"print(json.dumps(list(OutgoingMessage.objects.values_list({fields}))))"))

    def wait_until_settled(self, seconds: float) -> None:
        """Wait until nothing is queued or in hand; keep dead workers running meanwhile. Raises TimeoutError."""
        deadline = time.monotonic() + seconds
        while {state for _, _, state, _ in self.rows()} - FINAL:
            if time.monotonic() > deadline:
                raise TimeoutError(Counter((kind, state) for _, kind, state, _ in self.rows()))
            self.replace_dead_workers()
            time.sleep(1)

    def replace_dead_workers(self) -> None:
        """As the supervisor does: the embedded broker's folder is cleared before a worker starts again."""
        for process in [process for process in self.processes if process.poll() is not None]:
            self.kill(process)
            self.start_worker()

    def outcome(self, kills: int, seconds: float) -> Outcome:
        rows = self.rows()
        accepted = Counter(message_id for message_id, _ in self.server.accepted)
        outcome = Outcome(kills, len(rows), seconds)
        for message_id, kind, state, doubts in rows:
            times = accepted[message_id]
            outcome.states[f"{kind} {state}"] += 1
            outcome.in_doubt[kind] += bool(doubts)
            outcome.lost[kind] += state not in FINAL or (state == "sent" and not times)
            outcome.doubled[kind] += max(times - 1, 0)
            outcome.doubled_without_doubt += max(times - 1, 0) if not doubts else 0
        return outcome


def kill_at_random(
    *,
    kills: int,
    messages: int,
    workers: int,
    database: str = "",
    broker: str = "",
    slow: float = 0.02,
    kinds: tuple[str, ...] = ("urgent", "bulk"),
) -> Outcome:
    """Deliver messages with workers of which one is killed at a time, at random moments while it works."""
    with Workplace(database=database, broker=broker) as place:
        place.server.faults["data"] = f"slow:{slow}"
        place.queue(messages, kinds)
        started = time.monotonic()
        place.start_beat()
        crew = [place.start_worker() for _ in range(workers)]
        done = 0
        while done < kills:
            before = len(place.server.accepted)
            _wait_for(lambda before=before: len(place.server.accepted) > before + random.randint(3, 12), 120)
            victim = random.choice(crew)
            place.kill(victim)
            crew[crew.index(victim)] = place.start_worker()
            done += 1
        place.wait_until_settled(180)
        return place.outcome(done, time.monotonic() - started)


def _wait_for(condition, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError("No worker sent anything.")
        time.sleep(0.002)
