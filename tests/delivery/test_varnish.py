"""The Varnish configuration that we give to operators, in a real Varnish before a real server."""

import http.client
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest

from lbn_site.home.models import HomePage

CONFIGURATION = Path(__file__).parents[2] / "deploy" / "varnish.vcl"
pytestmark = [
    pytest.mark.services,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fetch(address: str, **headers: str):
    with urlopen(Request(address, headers=headers), timeout=10) as response:
        return response.headers, response.read().decode()


@pytest.fixture
def varnish(live_server, home, tmp_path, settings):
    if not shutil.which("varnishd"):
        pytest.skip("Varnish is not installed here.")
    settings.ALLOWED_HOSTS = ["*"]
    site_port = live_server.url.rsplit(":", 1)[1]
    vcl = CONFIGURATION.read_text()
    vcl = re.sub(r'\.port = "\d+"', f'.port = "{site_port}"', vcl)
    (tmp_path / "site.vcl").write_text(vcl)
    port = free_port()
    command = ["varnishd", "-j", "none", "-F", "-f", tmp_path / "site.vcl", "-n", tmp_path / "work"]
    command += ["-a", f"127.0.0.1:{port}", "-s", "malloc,32m"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    address = f"http://127.0.0.1:{port}"
    settings.FRONTEND_CACHE_URL = address
    settings.SITE_URL = address
    try:
        wait_until_up(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


def wait_until_up(address: str, process: subprocess.Popen) -> None:
    for _ in range(100):
        if process.poll() is not None:
            pytest.fail(process.stderr.read().decode())
        try:
            fetch(f"{address}/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("Varnish does not answer.")


def test_a_page_comes_from_the_front_cache_whatever_the_cookies(varnish):
    fetch(f"{varnish}/")
    headers, _ = fetch(f"{varnish}/", Cookie="_ga=1; sessionid=2; notstaff=1")
    assert len(headers["X-Varnish"].split()) == 2, "a hit names two transactions"
    assert "x-host" not in headers


def test_publishing_empties_the_front_cache(varnish):
    assert "A new title" not in fetch(f"{varnish}/")[1]
    home = HomePage.objects.get()
    home.title = "A new title"
    home.save_revision().publish()
    assert "A new title" in fetch(f"{varnish}/")[1]


def test_the_way_from_http_to_https_is_no_circle(varnish, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    connection = http.client.HTTPConnection(urlsplit(varnish).netloc, timeout=10)
    answers = []
    for scheme in ("http", "https"):
        connection.request("GET", "/sitemap/", headers={"X-Forwarded-Proto": scheme})
        response = connection.getresponse()
        response.read()
        answers.append(response.status)
    connection.close()
    assert answers == [301, 200]
