"""Requests that nobody would write by hand: hostile values in addresses, parameters, headers, bodies and forms.

A seed makes a run repeatable. Each request runs in a transaction that is rolled back, so one cannot spoil the next.
"""

import copy
import random
import re
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote, unquote_to_bytes

from bs4 import BeautifulSoup, Tag
from django.apps import apps
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

PUBLIC_METHODS = ("GET",) * 12 + ("HEAD", "POST", "POST", "OPTIONS", "PUT", "DELETE", "PATCH", "BREW")
PARAMETER = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>")
GROUP = re.compile(r"\(\?P<(?P<name>\w+)>(?:[^()]|\([^()]*\))*\)")
HOSTILE = (
    "",
    " ",
    "0",
    "-1",
    "00",
    "1e9",
    "9223372036854775808",
    "-9223372036854775809",
    "9" * 400,
    "٣",
    "²",
    "NaN",
    "Infinity",
    "null",
    "true",
    "–",
    "..",
    "../../etc/passwd",
    "%00",
    "%2e%2e%2f",
    "%",
    "\x00",
    "\x0b",
    "\x1f",
    "\x7f",
    "\r\nSet-Cookie: a=b",
    "\u2028",
    "\u202e",
    "\u200b",
    "\xad",
    "\u3000",
    "\ufeff",
    "\ufffe",
    "\ud800",
    "é",
    "e\u0301",
    "İ",
    "ß",
    "😀",
    "St Andrew’s",
    "Redcar & Cleveland",
    "<script>alert(1)</script>",
    "'\"",
    "=HYPERLINK(1)",
    "{{ 1 }}",
    "{% x %}",
    "${x}",
    "\\",
    "/",
    "//",
    "?",
    "#",
    ";",
    ",",
    "|",
    "[]",
    "{}",
    '{"a": [',
    "[[[[" * 200,
    "2026-02-30",
    "0026-01-01",
    "9999-12-31T23:59:60Z",
    "2026-03-29 01:30",
    "31/12/10000",
    "a" * 300,
    "a" * 5000,
    "example@example.org",
    "@",
    "a@b",
    "http://[",
    "javascript:alert(1)",
    "TS3 6AA",
    "ts36aa",
    "title",
    "-title",
    "id__in",
    "csv",
    "xlsx",
    "on",
)
# Headers that some server between a visitor and us may add, drop or get wrong.
HEADERS = (
    "Accept",
    "Accept-Encoding",
    "Accept-Language",
    "Content-Length",
    "Content-Type",
    "Cookie",
    "DNT",
    "Forwarded",
    "Host",
    "If-Match",
    "If-Modified-Since",
    "If-None-Match",
    "If-Range",
    "Origin",
    "Range",
    "Referer",
    "Sec-Fetch-Site",
    "Sec-GPC",
    "User-Agent",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Port",
    "X-Forwarded-Proto",
    "X-HTTP-Method-Override",
    "X-Original-URL",
    "X-Requested-With",
    "X-Script-Name",
)
CONTENT_TYPES = (
    "application/x-www-form-urlencoded",
    "application/json",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "text/plain",
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset=nonsense",
    "",
)
PUBLIC_PARAMETERS = (
    "q",
    "words",
    "page",
    "p",
    "sort",
    "region",
    "topic",
    "kind",
    "next",
    "format",
    "fields",
    "offset",
)
PUBLIC_FIELDS = ("email", "choice", "helpful", "comment", "postcode", "token", "path", "website", "analytics", "back")
STAFF_PARAMETERS = (
    "p",
    "q",
    "ordering",
    "export",
    "id",
    "next",
    "page_type",
    "date_from",
    "locale",
    "page",
    "o",
    "fields",
)
REAL_NUMBERS = ("1", "2", "3", "5", "8", "13", "34", "144")
FILES = (
    ("list.csv", b"Code,Name\nE05000001,\xe2\x80\x93\n", "text/csv"),
    ("list.csv", b"\xff\xfe\x00\x00", "text/csv"),
    ("list.xlsx", b"PK\x03\x04 not a zip", "application/vnd.ms-excel"),
    ("picture.png", b"\x89PNG\r\n\x1a\n cut short", "image/png"),
    ("\u202egnp.exe", b"MZ", "application/octet-stream"),
    ("a" * 300 + ".pdf", b"%PDF-1.4", "application/pdf"),
    ("empty.csv", b"", "text/csv"),
)


@dataclass
class Fault:
    """A request that was answered with a server error."""

    request: str
    status: int
    trace: str

    @property
    def place(self) -> str:
        """Return the last line of the trace in the project, or the last of all."""
        lines = [line.strip() for line in self.trace.splitlines() if line.strip().startswith("File ")]
        ours = [line for line in lines if "/lbn_site/" in line]
        error = self.trace.strip().splitlines()[-1][:160] if self.trace else ""
        return f"{(ours or lines or [''])[-1]} {error}"


@dataclass
class Fuzzer:
    """Sends requests and collects the faults. `browsers` holds a client for each name (visitor, roles)."""

    chance: random.Random
    browsers: dict[str, Client]
    public_addresses: list[str]
    faults: list[Fault] = field(default_factory=list)
    statuses: Counter = field(default_factory=Counter)
    _trace: str = ""

    def run(self, requests: int) -> None:
        """Send that many requests, half as a visitor and half signed in."""
        got_request_exception.connect(self._note_trace)
        try:
            while self.statuses.total() < requests:
                if self.chance.random() < 0.5:
                    self._ask_as_visitor()
                else:
                    self._ask_as_staff()
        finally:
            got_request_exception.disconnect(self._note_trace)

    def value(self) -> str:
        first = self.chance.choice(HOSTILE)
        return first + self.chance.choice(HOSTILE) if self.chance.random() < 0.2 else first

    def _ask_as_visitor(self) -> None:
        path = self._path() if self.chance.random() < 0.4 else self.chance.choice(self.public_addresses)
        if self.chance.random() < 0.3:
            path = self._altered(path)
        method = self.chance.choice(PUBLIC_METHODS)
        query = "&".join(
            f"{self.chance.choice(PUBLIC_PARAMETERS)}={quote(self.value(), errors='surrogatepass')}"
            for _ in range(self.chance.randrange(3))
        )
        headers = {self.chance.choice(HEADERS): _as_header(self.value()) for _ in range(self.chance.randrange(3))}
        body = b"" if method in {"GET", "HEAD"} else self._body()
        self._send("visitor", method, path, query, headers, body, self.chance.choice(CONTENT_TYPES))

    def _ask_as_staff(self) -> None:
        name = self.chance.choice([name for name in self.browsers if name != "visitor"])
        path = self._path(only="admin/" if self.chance.random() < 0.85 else "")
        query = ""
        if self.chance.random() < 0.4:
            query = f"{self.chance.choice(STAFF_PARAMETERS)}={quote(self.value(), errors='surrogatepass')}"
        answer = self._send(name, "GET", path, query)
        if answer is None or answer.status_code != 200 or not answer.get("Content-Type", "").startswith("text/html"):
            if self.chance.random() < 0.3:
                self._send(name, "POST", path, query, body=self._body(), kind=self.chance.choice(CONTENT_TYPES))
            return
        forms = BeautifulSoup(answer.content, "html.parser").select("form[method=post i]")
        if forms:
            form = self.chance.choice(forms)
            action = (form.get("action") or path).split("?")[0]
            self._send(name, "POST", action if action.startswith("/") else path, query, form=self._filled(form))

    def _filled(self, form: Tag) -> dict:
        """Return what the form would send, with some fields replaced by hostile values."""
        fields: dict = {}
        for element in form.select("input[name], select[name], textarea[name], button[name]"):
            name = str(element["name"])
            if element.get("type") == "file":
                fields[name] = SimpleUploadedFile(*self.chance.choice(FILES))
            elif element.name == "select":
                chosen = element.select("option")
                fields[name] = str(self.chance.choice(chosen).get("value", "")) if chosen else self.value()
            else:
                fields[name] = element.get_text() if element.name == "textarea" else str(element.get("value", ""))
        for name in fields:
            if self.chance.random() < min(0.3, 3 / len(fields)) and "csrf" not in name:
                fields[name] = self.value()
        if fields and self.chance.random() < 0.2:
            fields.pop(self.chance.choice(list(fields)))
        return fields

    def _body(self) -> bytes:
        pairs = (
            f"{self.chance.choice(PUBLIC_FIELDS)}={quote(self.value(), errors='surrogatepass')}" for _ in range(3)
        )
        return self.chance.choice(
            (
                "&".join(pairs).encode(),
                self.value().encode("utf-8", "surrogatepass"),
                b'{"path": "' + self.value().encode("utf-8", "surrogatepass") + b'"}',
                b"--x\r\nContent-Disposition: form-data; name=a; filename=b\r\n\r\n",
                bytes(self.chance.randrange(256) for _ in range(40)),
            )
        )

    def _altered(self, path: str) -> str:
        return self.chance.choice(
            (
                path.rstrip("/"),
                path + self.value(),
                path.upper(),
                path.replace("/", "//", 1),
                path + self.value() + "/",
                path.replace("e", "%65", 1),
                path[:-2] + self.value() + "/",
            )
        )

    def _path(self, only: str = "") -> str:
        """Return an address of the site's own patterns, its parameters filled with real and hostile values."""
        template = self.chance.choice([route for route in self.routes if route.startswith(only)])
        real = self.chance.random() < 0.6
        return "/" + PARAMETER.sub(lambda found: self._parameter(found, real=real), template)

    def _parameter(self, found: re.Match, *, real: bool) -> str:
        name = found["name"]
        if name in {"app_label", "app_name"}:
            return self.chance.choice(self.model_names).split(".")[0] if real else self.value()
        if name == "model_name":
            return self.chance.choice(self.model_names).split(".")[1] if real else self.value()
        if found["converter"] == "int":
            return self.chance.choice(
                ("1", "2", "3", "5", "8", "13", "34", "144") if real else ("0", "9" * 19, "9" * 60)
            )
        return self.chance.choice((*REAL_NUMBERS, "title")) if real else self.value()

    @cached_property
    def routes(self) -> list[str]:
        return sorted(set(routes_of(get_resolver())))

    @cached_property
    def model_names(self) -> list[str]:
        return [f"{model._meta.app_label}.{model._meta.model_name}" for model in apps.get_models()]

    def _send(
        self,
        name: str,
        method: str,
        path: str,
        query: str = "",
        headers: dict[str, str] | None = None,
        body: bytes = b"",
        kind: str = "application/x-www-form-urlencoded",
        form: dict | None = None,
    ):
        browser = self.browsers[name]
        self._trace = ""
        said = f"{name}: {method} {path!r}?{query} {headers or ''} {(form or body)!r}"[:3000]
        target = {"PATH_INFO": _as_path_info(path), "QUERY_STRING": query}
        answer = None
        cookies = copy.deepcopy(browser.cookies)  # whoever signs out stays signed in for the next request
        try:
            with rolled_back():
                if form is not None:
                    form = {key: _sendable(value) for key, value in form.items()}
                    answer = browser.post("/", form, secure=True, headers=headers, **target)
                else:
                    answer = browser.generic(
                        method, "/", body, content_type=kind, secure=True, headers=headers, **target
                    )
                if answer.streaming:
                    answer.getvalue()
            status = answer.status_code
        except Exception:
            status, self._trace = 599, traceback.format_exc()
        browser.cookies = cookies
        self.statuses[status] += 1
        if (status >= 500 and status != 503) or (status == 503 and self._trace):
            self.faults.append(Fault(said, status, self._trace))
        return answer

    def _note_trace(self, **signal: object) -> None:
        self._trace = traceback.format_exc()


def _as_header(value: str) -> str:
    """Return what a server makes of the bytes of a header: one character for each byte."""
    return value.replace("\n", "").replace("\r", "").encode("utf-8", "surrogatepass").decode("latin-1")


def _as_path_info(path: str) -> str:
    """Return what a server makes of a path. Django's client would take `//name` for a host."""
    return unquote_to_bytes(path.encode("utf-8", "surrogatepass")).decode("latin-1")


def _sendable(value: object) -> object:
    return value.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if isinstance(value, str) else value


@contextmanager
def rolled_back() -> Iterator[None]:
    """Undo in the database and the cache whatever happens inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    cache.clear()


def routes_of(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Return every address pattern below `resolver`, its parameters as `<converter:name>`."""
    for pattern in resolver.url_patterns:
        text = before + _template(pattern)
        if isinstance(pattern, URLResolver):
            yield from routes_of(pattern, text)
        else:
            yield text


def _template(pattern: URLPattern | URLResolver) -> str:
    if isinstance(pattern.pattern, RoutePattern):
        return str(pattern.pattern._route)
    return re.sub(r"[\^$\\?]|\(\?:|\)", "", GROUP.sub(r"<\g<name>>", str(pattern.pattern._regex)))
