"""Requests as they go over the line: no client library puts right what is odd about them."""

import socket
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPResponse


@dataclass
class Answer:
    """What came back, with the names of its headers in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes


def send(port: int, target: str, *lines: str, method: str = "GET", version: str = "1.1", body: bytes = b"") -> Answer:
    """Send one request to 127.0.0.1 with exactly these header lines, and read the answer."""
    head = "".join(f"{line}\r\n" for line in (f"{method} {target} HTTP/{version}", *lines, "Connection: close"))
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(head.encode() + b"\r\n")
        with suppress(ConnectionError):  # the server may refuse the rest of a body
            connection.sendall(body)
        response = HTTPResponse(connection, method=method)
        response.begin()
        return Answer(
            response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
        )


def odd_requests(host: str) -> list[tuple[str, list[str], dict]]:
    """Target, header lines and more of requests for the home page that say something no cache has in its key."""
    named = f"Host: {host}"
    headers = [
        "SCRIPT_NAME: /evil",
        "Script-Name: /evil",
        "SCRIPT_NAME: /",
        "PATH_INFO: /evil/",
        "SCRIPT_URL: /evil/",
        "X-Script-Name: /evil",
        "X-Forwarded-Host: evil.example",
        "X-Forwarded-Port: 4711",
        "X-Forwarded-Prefix: /evil",
        "X-Forwarded-Proto: evil",
        "X-Forwarded-Protocol: ssl",
        "X-Forwarded-Ssl: on",
        "X-Original-URL: /evil/",
        "X-Rewrite-URL: /evil/",
        "X-HTTP-Method-Override: POST",
        "Forwarded: host=evil.example;proto=https",
        "Cookie: django_language=cy; csrftoken=evil",
        "Accept-Language: cy",
        "Accept: application/json",
        "Range: bytes=0-3",
        "If-Match: evil",
        "Origin: https://evil.example",
        "Pragma: no-cache",
        "TE: trailers",
    ]
    return [
        *[("/", [named, header], {}) for header in headers],
        ("/", [f"Host: {host.upper()}"], {}),
        ("/", [f"Host: {host}:4711"], {}),
        ("/", [f"Host: {host}."], {}),
        ("/", [named, "Host: evil.example"], {}),
        ("/", ["Host: evil.example"], {}),
        ("/", [], {"version": "1.0"}),
        ("/", [named], {"version": "1.0"}),
        ("/", [named], {"method": "HEAD"}),
        (f"http://{host}/", [named], {}),
        ("http://evil.example/", [named], {}),
        ("http://evil.example/", ["Host: evil.example"], {}),
        ("//", [named], {}),
        ("//evil.example/", [named], {}),
        ("/%2e/", [named], {}),
        ("/./", [named], {}),
        ("/?evil=1", [named], {}),
        ("/?utm_source=evil", [named], {}),
    ]
