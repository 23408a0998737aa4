"""The nginx configuration that we give to operators, in a real nginx before a real server."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.running_site import free_port, running_site

CONFIGURATION = Path(__file__).parents[2] / "deploy" / "nginx.conf"
pytestmark = [pytest.mark.services, pytest.mark.slow]


def fetch(address: str, **headers: str):
    """The answer's status, headers and body, errors too."""
    try:
        response = urlopen(Request(address, headers=headers), timeout=20)
    except HTTPError as error:
        response = error
    with response:
        return response.status, response.headers, response.read()


def longest_of_many(address: str) -> float:
    """The seconds that the slowest of 20 visitors waits who come at once."""

    def seconds(_: int) -> float:
        start = time.monotonic()
        fetch(address)
        return time.monotonic() - start

    with ThreadPoolExecutor(20) as visitors:
        return max(visitors.map(seconds, range(20)))


def for_this_machine(configuration: str, folder: Path, port: int, site_port: str) -> str:
    """The operators' file with a free port, no certificate, and this site behind it."""
    text = configuration.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port};")
    text = re.sub(r"server \{\s+listen 80;.*?\n\}\n", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+ssl_certificate.*", "", text)
    text = text.replace("server_name www.example.org;", "server_name 127.0.0.1;")
    text = text.replace("127.0.0.1:8000", f"127.0.0.1:{site_port}").replace("/var/cache/nginx", str(folder))
    text = text.replace("/var/lib/lbn/media", str(folder / "media")).replace("/var/log/nginx", str(folder))
    names = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{name}_temp_path {folder}/{name};" for name in names)
    user = "user root;" if os.geteuid() == 0 else ""
    head = f"daemon off; {user} pid {folder}/pid; error_log stderr; events {{}}"
    return f"{head} http {{ access_log off; {temporary}\n{text}\n}}"


@pytest.fixture
def nginx(prepared_folder, tmp_path) -> Iterator[tuple[str, object]]:
    """The address of nginx, and the running site behind it as a context that can be left early."""
    if not shutil.which("nginx"):
        pytest.skip("nginx is not installed here.")
    folder = prepared_folder()
    site = running_site(folder)
    address = site.__enter__()
    port = free_port()
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "page.html").write_text("<script>alert(1)</script>")
    path = tmp_path / "nginx.conf"
    path.write_text(for_this_machine(CONFIGURATION.read_text(), tmp_path, port, address.rpartition(":")[2]))
    process = subprocess.Popen(["nginx", "-c", path, "-e", "stderr"], stderr=subprocess.PIPE)
    try:
        for _ in range(100):
            assert process.poll() is None, process.stderr.read().decode()
            try:
                fetch(f"http://127.0.0.1:{port}/healthz/live")
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}", site
    finally:
        process.terminate()
        process.wait(10)
        site.__exit__(None, None, None)


def test_nginx_keeps_public_pages_serves_uploads_safely_and_bridges_an_outage(nginx, tmp_path):
    address, site = nginx
    first = fetch(f"{address}/", **{"Accept-Encoding": "gzip"})
    second = fetch(f"{address}/", **{"Accept-Encoding": "gzip, deflate", "Cookie": "_ga=1"})
    assert (first[1]["X-Cache"], second[1]["X-Cache"]) == ("MISS", "HIT")
    assert first[2] == second[2]
    assert second[1]["Content-Encoding"] == "gzip"
    assert fetch(f"{address}/")[1]["Content-Encoding"] is None

    for private in ("/admin/login/", "/healthz/ready"):
        fetch(f"{address}{private}")
        assert fetch(f"{address}{private}")[1]["X-Cache"] == "MISS"

    _, headers, _ = fetch(f"{address}/media/page.html")
    assert "sandbox" in headers["Content-Security-Policy"]

    fetch(f"{address}/newsletter/unsubscribe/a-signed-link/")
    fetch(f"{address}/favicon.ico", Referer=f"{address}/newsletter/confirm/a-signed-link/")
    fetch(f"{address}/sitemap/", Referer=f"{address}/neighbourhoods/?words=SW1A+1AA")
    fetch(f"{address}/admin/userbar/?path=%2Fnewsletter%2Fconfirm%2Fa-signed-link%2F")
    fetch(f"{address}/Newsletter/%55nsubscribe/a-signed-link/")
    fetch(f"{address}/accounts/password/reset/key/1-a-signed-link/")
    fetch(f"{address}/news/")
    log = (tmp_path / "access.log").read_text()
    assert "signed-link" not in log
    assert "SW1A" not in log
    assert f'"{address}/neighbourhoods/"' in log
    assert "GET /sitemap/" in log

    assert longest_of_many(f"{address}/newsletter/") < 3

    site.__exit__(None, None, None)
    assert fetch(f"{address}/newsletter/confirm/a-signed-link/")[0] == 502
    assert fetch(f"{address}/nobody-asked-yet/", Referer=f"{address}/newsletter/confirm/a-signed-link/")[0] == 502
    assert "signed-link" not in (tmp_path / "error.log").read_text()
    time.sleep(31)
    status, headers, body = fetch(f"{address}/", **{"Accept-Encoding": "gzip"})
    assert (status, headers["X-Cache"], body) == (200, "STALE", first[2])
