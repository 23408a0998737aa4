"""A visitor's choice about optional cookies: one cookie with the version asked, what was accepted, and the day.

For example `3.analytics.2026-11-22`, or `3.none.2026-11-22` for a refusal, which is remembered as long.
"""

import datetime
import re
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from .models import CookieQuestion
from .register import asked_categories

COOKIE_NAME = "cookie_choice"
KEPT_FOR = datetime.timedelta(days=365)
NOTHING = "none"
VALUE = re.compile(r"(?P<version>\d{1,9})\.(?P<accepted>[a-z+]{1,80})\.(?P<made_on>\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True)
class Choice:
    """What a visitor accepted, under which version of the question, and when."""

    version: int
    accepted: frozenset[str]
    made_on: datetime.date

    def __str__(self) -> str:
        return f"{self.version}.{'+'.join(sorted(self.accepted)) or NOTHING}.{self.made_on:%Y-%m-%d}"

    @classmethod
    def parse(cls, value: str) -> "Choice | None":
        """Read a cookie's value; None for anything we did not write."""
        match = VALUE.fullmatch(value)
        if not match:
            return None
        try:
            made_on = datetime.date.fromisoformat(match["made_on"])
        except ValueError:
            return None
        accepted = frozenset() if match["accepted"] == NOTHING else frozenset(match["accepted"].split("+"))
        return cls(int(match["version"]), accepted, made_on)


def present_choice(request: HttpRequest) -> Choice | None:
    """The choice that counts now; None where it is missing, of another version, or older than twelve months."""
    choice = Choice.parse(request.COOKIES.get(COOKIE_NAME, ""))
    today = timezone.localdate()
    if choice is None or not (today - KEPT_FOR <= choice.made_on <= today + datetime.timedelta(days=1)):
        return None
    return choice if choice.version == CookieQuestion.current().version else None


def accepts(request: HttpRequest, category: str) -> bool:
    """Whether this visitor has said yes to the category, and it is still asked about."""
    choice = present_choice(request)
    return choice is not None and category in choice.accepted and category in asked_categories()


def asks_not_to_be_tracked(request: HttpRequest) -> bool:
    """Whether the browser sends Global Privacy Control (W3C). It counts as no; an explicit yes goes before it."""
    return request.headers.get("Sec-GPC") == "1"


def remember(response: HttpResponse, accepted: set[str]) -> Choice:
    """Keep the choice in the visitor's browser, for a yes as long as for a no."""
    choice = Choice(CookieQuestion.current().version, frozenset(accepted), timezone.localdate())
    response.set_cookie(
        COOKIE_NAME,
        str(choice),
        max_age=KEPT_FOR,
        secure=settings.SITE_URL.startswith("https://"),
        samesite="Lax",
        path="/",
    )
    return choice
