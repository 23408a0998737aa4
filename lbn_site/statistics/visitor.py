"""What a request says about its visitor: whether to count it, and as whom."""

import re
import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from lbn_site.consent import choices
from lbn_site.core import staff_hint

COOKIE_NAME = "visit"
COOKIE_SECONDS = 30 * 86400
TOKEN = re.compile(r"[0-9a-f]{32}")
# Programs that name themselves. They rarely run scripts, so this list need not be long.
BOT = re.compile(r"bot|crawl|spider|slurp|preview|headless|lighthouse|monitor|python|curl|wget|java/|go-http", re.I)


@dataclass(frozen=True)
class Consent:
    """What may be counted of a visitor."""

    visits: bool
    page_views: bool


def consent(request: HttpRequest) -> Consent:
    """A yes allows both; a no, or a browser that asks not to be tracked, neither; no answer only page views."""
    if choices.accepts(request, "analytics"):
        return Consent(visits=True, page_views=True)
    says_no = choices.present_choice(request) is not None or choices.asks_not_to_be_tracked(request)
    return Consent(visits=False, page_views=not says_no)


def is_reader(request: HttpRequest) -> bool:
    """Whether a person who reads the site sent it: no program that names itself, and none of the staff."""
    agent = request.headers.get("User-Agent", "")
    is_staff = staff_hint.is_given(request) or settings.SESSION_COOKIE_NAME in request.COOKIES
    return bool(agent) and not BOT.search(agent) and not is_staff


def known_token(request: HttpRequest) -> str:
    """The random number of a visitor who was here before; empty for a new one."""
    value = request.COOKIES.get(COOKIE_NAME, "")
    return value if TOKEN.fullmatch(value) else ""


def give_token(response: HttpResponse) -> str:
    """Give a new visitor a random number for thirty days. It is not prolonged: then they are new again."""
    token = secrets.token_hex(16)
    response.set_cookie(
        COOKIE_NAME,
        token,
        max_age=COOKIE_SECONDS,
        secure=settings.SITE_URL.startswith("https://"),
        httponly=True,
        samesite="Lax",
        path="/",
    )
    return token


def referring_site(request: HttpRequest, address: str) -> str:
    """The host name of another website that led here; empty for none, and for our own pages."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    own = {urlsplit(settings.SITE_URL).hostname or "", request.get_host().split(":")[0]}
    if parts.scheme not in {"http", "https"} or host in {name.removeprefix("www.") for name in own}:
        return ""
    return host[:100]
