"""How long a sign-up takes while the broker is up, refuses connections, or accepts and stays silent.

    .venv/bin/python benchmarks/sign_up.py [sign-ups] [redis address] [amqp address]

Each case runs in a process of its own on a copy of one database; times are of the whole request in the test client.
"""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


def one_case(count: int) -> None:
    """Sign up `count` addresses from as many networks; prints first, median, 95th percentile and longest in ms."""
    import django

    django.setup()
    from django.test import Client

    from lbn_site.mail import doorbell
    from lbn_site.newsletter.forms import _signer

    client = Client()
    original = time.time
    time.time = lambda: original() - 60  # type: ignore[assignment]
    shown = _signer.sign("shown")
    time.time = original  # type: ignore[assignment]
    client.get("/newsletter/")
    times = []
    for number in range(-1, count):
        # The first request of a process pays for imports and templates; the broker is left out of it.
        if number < 0:
            doorbell.leave_in_peace(60)
        elif number == 0:
            doorbell.forget_failures()
        data = {"email": f"reader{number}@example{number}.org", "website": "", "moment": shown, "source": "/"}
        network = f"10.{(number + 1) // 250}.{(number + 1) % 250}.1"
        started = time.perf_counter()
        response = client.post(
            "/newsletter/sign-up/", data, headers={"Sec-Fetch-Site": "same-origin"}, REMOTE_ADDR=network
        )
        if number >= 0:
            times.append((time.perf_counter() - started) * 1000)
        assert response.status_code == 303, response.content
    ordered = sorted(times)
    print(
        f"first {times[0]:7.1f}   p50 {statistics.median(times):6.1f}   "
        f"p95 {ordered[int(count * 0.95)]:6.1f}   longest {ordered[-1]:7.1f} ms"
    )


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    redis, amqp = [*sys.argv[2:], "redis://127.0.0.1:6379/5", "amqp://guest:guest@127.0.0.1:5672//"][:2]
    silent = socket.socket()
    silent.bind(("127.0.0.1", 0))
    silent.listen(50)
    closed = socket.socket()
    closed.bind(("127.0.0.1", 0))
    refused_port, silent_port = closed.getsockname()[1], silent.getsockname()[1]
    closed.close()
    cases = {
        "files, up": "filesystem://",
        "Redis, up": redis,
        "Redis, refused": f"redis://127.0.0.1:{refused_port}/0",
        "Redis, silent": f"redis://127.0.0.1:{silent_port}/0",
        "RabbitMQ, up": amqp,
        "RabbitMQ, refused": f"amqp://guest:guest@127.0.0.1:{refused_port}//",
        "RabbitMQ, silent": f"amqp://guest:guest@127.0.0.1:{silent_port}//",
    }
    folder = Path(tempfile.mkdtemp(prefix="lbn-sign-up-"))
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "lbn_site.settings.development",
        "ALLOWED_HOSTS": "testserver",
        "DEBUG": "no",
        "LOG_LEVEL": "ERROR",
        "PYTHONWARNINGS": "ignore",
    }
    try:
        first = folder / "first"
        manage = [sys.executable, str(ROOT / "manage.py")]
        for command in (["migrate", "-v", "0"], ["load_example"]):
            subprocess.run(
                [*manage, *command], env={**environment, "VAR_DIR": str(first)}, check=True, stdout=subprocess.DEVNULL
            )
        for number, (name, broker) in enumerate(cases.items()):
            place = folder / str(number)
            shutil.copytree(first, place)
            print(f"{name:18}", end=" ", flush=True)
            subprocess.run(
                [sys.executable, __file__, "--case", str(count)],
                env={**environment, "VAR_DIR": str(place), "CELERY_BROKER_URL": broker},
                check=True,
            )
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--case"]:
        one_case(int(sys.argv[2]))
    else:
        main()
