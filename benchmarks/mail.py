"""Messages a second through the outbox with 1 and 4 worker processes, beside a plain smtplib loop, in one run.

    .venv/bin/python benchmarks/mail.py [messages] [database address] [broker address]

Also the memory of a worker over the run. Read the ratios: the machine is never quiet. The messages go to Postfix's
smtp-sink where it is installed (Debian: postfix), which costs little, and to a sink in Python otherwise.
"""

import getpass
import os
import re
import shutil
import smtplib
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.mail.crash.workers import Workplace  # noqa: E402
from tests.mail.fault_server import free_port  # noqa: E402

SMTP_SINK = shutil.which("smtp-sink", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


class Sink:
    """A mail server in a process of its own that takes everything, and counts."""

    def __init__(self) -> None:
        self.port = free_port()
        self._counts, name = tempfile.mkstemp()
        Path(name).unlink()
        address, user = f"127.0.0.1:{self.port}", getpass.getuser()
        python = [sys.executable, str(ROOT / "benchmarks/smtp_sink.py"), str(self.port)]
        command = [SMTP_SINK, "-c", "-u", user, address, "256"] if SMTP_SINK else python
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=self._counts)
        self._wait_until_open()

    def __enter__(self) -> "Sink":
        return self

    def __exit__(self, *exception: object) -> None:
        self._process.terminate()
        self._process.communicate()
        os.close(self._counts)

    def _wait_until_open(self) -> None:
        for _ in range(100):
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
                return
            time.sleep(0.1)
        raise SystemExit("The sink does not open.")

    def taken(self) -> int:
        """How many messages it has taken: asked of the sink, as asking the database costs a core for a second."""
        if SMTP_SINK:
            return self._last_count()
        with smtplib.SMTP("127.0.0.1", self.port) as connection:
            return int(connection.docmd("HELP")[1].split()[0])

    def _last_count(self) -> int:
        written = os.fstat(self._counts).st_size
        tail = os.pread(self._counts, 100, max(written - 100, 0))
        return int((re.findall(rb"mesg=(\d+)\r", tail) or [0])[-1])


def plain_loop(port: int, count: int) -> float:
    """Messages a second of smtplib alone over one connection: the most that any Python sender can reach."""
    text = "A line of news that is long enough to look like one.\n" * 40
    started = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", port) as connection:
        for number in range(count):
            message = EmailMessage()
            message["From"], message["To"], message["Subject"] = "news@example.org", f"r{number}@example.org", "News"
            message.set_content(text)
            message.add_alternative(f"<html><body><p>{text * 12}</p></body></html>", subtype="html")
            connection.send_message(message)
    return count / (time.perf_counter() - started)


def through_the_outbox(sink: Sink, count: int, workers: int, database: str, broker: str) -> tuple[float, int, int]:
    """Messages a second, and a worker's memory in kB early and late."""
    with Workplace(database=database, broker=broker, lease=60) as place:
        place.environment["CRASH_SMTP_PORT"] = str(sink.port)
        place.start_beat()
        crew = [place.start_worker() for _ in range(workers)]
        time.sleep(8)
        early, late, before = 0, 0, sink.taken()
        place.queue(count, kinds=("bulk",))
        while sink.taken() < before + count:
            time.sleep(1)
            late = memory_of(crew[0].pid)
            early = early or (late if sink.taken() > before else 0)
        time.sleep(1)  # the last marks
        times = place.shell(
            "from django.db.models import Min, Max\n"
            "t=OutgoingMessage.objects.aggregate(a=Min('started_at'), b=Max('finished_at'))\n"
            "print((t['b']-t['a']).total_seconds())"
        )
        return count / float(times), early, late


def memory_of(parent: int) -> int:
    """Resident memory, in kB, of the largest child of a worker."""
    listing = subprocess.run(["ps", "-o", "rss=", "--ppid", str(parent)], capture_output=True, text=True).stdout
    return max((int(word) for word in listing.split()), default=0)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    database, broker = [*sys.argv[2:], "", ""][:2]
    print(f"sink: {SMTP_SINK or 'Python'}")
    with Sink() as sink:
        plain = plain_loop(sink.port, count)
        print(f"plain smtplib loop, one connection: {plain:7.0f} a second")
        for workers in (1, 4):
            rate, early, late = through_the_outbox(sink, count, workers, database, broker)
            print(
                f"outbox, {workers} worker{'s' if workers > 1 else ' '}:  {rate:7.0f} a second, "
                f"{rate / plain:.2f} of the loop; memory of a worker {early // 1024} -> {late // 1024} MB"
            )


if __name__ == "__main__":
    main()
