"""How long a request for a new password takes for known and unknown addresses, on each database, whatever mail does.

    .venv/bin/python benchmarks/password_reset.py [requests] [postgresql address]

The mail server is up, refuses connections, or takes them and stays silent; a worker delivers meanwhile. Known and
unknown addresses take turns in one process, each from a network of its own; times are of the whole request in the
test client. The address names any database of the server: one of the benchmark's own is made and removed.
"""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.mail.fault_server import FaultServer  # noqa: E402

WARM_UP = 5
DATABASE = "lbn_benchmark_password_reset"


def one_case(count: int) -> None:
    """Ask for `count` known and as many unknown addresses; prints medians, their ratio and the answers."""
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.test import Client

    get_user_model().objects.bulk_create(
        [
            get_user_model()(username=f"known{number}", email=f"known{number}@example.org")
            for number in range(count + WARM_UP)
        ],
        ignore_conflicts=True,
    )
    client = Client(raise_request_exception=False)
    times: dict[str, list[float]] = {"known": [], "unknown": []}
    answers: dict[str, set[int]] = {"known": set(), "unknown": set()}
    for number in range(count + WARM_UP):
        for place, who in enumerate(times if number % 2 else reversed(times)):
            network = f"10.{number // 250}.{number % 250}.{place + 1}"
            data = {"email": f"{who}{number}@example.org"}
            started = time.perf_counter()
            response = client.post("/accounts/password/reset/", data, REMOTE_ADDR=network)
            taken = (time.perf_counter() - started) * 1000
            if number >= WARM_UP:  # the first requests of a process pay for imports and templates
                times[who].append(taken)
                answers[who].add(response.status_code)
    known, unknown = statistics.median(times["known"]), statistics.median(times["unknown"])
    longest = {who: max(taken) for who, taken in times.items()}
    print(
        f"known {known:7.1f} ms   unknown {unknown:7.1f} ms   known/unknown {known / unknown:5.2f}   "
        f"longest {longest['known']:7.1f} and {longest['unknown']:7.1f} ms   "
        f"answers {sorted(answers['known'])} and {sorted(answers['unknown'])}",
        flush=True,
    )


@contextmanager
def mail_servers() -> Iterator[dict[str, str]]:
    """Addresses of a mail server that is up, one that refuses connections and one that is silent."""
    silent = socket.create_server(("127.0.0.1", 0), backlog=200)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        refused = closed.getsockname()[1]
    up = FaultServer()
    up.start()
    try:
        yield {
            "up": f"smtp://127.0.0.1:{up.port}",
            "refuses": f"smtp://127.0.0.1:{refused}",
            "silent": f"smtp://127.0.0.1:{silent.getsockname()[1]}",
        }
    finally:
        up.stop()
        silent.close()


@contextmanager
def own_database(address: str) -> Iterator[str]:
    """A database of the benchmark's own on that server."""
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {DATABASE}")
        try:
            yield f"{address.rpartition('/')[0]}/{DATABASE}"
        finally:
            server.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")


def cases(count: int, folder: Path, name: str, database: str) -> None:
    """Every state of the mail server on this database."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "lbn_site.settings.development",
        "ALLOWED_HOSTS": "testserver",
        "DEBUG": "no",
        "LOG_LEVEL": "CRITICAL",
        "PYTHONWARNINGS": "ignore",
        "VAR_DIR": str(folder / name),
        "DATABASE_URL": database,
    }
    manage = [sys.executable, str(ROOT / "manage.py")]
    subprocess.run([*manage, "migrate", "-v", "0"], env=environment, check=True)
    with mail_servers() as servers:
        for state, address in servers.items():
            subprocess.run(
                [*manage, "shell", "-v", "0", "-c", EMPTY], env=environment, check=True, stdout=subprocess.DEVNULL
            )
            environment["EMAIL_URL"] = address
            worker = subprocess.Popen(
                [*manage, "deliver_mail", "--loop"],
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            try:
                print(f"{name:11} mail server {state:8}", end="", flush=True)
                subprocess.run([sys.executable, __file__, "--case", str(count)], env=environment, check=True)
            finally:
                worker.terminate()
                worker.wait()


EMPTY = "from lbn_site.mail.models import OutgoingMessage as O; O.objects.all().delete()"


def main() -> None:
    """Every case on both databases."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    address = sys.argv[2] if len(sys.argv) > 2 else "postgresql://postgres@127.0.0.1:5432/postgres"
    folder = Path(tempfile.mkdtemp(prefix="lbn-password-reset-"))
    try:
        cases(count, folder, "SQLite", f"sqlite:///{folder / 'db.sqlite3'}")
        with own_database(address) as database:
            cases(count, folder, "PostgreSQL", database)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--case"]:
        one_case(int(sys.argv[2]))
    else:
        main()
