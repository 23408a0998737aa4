"""How often one network may do something: a brake on floods, not an accountant.

Counts live in the shared cache under a keyed hash of action, network and time window, so no internet address is
written anywhere and the hash of one window says nothing about the next. Two requests at the very same moment may
count as one, and while the cache is away nothing is limited: a form must never fail because its brake does.
"""

import ipaddress
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

# One household or office: a single IPv4 address, or the /64 that an IPv6 line is given.
IPV6_PREFIX = 64


def is_within_limit(request: HttpRequest, action: str, *, limit: int, seconds: int) -> bool:
    """Count this request and say whether its network has done `action` at most `limit` times in the window."""
    window = int(time.time() // seconds)
    digest = salted_hmac("core.rate_limit", f"{action}|{window}|{network(request)}", algorithm="sha256").hexdigest()
    key = f"core:rate:{digest}"
    count = cache.get(key, 0) + 1
    cache.set(key, count, timeout=seconds)
    return count <= limit


def network(request: HttpRequest) -> str:
    """The network a request comes from; one name for all where it cannot be read.

    Each of our proxies (BEHIND_PROXY says how many) adds to X-Forwarded-For who asked it, so the first of them wrote
    that entry from the end; what stands before it is whatever the client claimed.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        told = [entry.strip() for entry in request.headers.get("X-Forwarded-For", "").split(",") if entry.strip()]
        address = [*told[-settings.BEHIND_PROXY :], address][0]
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, IPV6_PREFIX), strict=False))
    return str(parsed)
