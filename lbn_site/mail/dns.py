"""Asks a name server for the few records that mail needs (RFC 1035), with nothing but the standard library."""

import re
import secrets
import socket
import struct
from pathlib import Path

TXT, MX = 16, 15
NO_SUCH_NAME = 3
TRUNCATED = 0x0200
SECONDS = 5
RESOLV_CONF = Path("/etc/resolv.conf")


class DnsError(Exception):
    """No name server gave an answer that can be read."""


def name_server() -> tuple[str, int]:
    """The first name server of this machine."""
    text = RESOLV_CONF.read_text() if RESOLV_CONF.exists() else ""
    found = re.search(r"^\s*nameserver\s+(\S+)", text, re.MULTILINE)
    return (found[1] if found else "127.0.0.1", 53)


def ask(name: str, kind: int, *, server: tuple[str, int] | None = None) -> list[str]:
    """The texts (TXT) or host names' places (MX) under this name; empty where there are none. Raises DnsError."""
    number = secrets.randbelow(65_536)
    question = _encoded(name) + struct.pack("!HH", kind, 1)
    query = struct.pack("!HHHHHH", number, 0x0100, 1, 0, 0, 0) + question
    try:
        answer = _exchange(query, server or name_server())
        return _records(answer, number, kind)
    except (OSError, struct.error, IndexError, UnicodeError) as error:
        raise DnsError(f"The name server did not answer about {name}: {error or type(error).__name__}") from error


def _encoded(name: str) -> bytes:
    labels = name.rstrip(".").encode("idna").split(b".")
    return b"".join(bytes([len(label)]) + label for label in labels) + b"\0"


def _exchange(query: bytes, server: tuple[str, int]) -> bytes:
    """Over UDP, and over TCP where the answer does not fit."""
    family = socket.AF_INET6 if ":" in server[0] else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as udp:
        udp.settimeout(SECONDS)
        udp.connect(server)
        udp.send(query)
        answer = udp.recv(4096)
    if not struct.unpack("!H", answer[2:4])[0] & TRUNCATED:
        return answer
    with socket.create_connection(server, SECONDS) as tcp, tcp.makefile("rb") as stream:
        tcp.sendall(struct.pack("!H", len(query)) + query)
        return stream.read(struct.unpack("!H", stream.read(2))[0])


def _records(answer: bytes, number: int, kind: int) -> list[str]:
    got, flags, questions, count = struct.unpack("!HHHH", answer[:8])
    code = flags & 0x000F
    if got != number or code not in {0, NO_SUCH_NAME}:
        raise OSError(f"answer code {code}")
    at = 12
    for _ in range(questions):
        at = _after_name(answer, at) + 4
    found = []
    for _ in range(count):
        at = _after_name(answer, at)
        this, _, _, length = struct.unpack("!HHIH", answer[at : at + 10])
        data, at = answer[at + 10 : at + 10 + length], at + 10 + length
        if this == kind:
            found.append(_text(data) if kind == TXT else "a mail server")
    return found


def _after_name(answer: bytes, at: int) -> int:
    """Where a name ends; a pointer (two bytes) is the end of one."""
    while length := answer[at]:
        if length >= 0xC0:
            return at + 2
        at += 1 + length
    return at + 1


def _text(data: bytes) -> str:
    """The strings of a TXT record, put together."""
    parts, at = [], 0
    while at < len(data):
        parts.append(data[at + 1 : at + 1 + data[at]])
        at += 1 + data[at]
    return b"".join(parts).decode("utf-8", "replace")
