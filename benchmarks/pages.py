"""What a first view weighs, what a page costs the database, and how fast a cached page goes out.

    .venv/bin/python -m benchmarks.pages

Needs `make test` to have run once (its environment). Prints tables; the rates are ratios of one run, alternating.
"""

import gzip
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.request import Request, urlopen

import brotli

from tests.running_site import ROOT, clean_environment, free_port, prepare_once, running_site

PAGES = {
    "home": "/",
    "explainer": "/about/",
    "FAQ": "/faqs/",
    "one answer": None,
    "neighbourhoods": "/neighbourhoods/",
}
ROUNDS, SECONDS_A_ROUND = 7, 2.0


def main() -> None:
    """Prepare a site, serve it, and measure."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "var"
        prepare_once(folder)
        with running_site(folder) as site:
            pages = {name: path or first_answer(site) for name, path in PAGES.items()}
            weigh(site, pages)
            count_queries(folder, pages)
            rate(site, Path(temporary))


def first_answer(site: str) -> str:
    """The path of the first question that the FAQ links to."""
    _, html = fetch(f"{site}/faqs/")
    found = re.search(rb'href="(/faqs/[a-z0-9-]+/)"', html)
    return found[1].decode() if found else "/faqs/"


def weigh(site: str, pages: dict[str, str]) -> None:
    """Bytes until the first view: HTML with its inlined sheets, and sheets it links to; scripts beside them."""
    print(f"{'first view, bytes':<22}{'raw':>8}{'gzip':>8}{'brotli':>8}{'scripts (gzip)':>16}")
    for name, path in pages.items():
        _, html = fetch(site + path)
        text = html.decode()
        sheets = [
            fetch(urljoin(site + path, link))[1] for link in re.findall(r'rel="stylesheet" href="([^"]+)"', text)
        ]
        scripts = [fetch(urljoin(site + path, link))[1] for link in re.findall(r'<script[^>]* src="([^"]+)"', text)]
        parts = [html, *sheets]
        zipped, brotlied = (sum(map(code, parts)) for code in (gzip_size, brotli_size))
        print(f"{name:<22}{sum(map(len, parts)):>8}{zipped:>8}{brotlied:>8}{sum(map(gzip_size, scripts)):>16}")


def count_queries(folder: Path, pages: dict[str, str]) -> None:
    """Queries of the first visit after a purge, and of the second."""
    code = f"""
import os, sys
import django
django.setup()
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lbn_site.delivery.purge import purge_public_pages
client = Client(headers={{"host": "127.0.0.1"}})
client.get("/")
print(f"{{'queries':<22}}{{'cold':>8}}{{'cached':>8}}")
for name, path in {pages!r}.items():
    purge_public_pages()
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as found:
            client.get(path)
        counts.append(len(found))
    print(f"{{name:<22}}{{counts[0]:>8}}{{counts[1]:>8}}")
"""
    command = [sys.executable, "scripts/serve_locally.py", "-c", code]
    subprocess.run(command, cwd=ROOT, env=clean_environment(VAR_DIR=str(folder), LOG_LEVEL="ERROR"), check=True)


def rate(site: str, folder: Path) -> None:
    """Requests a second of the cached home page, and of the same bytes from a bare Django view."""
    _, body = fetch(f"{site}/", encoding="br")
    (folder / "body").write_bytes(body)
    with bare_view(folder / "body") as bare:
        rates: dict[str, list[float]] = {"cached page": [], "bare view": []}
        for _ in range(ROUNDS):
            rates["cached page"].append(requests_a_second(site))
            rates["bare view"].append(requests_a_second(bare))
    print(
        f"{'requests/s':<22}{'median':>8}{'least':>8}{'most':>8}   ({len(body)} bytes, one connection, one process)"
    )
    for name, found in rates.items():
        print(f"{name:<22}{statistics.median(found):>8.0f}{min(found):>8.0f}{max(found):>8.0f}")
    ratio = statistics.median(rates["cached page"]) / statistics.median(rates["bare view"])
    print(f"ratio: {ratio:.2f}")


@contextmanager
def bare_view(body: Path) -> Iterator[str]:
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--config",
        "/dev/null",
        "--worker-class",
        "gthread",
        "--threads",
        "4",
    ]
    command += ["--no-control-socket", "--log-level", "error", "--bind", f"127.0.0.1:{port}"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "BODY_FILE": str(body)}
    # Started in another folder, so that gunicorn does not read the site's gunicorn.conf.py.
    server = subprocess.Popen([*command, "benchmarks.bare_view:application"], cwd=body.parent, env=environment)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def requests_a_second(address: str) -> float:
    """One connection, one request after the other, for SECONDS_A_ROUND."""
    parts = urlsplit(address)
    request = f"GET / HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept-Encoding: br\r\n\r\n".encode()
    done, started = 0, time.perf_counter()
    with socket.create_connection((parts.hostname, parts.port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while time.perf_counter() - started < SECONDS_A_ROUND:
            connection.sendall(request)
            read_answer(connection)
            done += 1
    return done / (time.perf_counter() - started)


def read_answer(connection: socket.socket) -> None:
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65536)
    head, _, body = data.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
    if not head.startswith(b"HTTP/1.1 200") or not length:
        sys.exit(f"An answer that cannot be compared: {head[:300]!r}")
    left = int(length[1]) - len(body)
    while left > 0:
        left -= len(connection.recv(65536))


def fetch(url: str, encoding: str = "identity"):
    with urlopen(Request(url, headers={"Accept-Encoding": encoding})) as response:
        return response.headers, response.read()


def gzip_size(data: bytes) -> int:
    return len(gzip.compress(data, 6))


def brotli_size(data: bytes) -> int:
    return len(brotli.compress(data, quality=6))


if __name__ == "__main__":
    main()
