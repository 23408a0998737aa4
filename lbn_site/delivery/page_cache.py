"""Finished public pages, kept with their validators and compressed forms.

A page is stored under the present release and generation; purging starts a new generation, so nothing that was
rendered before a change can be served after it, on any machine that shares the cache. Nothing in its key comes from a
visitor but what names a page that exists: its path, and the parameters that its view read (core.page_query). The host
does not, as every page is made for the site's one address. The cache is a forgiving one
(lbn_site.core.forgiving_cache): its faults are misses. It is a store of its own, so pages push out nothing but pages.
"""

import gzip
import hashlib
import secrets
from dataclasses import dataclass, field

import brotli
from django.conf import settings
from django.core.cache import BaseCache, caches
from django.http import HttpRequest

from lbn_site.core import asked_once

from . import release

GENERATION_KEY = "delivery:generation"
SMALLEST_COMPRESSED = 200
BROTLI_QUALITY = 6
GZIP_LEVEL = 9  # done once a page, and every visitor without Brotli gains


@dataclass
class StoredPage:
    """A response ready to send in each encoding. `tag` is the opaque part of its ETag (RFC 9110, 8.8.3)."""

    status: int
    headers: dict[str, str]
    bodies: dict[str, bytes] = field(repr=False)
    tag: str = ""

    @classmethod
    def build(cls, status: int, headers: dict[str, str], body: bytes) -> "StoredPage":
        bodies = {"identity": body}
        if len(body) >= SMALLEST_COMPRESSED and is_compressible(headers.get("Content-Type", "")):
            bodies["gzip"] = gzip.compress(body, GZIP_LEVEL, mtime=0)
            bodies["br"] = brotli.compress(body, quality=BROTLI_QUALITY)
        return cls(status, headers, bodies, hashlib.sha256(body).hexdigest()[:20])

    def etag(self, encoding: str) -> str:
        """The strong validator of this page in this encoding."""
        return f'"{self.tag}"' if encoding == "identity" else f'"{self.tag}-{encoding}"'


def is_compressible(content_type: str) -> bool:
    kind = content_type.split(";")[0].strip()
    return kind.startswith("text/") or kind.endswith(("json", "xml", "javascript"))


def find(request: HttpRequest, query: str) -> StoredPage | None:
    """The stored page for this request, or None. `query` is what views read of the request's own."""
    return _store().get(_key(request, query))


def keep(request: HttpRequest, query: str, page: StoredPage) -> None:
    """Store the page for the next visitor."""
    _store().set(_key(request, query), page, timeout=settings.PUBLIC_PAGE_SHARED_SECONDS)


def answers_of_every_page(request: HttpRequest) -> asked_once.Answers:
    """What other pages of this generation were answered (see `asked_once`)."""
    return _store().get(_answers_key(generation_of(request))) or {}


def keep_answers_of_every_page(generation: str, answers: asked_once.Answers) -> None:
    """Store the answers for the next page of this generation."""
    _store().set(_answers_key(generation), answers, timeout=settings.PUBLIC_PAGE_SHARED_SECONDS)


def start_new_generation() -> str:
    """Forget every stored page. Returns the name of the new generation."""
    token = secrets.token_hex(8)
    _store().set(GENERATION_KEY, token, timeout=None)
    return _name(token)


def generation_of(request: HttpRequest) -> str:
    """The present generation. Read once a request, before rendering, so a purge in between wins."""
    known: str = getattr(request, "page_cache_generation", "")
    if not known:
        known = _name(_store().get_or_set(GENERATION_KEY, lambda: secrets.token_hex(8), timeout=None))
        request.page_cache_generation = known  # type: ignore[attr-defined]
    return known


def _store() -> BaseCache:
    return caches["pages"]


def _key(request: HttpRequest, query: str) -> str:
    address = f"{request.path_info}?{query}"
    return f"delivery:page:{generation_of(request)}:{hashlib.sha256(address.encode()).hexdigest()}"


def _answers_key(generation: str) -> str:
    return f"delivery:answers:{generation}"


def _name(token: str | None) -> str:
    """A generation belongs to a release: another one renders other pages."""
    return f"{release.fingerprint()}:{token}"
