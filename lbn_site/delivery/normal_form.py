"""One way to write an old address, however it is typed, linked or stored.

`/Annual%20Report/`, `/annual report` and `/annual%20report/index.html` are one address, and so are `é` in one
character or in two, and letters in any case of any script (Unicode 3.13, canonical caseless matching). Redirects are
stored in this form and looked up in it, whichever of Wagtail's ways makes them (apps.py).
"""

import re
import unicodedata
from urllib.parse import parse_qsl, unquote_to_bytes, urlencode, urlsplit

from django.utils.encoding import repercent_broken_unicode

_SLASHES = re.compile(r"/{2,}")
_INDEX_FILE = re.compile(r"/index\.(php|html?)$", re.IGNORECASE)
# What would end a path if it stood there as itself, and the sign that says so.
_ENDS_A_PATH = {ord("%"): "%25", ord("?"): "%3F", ord("#"): "%23"}


def of_typed(address: str, decode_unicode: bool = True) -> str:
    """Return the normal form of an address as people write it: percent-encoded or not, whole or a path.

    It takes the place of Wagtail's `Redirect.normalise_path`, whose second argument it knows and need not heed.
    Raises ValueError where `urlsplit` does.
    """
    parts = urlsplit(address.strip())
    path = repercent_broken_unicode(unquote_to_bytes(parts.path.encode(errors="replace"))).decode()
    return of_requested(path, parts.query)


def of_requested(path: str, query: str = "") -> str:
    """Return the normal form of a path that the server has decoded, with the query as it was sent."""
    written = tidied(f"/{_folded(path)}").translate(_ENDS_A_PATH).rstrip("/") or "/"
    said = sorted((_folded(name), _folded(value)) for name, value in parse_qsl(query, keep_blank_values=True))
    return f"{written}?{urlencode(said)}" if said else written


def tidied(path: str) -> str:
    """Return the path with single slashes, and without the file that servers show for a folder."""
    return _INDEX_FILE.sub("/", _SLASHES.sub("/", path.replace("\0", ""))) or "/"


def _folded(text: str) -> str:
    composed = unicodedata.normalize("NFC", text.replace("\0", ""))
    return unicodedata.normalize("NFC", composed.casefold())
