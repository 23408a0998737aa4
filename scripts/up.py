"""Run the whole site in one process tree: the web server, the Celery worker and Celery's clock (beat).

    .venv/bin/python scripts/up.py [--reload] [--with-parent]

A plain script that knows no Django, so that it stays small and cannot fall with what it watches over.
- A process that dies is started again, after a pause that grows while it keeps dying.
- Ctrl-C, SIGTERM and a closed terminal stop all of them in a few seconds.
- Should this script itself be killed, the kernel stops its children (prctl(2), PR_SET_PDEATHSIG): none is orphaned.

On a server of your own, systemd can run the three processes one by one instead: see docs/operations.md.
"""

import argparse
import ctypes
import errno
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
# A process that ran this long was well: its next pause is the first one again.
HEALTHY_SECONDS = 20.0
# What a process may take to finish its work when it is asked to stop.
STOP_SECONDS = 15.0
PR_SET_PDEATHSIG = 1


def main() -> None:
    """Read the command line, start everything, and watch until told to stop."""
    parser = argparse.ArgumentParser(description="Run the web server, the worker and beat together.")
    parser.add_argument("--reload", action="store_true", help="restart the web server when code changes")
    parser.add_argument("--with-parent", action="store_true", help="stop when the program that started this ends")
    options = parser.parse_args()
    if options.with_parent:
        die_with_parent(signal.SIGTERM)
    os.chdir(ROOT)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lbn_site.settings.development")
    port = chosen_port()
    need_free_port(port)
    folder = Path(os.environ.get("VAR_DIR") or ROOT / "var").expanduser().absolute()
    with stop_requests() as stop_requested:
        group = Group(port, folder, reload=options.reload)
        try:
            group.start()
            group.watch(stop_requested)
        finally:
            group.stop()


def command_lines(port: int, reload: bool) -> dict[str, list[str]]:
    """The command line of each process, by name."""
    python = [sys.executable, "-m"]
    celery = [*python, "celery", "--quiet", "-A", "lbn_site.celery"]
    web = [*python, "gunicorn", "--bind", f"{HOST}:{port}", *(["--reload"] if reload else []), "lbn_site.wsgi"]
    worker = [*celery, "worker", "--pool", "prefork", "--concurrency", os.environ.get("WORKER_CONCURRENCY", "1")]
    return {
        "web": web,
        "worker": [*worker, "--loglevel", "WARNING", "--without-gossip", "--without-mingle", "--without-heartbeat"],
        "beat": [*celery, "beat", "--loglevel", "WARNING", "--pidfile="],
    }


class Group:
    """The processes, each in a session of its own, so that a Ctrl-C reaches them in good order through us."""

    def __init__(self, port: int, folder: Path, reload: bool) -> None:
        self.port, self.folder = port, folder
        self.processes = [Process(name, line, folder) for name, line in command_lines(port, reload).items()]

    def start(self) -> None:
        for process in self.processes:
            process.start()

    def watch(self, stop_requested: threading.Event) -> None:
        """Restart what dies until a stop is asked for; say so once, when the site answers."""
        announced = False
        while not stop_requested.wait(0.1):
            for process in self.processes:
                process.restart_if_dead()
            if not announced and answers(self.port):
                announce(self.port, self.folder)
                announced = True

    def stop(self) -> None:
        """Ask all to finish, wait, and end what does not."""
        say("stopping ...")
        for process in self.processes:
            process.ask_to_stop()
        deadline = time.monotonic() + STOP_SECONDS
        for process in self.processes:
            process.end(deadline)


class Process:
    """One process that is kept alive."""

    def __init__(self, name: str, command: list[str], folder: Path) -> None:
        self.name, self.command, self.folder = name, command, folder
        self.child: subprocess.Popen[bytes] | None = None
        self.started_at = 0.0
        self.pause = FIRST_PAUSE
        self.restart_at = 0.0

    def start(self) -> None:
        if self.name == "worker":
            clear_embedded_broker(self.folder)
        self.started_at = time.monotonic()
        self.child = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=dying_with(os.getpid()),
        )
        assert self.child.stdout is not None  # noqa: S101 - as asked for above
        threading.Thread(target=print_lines, args=(self.name, self.child.stdout), daemon=True).start()

    def restart_if_dead(self) -> None:
        now = time.monotonic()
        if self.child is not None:
            if self.child.poll() is None:
                return
            if now - self.started_at > HEALTHY_SECONDS:
                self.pause = FIRST_PAUSE
            say(f"{self.name} ended ({reason(self.child.returncode)}); it starts again in {self.pause:g} s.")
            self.kill_group()
            self.child = None
            self.restart_at = now + self.pause
            self.pause = min(self.pause * 2, LONGEST_PAUSE)
        elif now >= self.restart_at:
            self.start()

    def ask_to_stop(self) -> None:
        if self.child is not None and self.child.poll() is None:
            self.child.terminate()

    def end(self, deadline: float) -> None:
        """Wait until `deadline` (monotonic seconds), then end the process and all that it started."""
        if self.child is None:
            return
        try:
            self.child.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            say(f"{self.name} does not stop by itself; it is ended.")
        self.kill_group()
        self.child.wait()

    def kill_group(self) -> None:
        """End whatever is left of the process's session (pool workers of a killed worker, say)."""
        assert self.child is not None  # noqa: S101 - callers have one
        try:
            os.killpg(self.child.pid, signal.SIGKILL)
        except ProcessLookupError:
            return


def clear_embedded_broker(folder: Path) -> None:
    """Drop the embedded broker's message files: one that was cut off in writing stops every worker.

    Nothing is lost: the work itself is in the database, and the periodic sweeps find it.
    """
    for name in ("messages", "control"):
        path = folder / "broker" / name
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(mode=0o700, parents=True, exist_ok=True)


def chosen_port() -> int:
    """PORT from the environment, 8000 without one."""
    value = os.environ.get("PORT", "").strip() or "8000"
    if not value.isdigit() or not 0 < int(value) < 65536:
        sys.exit(f"PORT must be a number from 1 to 65535, not {value!r}.")
    return int(value)


def need_free_port(port: int) -> None:
    """Stop with a plain message when something else listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EACCES:
                sys.exit(f"Port {port} needs more rights than you have. Choose another: make run PORT=8001")
            sys.exit(f"Port {port} is in use. Stop what uses it, or choose another: make run PORT={port + 1}")


def announce(port: int, folder: Path) -> None:
    """Say where the site is and how staff sign in."""
    address = f"http://{HOST}:{port}"
    sign_in = folder / "staff-sign-in.txt"
    lines = [f"The site:       {address}/", f"Staff sign in:  {address}/admin/"]
    if sign_in.exists():
        lines += [f"                {line}" for line in sign_in.read_text().splitlines()]
    print("", *(f"  {line}" for line in [*lines, "Ctrl-C stops it."]), "", sep="\n", flush=True)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


@contextmanager
def stop_requests() -> Iterator[threading.Event]:
    """An event that is set by Ctrl-C, SIGTERM or a closed terminal."""
    event = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: event.set())
    yield event


def dying_with(parent: int) -> Callable[[], None]:
    """What a child does before it becomes its program: ask the kernel to stop it when `parent` ends."""

    def prepare() -> None:
        die_with_parent(signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)  # the parent ended before the request was made

    return prepare


def die_with_parent(number: signal.Signals) -> None:
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, number)


def print_lines(name: str, stream: BinaryIO) -> None:
    """Copy a process's output, each line with its name in front."""
    for line in stream:
        sys.stdout.write(f"{name:<6} | {line.decode(errors='replace').rstrip()}\n")
        sys.stdout.flush()


def reason(code: int) -> str:
    return f"exit code {code}" if code >= 0 else signal.Signals(-code).name


def say(text: str) -> None:
    print(f"up     | {text}", flush=True)


# Only Linux has prctl; elsewhere a killed supervisor leaves its children running.
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None

if __name__ == "__main__":
    main()
