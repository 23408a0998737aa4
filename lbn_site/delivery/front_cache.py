"""The cache in front of the site (nginx, Varnish), told to forget the site's pages.

FRONTEND_CACHE_URL names it. It gets one `BAN` request with the site's host name; docs/operations.md shows the few
lines of Varnish configuration that answer it. A front cache that is away is asked again by a periodic task, and
staff who publish never wait longer than two seconds for it.
"""

import http.client
import logging
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache

logger = logging.getLogger(__name__)

PENDING_KEY = "delivery:front-cache-pending"
TIMEOUT_SECONDS = 2


class FrontCacheError(Exception):
    """The front cache did not confirm that it forgot the pages."""


def purge() -> None:
    """Ask the front cache to forget the site; where it is away, leave a note for `retry_pending`."""
    if not settings.FRONTEND_CACHE_URL:
        return
    try:
        _send_ban()
    except FrontCacheError as error:
        logger.error("The cache in front of the site still has old pages: %s", error)
        cache.set(PENDING_KEY, True, timeout=None)
    else:
        cache.delete(PENDING_KEY)


def retry_pending() -> None:
    """Ask again where an earlier purge failed."""
    if cache.get(PENDING_KEY):
        purge()


def _send_ban() -> None:
    """Raises FrontCacheError unless the front cache answers 200."""
    address = urlsplit(settings.FRONTEND_CACHE_URL)
    secure = address.scheme == "https"
    connect = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = connect(address.hostname or "", address.port, timeout=TIMEOUT_SECONDS)
    try:
        connection.request("BAN", "/", headers={"Host": urlsplit(settings.SITE_URL).netloc})
        status = connection.getresponse().status
    except OSError as error:
        raise FrontCacheError(str(error)) from error
    except http.client.HTTPException as error:
        raise FrontCacheError(repr(error)) from error
    finally:
        connection.close()
    if status != http.client.OK:
        raise FrontCacheError(f"it answered {status}")
