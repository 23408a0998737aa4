"""The supervisor, with real processes: what it starts, what it mends, what it leaves behind (nothing)."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.running_site import ROOT, clean_environment, free_port

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def prepared(prepared_folder) -> Path:
    return prepared_folder()


class Running:
    """A supervisor that was started, what it printed, and the processes that run under its var folder."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self.log = folder / "up.log"
        self.log.write_text("")
        with self.log.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "scripts/up.py", *options],
                cwd=ROOT,
                env=clean_environment(VAR_DIR=str(folder), PORT=str(free_port())),
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def output(self) -> str:
        return self.log.read_text()

    def processes(self) -> dict[int, str]:
        """The command lines of the site's processes that live, the supervisor's own aside, by process id."""
        mark = f"VAR_DIR={self.folder}".encode()
        found = {}
        for entry in Path("/proc").iterdir():
            try:
                if entry.name.isdigit() and mark in (entry / "environ").read_bytes().split(b"\0"):
                    found[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except (OSError, ProcessLookupError):
                continue
        return {pid: line for pid, line in found.items() if line and pid != self.process.pid}

    def of_kind(self, word: str) -> set[int]:
        """The ids of the supervisor's direct children whose command line has this word."""
        return {
            pid for pid, line in self.processes().items() if word in line.split() and parent(pid) == self.process.pid
        }


def parent(pid: int) -> int | None:
    try:
        return int((Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return None


def eventually(condition: Callable[[], object], seconds: float = 30) -> None:
    """Wait until it is so, and fail if it never is."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "This never came true."
        time.sleep(0.1)


@pytest.fixture
def up(prepared) -> Iterator[Running]:
    running = Running(prepared)
    try:
        eventually(lambda: "The site:" in running.output(), 60)
        yield running
    finally:
        running.process.kill()
        running.process.wait()
        eventually(lambda: not running.processes(), 40)


def test_it_says_where_the_site_is_and_how_staff_sign_in(up):
    assert "http://127.0.0.1:" in up.output()
    assert "User name: admin" in up.output()
    assert all(len(up.of_kind(word)) == 1 for word in ("gunicorn", "worker", "beat"))


@pytest.mark.parametrize("word", ["gunicorn", "worker", "beat"])
def test_a_process_that_dies_is_started_again(up, word):
    (first,) = up.of_kind(word)
    os.kill(first, signal.SIGKILL)
    eventually(lambda: up.of_kind(word) - {first})
    assert "it starts again" in up.output()


def test_the_worker_starts_with_an_empty_broker_folder(up, prepared):
    half_written = prepared / "broker" / "messages" / "1_celery.msg"
    half_written.write_text("")
    (worker,) = up.of_kind("worker")
    os.kill(worker, signal.SIGKILL)
    eventually(lambda: up.of_kind("worker") - {worker})
    assert not half_written.exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_asked_to_stop_it_ends_well_and_leaves_nothing(up, number):
    up.process.send_signal(number)
    assert up.process.wait(30) == 0
    assert up.processes() == {}


def test_killed_it_leaves_no_orphan(up):
    assert up.processes()
    up.process.kill()
    up.process.wait()
    eventually(lambda: not up.processes(), 30)


def test_a_port_in_use_is_said_plainly(up, prepared):
    port = up.output().split("http://127.0.0.1:")[1].split("/")[0]
    second = subprocess.run(
        [sys.executable, "scripts/up.py"],
        cwd=ROOT,
        env=clean_environment(VAR_DIR=str(prepared), PORT=port),
        capture_output=True,
        text=True,
    )
    assert second.returncode == 1
    assert second.stderr == (
        f"Port {port} is in use. Stop what uses it, or choose another: make run PORT={int(port) + 1}\n"
    )


def test_with_its_parent_gone_it_stops(prepared):
    """As make starts it: when make is killed, the site does not go on without it."""
    starter = "import subprocess, sys, time; subprocess.Popen(sys.argv[1:]); time.sleep(600)"
    parent_process = subprocess.Popen(
        [sys.executable, "-c", starter, sys.executable, "scripts/up.py", "--with-parent"],
        cwd=ROOT,
        env=clean_environment(VAR_DIR=str(prepared), PORT=str(free_port())),
        stdout=subprocess.DEVNULL,
    )
    running = Running.__new__(Running)
    running.folder, running.process = prepared, parent_process
    eventually(lambda: any("worker" in line for line in running.processes().values()), 30)
    parent_process.kill()
    parent_process.wait()
    eventually(lambda: not running.processes(), 40)
