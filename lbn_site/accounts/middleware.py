"""What signing in means for the requests that follow."""

from collections.abc import Callable

from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, HttpResponseForbidden, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from lbn_site.core import staff_hint
from lbn_site.core.rate_limit import is_within_limit

from . import known_browsers, second_step

GetResponse = Callable[[HttpRequest], HttpResponseBase]

ACCOUNTS_PREFIX = "/accounts/"
ADMIN_PREFIX = "/admin/"
# What a network, which may be a whole office, sends to the sign-in pages from browsers that are new.
POSTS_A_MINUTE = 30


class StaffHintMiddleware:
    """Keeps a cookie `staff=1` in the browsers of those who are signed in.

    It is no secret and opens nothing: a script on public pages, which know no session, asks for the user bar only
    where it is set. Pages of the account itself are kept by no cache.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path_info.startswith((ADMIN_PREFIX, ACCOUNTS_PREFIX)):
            self._hint(request, response)
        if request.path_info.startswith(ACCOUNTS_PREFIX):
            add_never_cache_headers(response)
        return response

    def _hint(self, request: HttpRequest, response: HttpResponseBase) -> None:
        signed_in = request.user.is_authenticated
        hinted = staff_hint.COOKIE in request.COOKIES
        if signed_in and not hinted and not _lacks_second_step(request):
            lasts = None if request.session.get_expire_at_browser_close() else request.session.get_expiry_age()
            response.set_cookie(
                staff_hint.COOKIE, "1", max_age=lasts, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
            )
        elif hinted and not signed_in:
            response.delete_cookie(staff_hint.COOKIE, samesite="Lax")


class KnownBrowserMiddleware:
    """Remembers the browsers in which somebody signed in, and stops floods of tries by one network in all others."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(ACCOUNTS_PREFIX):
            return self.get_response(request)
        if request.method == "POST" and not self._may_go_on(request):
            return respond_429(request)
        response = self.get_response(request)
        known_browsers.remember(request, response)
        return response

    def _may_go_on(self, request: HttpRequest) -> bool:
        if request.user.is_authenticated or known_browsers.is_known(request):
            return True
        return is_within_limit(request, "accounts", limit=POSTS_A_MINUTE, seconds=60)


class TwoStepMiddleware:
    """Ends a session that did not pass the account's second step, by whatever way it was made.

    Where REQUIRE_MFA says so, it leads staff without a second step to the page where they set one up.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith((ADMIN_PREFIX, ACCOUNTS_PREFIX)) and second_step.was_skipped(request):
            logout(request)
            back = request.get_full_path() if self._is_the_desk(request) else reverse(settings.LOGIN_REDIRECT_URL)
            return _lead(request, redirect_to_login(back), "Please sign in again with your second step.")
        if self._is_the_desk(request) and _lacks_second_step(request):
            set_up = HttpResponseRedirect(reverse("mfa_index"))
            return _lead(request, set_up, "Before you start, please set up a second step for signing in.")
        return self.get_response(request)

    def _is_the_desk(self, request: HttpRequest) -> bool:
        return request.path_info.startswith(ADMIN_PREFIX) and request.path_info != reverse("wagtailadmin_logout")


def _lead(request: HttpRequest, elsewhere: HttpResponseRedirect, why: str) -> HttpResponseBase:
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return HttpResponseForbidden()  # a script would take the page for its answer
    messages.info(request, why)
    return elsewhere


def _lacks_second_step(request: HttpRequest) -> bool:
    return settings.REQUIRE_MFA and request.user.is_authenticated and not second_step.is_set_up(request.user)
