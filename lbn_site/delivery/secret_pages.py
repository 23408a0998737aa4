"""Pages at secret addresses (core.secret_urls): no cache keeps them, no link tells where it was pressed."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from lbn_site.core import secret_urls

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class SecretPageMiddleware:
    """Sets the headers of every answer at such an address: also of errors, and where a link was typed wrongly."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if secret_urls.is_secret(request.path_info):
            response["Cache-Control"] = "no-store"
            response["Referrer-Policy"] = secret_urls.REFERRER_POLICY
            response["X-Robots-Tag"] = "noindex"
        return response
