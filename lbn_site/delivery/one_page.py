"""One page for everyone: what a request may say about the page that is made, and which of them may be kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.urls import NoReverseMatch, reverse

from lbn_site.core import page_query

# These choose between an answer and 'you have it already', never what a page says.
HEADERS_LEFT = {"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"}


@contextmanager
def made_for_everyone(request: HttpRequest, query: str) -> Iterator[None]:
    """Within this context the request shows only what all visitors of the page have in common.

    That is its method, its path, what is read of its query, and the site's one address. No header (cookie, language,
    host, whatever a proxy or a visitor adds) can have a part in a page that is kept for others.
    """
    environ = request.META
    told = {name: environ.pop(name) for name in list(environ) if _is_of_one_visitor(name)}
    address = urlsplit(settings.SITE_URL)
    scheme = environ.get("wsgi.url_scheme")
    environ["HTTP_HOST"], environ["wsgi.url_scheme"] = address.netloc, address.scheme
    request.__dict__.pop("headers", None)
    request.GET = QueryDict(query)
    try:
        yield
    finally:
        del environ["HTTP_HOST"]
        environ.update(told | {"wsgi.url_scheme": scheme})
        request.__dict__.pop("headers", None)


def is_page_that_exists(request: HttpRequest, query: str) -> bool:
    """Whether the page that was made is the one of this address: written as the site itself writes it.

    `/share/007.png` shows what `/share/7.png` shows, and `?page=999` what the last page shows: one of them is kept.
    """
    match = request.resolver_match
    if match is None or query != page_query.stored_under(request):
        return False
    try:
        return reverse(match.view_name, args=match.args, kwargs=match.kwargs) == request.path
    except NoReverseMatch:
        return False


def keep_in_no_front_cache(response: HttpResponseBase) -> None:
    """Tell nginx, and through deploy/varnish.vcl Varnish, to keep nothing (nginx's ngx_http_proxy_module).

    Their keys are addresses as visitors type them, of which there are endlessly many for each page.
    """
    response["X-Accel-Expires"] = "0"


def is_asked_plainly(request: HttpRequest, query: str) -> bool:
    """Whether the address was sent as the site writes it: no more parameters, no other order or encoding."""
    if request.META.get("QUERY_STRING", "") != query:
        return False
    sent = request.META.get("RAW_URI")  # as gunicorn tells it
    return sent is None or sent == request.get_full_path()


def _is_of_one_visitor(name: str) -> bool:
    return name.startswith("HTTP_") and name not in HEADERS_LEFT
