"""One visitor's odd request through the real gunicorn, nginx and Varnish: the next one gets the same page as ever."""

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.running_site import free_port, running_site

from .raw_requests import odd_requests, send
from .test_nginx import for_this_machine

DEPLOY = Path(__file__).parents[2] / "deploy"
HOST = "127.0.0.1"
pytestmark = [pytest.mark.services, pytest.mark.slow]


@pytest.fixture(scope="module")
def site_port(prepared_folder) -> Iterator[int]:
    with running_site(prepared_folder()) as address:
        yield int(address.rpartition(":")[2])


@pytest.fixture(params=["gunicorn", "nginx", "varnish"])
def port(request, site_port, tmp_path) -> Iterator[int]:
    """Where visitors ask: at the site itself, or at one of the caches in front of it."""
    if request.param == "gunicorn":
        yield site_port
        return
    program = {"nginx": "nginx", "varnish": "varnishd"}[request.param]
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed here.")
    own = free_port()
    command = {"nginx": nginx_command, "varnish": varnish_command}[request.param](tmp_path, own, site_port)
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        for _ in range(100):
            assert process.poll() is None, process.stderr.read().decode()
            try:
                if send(own, "/healthz/live", f"Host: {HOST}").status == 200:
                    break
            except OSError:
                pass
            time.sleep(0.1)
        yield own
    finally:
        process.terminate()
        process.wait(10)


def nginx_command(folder: Path, port: int, site_port: int) -> list:
    configuration = for_this_machine((DEPLOY / "nginx.conf").read_text(), folder, port, str(site_port))
    (folder / "nginx.conf").write_text(configuration)
    return ["nginx", "-c", folder / "nginx.conf", "-e", "stderr"]


def varnish_command(folder: Path, port: int, site_port: int) -> list:
    vcl = re.sub(r'\.port = "\d+"', f'.port = "{site_port}"', (DEPLOY / "varnish.vcl").read_text())
    (folder / "site.vcl").write_text(vcl.replace("www.example.org", HOST))
    command = ["varnishd", "-j", "none", "-F", "-f", folder / "site.vcl", "-n", folder / "work"]
    return [*command, "-a", f"127.0.0.1:{port}", "-s", "malloc,32m"]


def forget_pages(port: int) -> None:
    """Varnish forgets at once; nginx has no page yet in its new folder, or keeps them for half a minute."""
    send(port, "/", f"Host: {HOST}", method="BAN")


def test_no_odd_request_changes_what_the_next_visitor_gets(port):
    plain = send(port, "/", f"Host: {HOST}")
    assert plain.status == 200
    assert b"evil" not in plain.body
    for number, (target, lines, more) in enumerate(odd_requests(HOST)):
        # Each odd request comes first at an address that no cache has yet, and at the home page.
        for path in (target, target.replace("/", f"/?fresh={number}", 1) if target == "/" else target):
            odd = send(port, path, *lines, **more)
            assert odd.status < 500, (target, lines, more, odd.status)
            assert b"evil" not in odd.headers.get("location", "").encode() or odd.status == 400
            assert b'href="/evil' not in odd.body, (target, lines, more)
        forget_pages(port)
        after = send(port, "/", f"Host: {HOST}")
        assert (after.status, after.body) == (plain.status, plain.body), (target, lines, more)
        assert after.headers.get("etag") == plain.headers.get("etag")


def test_a_large_body_is_refused_by_each(port):
    length = 40 * 1024 * 1024
    for path in ("/newsletter/sign-up/", "/cookies/choice", "/_private/count", "/accounts/login/"):
        lines = (f"Host: {HOST}", f"Content-Length: {length}", "Content-Type: multipart/form-data; boundary=x")
        answer = send(port, path, *lines, method="POST", body=b"x" * 100_000)
        assert answer.status == 413
        assert b"send less" in answer.body


def test_whoever_is_signed_in_is_answered_by_the_site_itself(port):
    send(port, "/", f"Host: {HOST}")
    for _ in range(2):
        answer = send(port, "/", f"Host: {HOST}", "Cookie: staff=1")
        assert answer.headers["cache-control"] == "private, no-cache"
        assert answer.headers.get("x-cache", "BYPASS") == "BYPASS"
        assert len(answer.headers.get("x-varnish", "").split()) < 2, "a hit names two transactions"
    assert "public" in send(port, "/", f"Host: {HOST}").headers["cache-control"]


def test_junk_is_kept_by_no_cache_in_front(port):
    for target in ("/?junk=1", "/nothing-here/", "/NEWS/", "/news/?page=99", "/%6Eews/"):
        for _ in range(2):
            answer = send(port, target, f"Host: {HOST}")
            assert answer.headers.get("x-cache", "MISS") == "MISS", target
            assert len(answer.headers.get("x-varnish", "").split()) < 2, target


@pytest.mark.parametrize("port", ["varnish"], indirect=True)
def test_no_visitor_empties_the_cache_through_a_proxy_on_the_same_machine(port):
    ask = {"method": "BAN"}
    assert send(port, "/", f"Host: {HOST}", **ask).status == 200
    assert send(port, "/", f"Host: {HOST}", "X-Forwarded-For: 203.0.113.9", **ask).status == 403
    assert (
        send(port, "/", f"Host: {HOST}", "X-Forwarded-For: 127.0.0.1", "X-Forwarded-For: 203.0.113.9", **ask).status
        == 403
    )


@pytest.mark.parametrize("port", ["nginx", "varnish"], indirect=True)
@pytest.mark.parametrize("length", ["Content-Length: 1000", "Transfer-Encoding: chunked"])
def test_whoever_sends_slowly_holds_nobody_up(port, length):
    head = (
        f"POST /newsletter/sign-up/ HTTP/1.1\r\nHost: {HOST}\r\nOrigin: http://{HOST}\r\n{length}\r\n\r\n1\r\na\r\n"
    )
    with ExitStack() as slow:
        for _ in range(12):
            slow.enter_context(socket.create_connection((HOST, port))).sendall(head.encode())
        time.sleep(1)
        start = time.monotonic()
        assert send(port, "/newsletter/", f"Host: {HOST}").status == 200
        assert time.monotonic() - start < 3


@pytest.mark.parametrize("port", ["varnish"], indirect=True)
def test_a_body_of_untold_length_arrives(port):
    kind = "Content-Type: application/x-www-form-urlencoded"
    lines = (f"Host: {HOST}", f"Origin: http://{HOST}", kind, "Transfer-Encoding: chunked")
    body = b"7\r\nall=yes\r\n0\r\n\r\n"
    assert send(port, "/cookies/choice", *lines, method="POST", body=body).status == 303
