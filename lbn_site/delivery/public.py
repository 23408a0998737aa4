"""Which requests are for public pages: the same bytes for everyone, no cookie, cacheable."""

from operator import itemgetter
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from lbn_site.core.secret_urls import is_secret

# Added to shared links by others; the page is the same with and without them.
TRACKING_PARAMETERS = {"fbclid", "gclid", "mc_cid", "mc_eid", "msclkid", "ref"}
SECONDS_A_YEAR = 31_536_000


def is_public(request: HttpRequest) -> bool:
    """Whether this is a visitor's read of a public address (not the admin, not a preview, not a form post)."""
    return (
        request.method in {"GET", "HEAD"}
        and not getattr(request, "is_dummy", False)
        and not request.path_info.startswith(tuple(settings.PRIVATE_PREFIXES))
    )


def may_be_led_elsewhere(request: HttpRequest) -> bool:
    """Whether a redirect may answer. It may not at a secret address, whose case and end belong to its secret."""
    return is_public(request) and not is_secret(request.path_info)


def without_tracking(query: str) -> str:
    """The query without tracking parameters, sorted by name, for a redirect that passes it on.

    The values of one name keep their order: Django takes the last of them.
    """
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode(sorted((pair for pair in pairs if not is_tracking(pair[0])), key=itemgetter(0)))


def is_tracking(name: str) -> bool:
    return name.startswith("utm_") or name in TRACKING_PARAMETERS


def never_changes(response: HttpResponse) -> None:
    """Let browsers keep the answer for a year without asking; caches that can be emptied keep it like a page."""
    shared = settings.PUBLIC_PAGE_SHARED_SECONDS
    response["Cache-Control"] = f"public, max-age={SECONDS_A_YEAR}, s-maxage={shared}, immutable"


def is_unchanging(response: HttpResponse) -> bool:
    """Whether its view said that it never changes."""
    return "immutable" in response.get("Cache-Control", "")
