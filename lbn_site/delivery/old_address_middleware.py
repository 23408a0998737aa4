"""Old links reach what they meant in one hop: other hosts, http, other case, no slash, former addresses."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.http.request import split_domain_port

from lbn_site.core.addresses import absolute

from . import public
from .middleware import SHORT_LIVED
from .old_addresses import Target, is_short_link, target_of
from .one_page import keep_in_no_front_cache

logger = logging.getLogger(__name__)

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class CanonicalHostMiddleware:
    """Leads the site's other host names (REDIRECT_HOSTS), and http where the site is https, to the one address.

    It stands first, so that host, scheme and a former path are put right in the same hop.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not self._is_astray(request):
            return self.get_response(request)
        path, query = request.path_info, request.META.get("QUERY_STRING", "")
        if request.method not in {"GET", "HEAD"}:
            return _redirect(Target(absolute(request.get_full_path_info())), keeps_method=True)
        target = self._target(request, path, query)
        return _redirect(Target(absolute(target.url), target.is_permanent))

    @staticmethod
    def _is_astray(request: HttpRequest) -> bool:
        if request.path_info.startswith("/healthz/"):
            return False
        host, _port = split_domain_port(request.META.get("HTTP_HOST", ""))
        is_insecure = getattr(settings, "SECURE_SSL_REDIRECT", False) and not request.is_secure()
        return is_insecure or (bool(settings.REDIRECT_HOSTS) and host in settings.REDIRECT_HOSTS)

    @staticmethod
    def _target(request: HttpRequest, path: str, query: str) -> Target:
        """Where the address leads on this site; the same path where that cannot be told."""
        try:
            target = target_of(path, query) if public.may_be_led_elsewhere(request) else None
        except DatabaseError:
            logger.exception("The old addresses could not be read: only the host is put right.")
            target = None
        return target or Target(request.get_full_path_info())


class OldAddressMiddleware:
    """Where there is no page, leads former addresses to what they meant. Takes the place of Wagtail's own.

    It stands last: what it finds is known before a missing slash is added by anybody else, which would be a hop more.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        path, query = request.path_info, request.META.get("QUERY_STRING", "")
        if is_short_link(path, query) and (target := target_of(path, query)):
            return _redirect(target)
        response = self.get_response(request)
        if response.status_code != 404 or not public.may_be_led_elsewhere(request):
            return response
        target = target_of(path, query)
        return _redirect(target) if target else response


def _redirect(target: Target, *, keeps_method: bool = False) -> HttpResponse:
    """A redirect that browsers ask about again, so that a mistake in it can be mended."""
    response = HttpResponseRedirect(target.url)
    if target.is_permanent:
        response.status_code = 308 if keeps_method else 301
    response["Cache-Control"] = SHORT_LIVED
    keep_in_no_front_cache(response)
    return response
