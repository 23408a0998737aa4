"""The site as `make serve` runs it: a real gunicorn with production settings and the example content."""

import fcntl
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from scripts.up import dying_with

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 60


def prepare_once(template: Path) -> None:
    """Fill `template` as a first `make serve` does, unless another test process did; they wait for each other."""
    with template.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (template / "staff-sign-in.txt").exists():
            run_locally("scripts/prepare.py", folder=template)


def run_locally(*arguments: str, folder: Path, **environment: str) -> None:
    """Run a script to its end with production settings; fail with what it said."""
    result = subprocess.run(
        [sys.executable, "scripts/serve_locally.py", *arguments],
        cwd=ROOT,
        env=clean_environment(VAR_DIR=str(folder), **environment),
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stdout + result.stderr


@contextmanager
def running_site(folder: Path, **environment: str) -> Iterator[str]:
    """Serve what `folder` holds; gives the address."""
    port = free_port()
    log = folder / "web.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "scripts/serve_locally.py", "-m", "gunicorn", "--workers", "1", "lbn_site.wsgi"],
            cwd=ROOT,
            env=clean_environment(VAR_DIR=str(folder), PORT=str(port), **environment),
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=dying_with(os.getpid()),
        )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_it_answers(f"{address}/healthz/live", server, log)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def wait_until_it_answers(address: str, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"The site did not start:\n{log.read_text()}")


def clean_environment(**extra: str) -> dict[str, str]:
    """The environment without what this test run chose for itself."""
    chosen = {
        "DJANGO_SETTINGS_MODULE",
        "VAR_DIR",
        "SECRET_KEY",
        "SITE_URL",
        "PORT",
        "DATABASE_URL",
        "CELERY_BROKER_URL",
    }
    return {name: value for name, value in os.environ.items() if name not in chosen} | extra


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
