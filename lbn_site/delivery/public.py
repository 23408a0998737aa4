"""Which requests are for public pages: the same bytes for everyone, no cookie, cacheable."""

from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http import HttpRequest

# Added to shared links by others; the page is the same with and without them.
TRACKING_PARAMETERS = {"fbclid", "gclid", "mc_cid", "mc_eid", "msclkid", "ref"}
LONGEST_CACHED_QUERY = 200


def is_public(request: HttpRequest) -> bool:
    """Whether this is a visitor's read of a public address (not the admin, not a preview, not a form post)."""
    return (
        request.method in {"GET", "HEAD"}
        and not getattr(request, "is_dummy", False)
        and not request.path_info.startswith(tuple(settings.PRIVATE_PREFIXES))
    )


def meaningful_query(request: HttpRequest) -> str:
    """The query string without tracking parameters, sorted, so that one page has one key."""
    pairs = parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True)
    return urlencode(sorted(pair for pair in pairs if not is_tracking(pair[0])))


def is_tracking(name: str) -> bool:
    return name.startswith("utm_") or name in TRACKING_PARAMETERS
