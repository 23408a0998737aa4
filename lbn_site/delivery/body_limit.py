"""How much may be sent: a page of text by everyone, files by staff. More is refused before it is read."""

from collections.abc import Callable
from importlib import import_module

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# deploy/nginx.conf has the same two limits, in bytes.
LARGEST_BODY = 100 * 1024
LARGEST_UPLOAD = 60 * 1024 * 1024
UPLOADS_BELOW = "/admin/"
MOST_DIGITS = 18


class BodyLimitMiddleware:
    """Answers 413 (RFC 9110, 15.5.14) by the length that the request tells.

    A request that tells none (`Transfer-Encoding: chunked`) has no body for Django, so nothing of it is read either.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = _length(request)
        if length > LARGEST_BODY and (length > LARGEST_UPLOAD or not _may_upload(request)):
            return _refusal(request)
        return self.get_response(request)


def _length(request: HttpRequest) -> int:
    """A length that is no number is a bad request (RFC 9110, 8.6): whoever reads the body would fail at it."""
    told = request.META.get("CONTENT_LENGTH") or "0"
    if not (told.isascii() and told.isdecimal()):
        raise BadRequest("Content-Length is not a number.")
    # Python itself reads no more than some thousand digits.
    return int(told[-MOST_DIGITS:]) if not told[:-MOST_DIGITS].strip("0") else LARGEST_UPLOAD + 1


def _may_upload(request: HttpRequest) -> bool:
    """Only who is signed in: the admin would read it all before it asks for the sign-in.

    The session is looked up, for anybody can send a cookie of its name; only requests with a large body ask.
    """
    cookie = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    if not (cookie and request.path_info.startswith(UPLOADS_BELOW)):
        return False
    return SESSION_KEY in import_module(settings.SESSION_ENGINE).SessionStore(cookie)


def _refusal(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(render_to_string("413.html", {"request": request}), status=413)
    response["Cache-Control"] = "no-store"
    return response
