"""How public pages leave the site: one page for everyone, cacheable, validated and compressed."""

import logging
import re
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from lbn_site.core import asked_once, page_query, staff_hint

from . import page_cache, public
from .old_addresses import is_short_link
from .one_page import is_asked_plainly, is_page_that_exists, keep_in_no_front_cache, made_for_everyone
from .page_cache import StoredPage

logger = logging.getLogger(__name__)

GetResponse = Callable[[HttpRequest], HttpResponseBase]
# Hop-by-hop or remade for each request.
HEADERS_NOT_KEPT = {"content-length", "content-encoding", "set-cookie", "etag", "vary"}
KEPT_IN_304 = {
    "Cache-Control",
    "Content-Security-Policy",
    # A program on another website that sends its own If-None-Match is refused the answer without these.
    "Access-Control-Allow-Origin",
    "Access-Control-Expose-Headers",
}
KEEPS_ITS_SPACES = re.compile(rb"<(pre|textarea)\b")
LINE_BREAKS = re.compile(rb"\n\s+")
# Wagtail's editor marks each paragraph it saves, for comments; no two marks are alike, so they do not compress.
EDITING_MARKS = re.compile(rb' data-block-key="[^"]*"')
SHORT_LIVED = "public, max-age=0, s-maxage=60"
# Whoever is signed in sees the present state: the browser asks each time whether its own copy is current.
FOR_STAFF = "private, no-cache"
RETRY_SECONDS = "30"


class PublicPageMiddleware:
    """Serves public pages from the page cache and prepares new ones for it.

    A public request goes on as everyone's (`one_page.made_for_everyone`), so that nothing behind can vary by visitor
    or carry one's tracking parameters to the next; a view that sets its own `Cache-Control` (a form page says
    `no-store`) is left as it is, but for compression.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not public.is_public(request):
            return self._for_one_visitor(request)
        request.get_host()  # raises DisallowedHost
        asked = request.META.get("QUERY_STRING", "")
        query = page_query.read(asked)
        stored = None if is_short_link(request.path_info, asked) else page_cache.find(request, query)
        response = _answer(request, stored) if stored else self._rendered(request, query)
        if not is_asked_plainly(request, query):
            keep_in_no_front_cache(response)
        if request.method == "HEAD" and isinstance(response, HttpResponse):
            response.content = b""
        if staff_hint.is_given(request) and response.get("Cache-Control", "").startswith("public"):
            response["Cache-Control"] = FOR_STAFF
        return response

    def _for_one_visitor(self, request: HttpRequest) -> HttpResponseBase:
        """A form page, the admin, a preview: never kept. What is only read changes nothing that was asked before."""
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        with asked_once.remembered():
            return self.get_response(request)

    def _rendered(self, request: HttpRequest, query: str) -> HttpResponseBase:
        """The answer of the site itself, kept for the next visitor where it is a public page."""
        answers = page_cache.answers_of_every_page(request)
        known = len(answers)
        with made_for_everyone(request, query), asked_once.remembered(answers):
            response = self.get_response(request)
        if len(answers) > known:
            page_cache.keep_answers_of_every_page(page_cache.generation_of(request), answers)
        if not isinstance(response, HttpResponse) or response.has_header("Content-Encoding"):
            return response  # a streamed file, or one that is compressed already
        if response.get("Content-Type", "").startswith("text/html"):
            response.content = without_indentation(EDITING_MARKS.sub(b"", response.content))
        is_public_page = self._mark_public(response)
        page = StoredPage.build(response.status_code, _kept_headers(response), response.content)
        if is_public_page and response.status_code != 200:
            keep_in_no_front_cache(response)
        if not is_public_page or response.status_code != 200:
            return _compressed(request, response, page)
        answer = _answer(request, page)
        if not is_page_that_exists(request, query):
            keep_in_no_front_cache(answer)
        elif request.method == "GET":
            page_cache.keep(request, query, page)
        return answer

    def _mark_public(self, response: HttpResponse) -> bool:
        """Give the response the public lifetimes unless its view has chosen its own."""
        is_unchanging = public.is_unchanging(response)
        if response.cookies or (response.has_header("Cache-Control") and not is_unchanging):
            return False
        if is_unchanging:
            _drop_vary_cookie(response)
            return True
        if response.status_code == 200:
            response["Cache-Control"] = (
                f"public, max-age={settings.PUBLIC_PAGE_BROWSER_SECONDS}, "
                f"s-maxage={settings.PUBLIC_PAGE_SHARED_SECONDS}, stale-while-revalidate=600, stale-if-error=86400"
            )
        elif response.status_code in {301, 308, 404, 410}:
            response["Cache-Control"] = SHORT_LIVED
        else:
            response["Cache-Control"] = "no-store"
        _drop_vary_cookie(response)
        return True


class DatabaseAwayMiddleware:
    """Answers with a plain page and 503 where a view finds the database away, in development too.

    The same fault in a middleware ends in the site's `handler500`, which gives the same answer.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, OperationalError | InterfaceError):
            logger.error("The database cannot be reached: %s", exception)
            return unavailable(request)
        return None


def unavailable(request: HttpRequest) -> HttpResponse:
    """The 'back soon' page, made without the database."""
    response = HttpResponse(render_to_string("503.html", {"request": request}), status=503)
    response["Retry-After"] = RETRY_SECONDS
    response["Cache-Control"] = "no-store"
    return response


def without_indentation(html: bytes) -> bytes:
    """The page without the empty lines and indents of its templates, unless it holds text that keeps its own."""
    return html if KEEPS_ITS_SPACES.search(html) else LINE_BREAKS.sub(b"\n", html)


def _answer(request: HttpRequest, stored: StoredPage) -> HttpResponse:
    """The stored page in the encoding the visitor takes, or 304 where they have it already."""
    encoding = _chosen_encoding(request, stored)
    etag = stored.etag(encoding)
    if _has_already(request, stored):
        response = HttpResponse(status=304)
        headers = {name: value for name, value in stored.headers.items() if name in KEPT_IN_304}
        del response["Content-Type"]
    else:
        response = HttpResponse(stored.bodies[encoding], status=stored.status)
        headers = stored.headers
        if encoding != "identity":
            response["Content-Encoding"] = encoding
        response["Content-Length"] = str(len(stored.bodies[encoding]))
    for name, value in headers.items():
        response[name] = value
    response["ETag"] = etag
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _compressed(request: HttpRequest, response: HttpResponse, page: StoredPage) -> HttpResponse:
    """A response of one visitor (a form page, an error page), compressed in place.

    Such a page may hold a form token; Django masks tokens anew each time, which defeats BREACH.
    """
    encoding = _chosen_encoding(request, page)
    if encoding != "identity":
        response.content = page.bodies[encoding]
        response["Content-Encoding"] = encoding
    response["Content-Length"] = str(len(response.content))
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _chosen_encoding(request: HttpRequest, page: StoredPage) -> str:
    accepted = {}
    for part in request.META.get("HTTP_ACCEPT_ENCODING", "").split(","):
        coding, _, parameters = part.strip().lower().partition(";")
        accepted[coding] = parameters.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    for encoding in ("br", "gzip"):
        if encoding in page.bodies and accepted.get(encoding):
            return encoding
    return "identity"


def _has_already(request: HttpRequest, stored: StoredPage) -> bool:
    """Whether If-None-Match names this page in any encoding (weak comparison, RFC 9110, 13.1.2)."""
    known = [etag.removeprefix("W/") for etag in parse_etags(request.META.get("HTTP_IF_NONE_MATCH", ""))]
    return "*" in known or any(stored.etag(encoding) in known for encoding in ("identity", "gzip", "br"))


def _kept_headers(response: HttpResponse) -> dict[str, str]:
    return {name: value for name, value in response.items() if name.lower() not in HEADERS_NOT_KEPT}


def _drop_vary_cookie(response: HttpResponse) -> None:
    """The request came in without cookies, so the response cannot vary by them."""
    names = [name.strip() for name in response.get("Vary", "").split(",")]
    kept = [name for name in names if name and name.lower() != "cookie"]
    if kept:
        response["Vary"] = ", ".join(kept)
    elif response.has_header("Vary"):
        del response["Vary"]
