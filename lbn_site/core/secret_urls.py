"""The one list of addresses that hold a secret: whoever reads one can use it in place of its owner.

Whatever sees addresses asks here: logs (`core.log_redaction`), the counting of visits (`core.counted`), redirects,
caches and the referrer policy (`delivery`), and nginx's log, whose pattern a test compares with this list. Another
test walks all addresses of the site and fails for one that takes a token and is not listed here.

This module needs no settings: gunicorn reads it before there are any.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class SecretUrl:
    """What stands behind `path` is secret, unless it begins with one of the `open_parts`."""

    path: str
    open_parts: tuple[str, ...] = ()


SECRET_URLS = (
    SecretUrl("newsletter/confirm"),
    SecretUrl("newsletter/never"),
    SecretUrl("newsletter/unsubscribe"),
    SecretUrl("newsletter/your-data/use"),
    SecretUrl("newsletter/your-data", open_parts=("sent", "use")),
    SecretUrl("accounts/password/reset/key", open_parts=("done",)),
    SecretUrl("accounts/invitation"),
    SecretUrl("admin/password_reset/confirm"),
    SecretUrl("helpful/comment"),
)
# So that links pressed on such a page tell its host and not its path, also to our own pages and to what runs there.
# `no-referrer` would make browsers send `Origin: null` with its forms, which are then refused.
REFERRER_POLICY = "strict-origin"


def pattern(spelling: Callable[[str], str] = re.escape) -> str:
    """Return a regular expression for an address up to its secret, wherever it stands.

    `spelling` is the expression for one character.
    """

    def spelt(path: str) -> str:
        return "".join(slashes if character == "/" else spelling(character) for character in path)

    slashes = f"{spelling('/')}+"
    alternatives = []
    for url in SECRET_URLS:
        opens = f"(?!{spelling('/')}*(?:{'|'.join(map(spelt, url.open_parts))})(?![\\w-]))" if url.open_parts else ""
        alternatives.append(f"{spelt(url.path)}(?![\\w-]){opens}{spelling('/')}*")
    return "|".join(alternatives)


def nginx_pattern() -> str:
    """The pattern for nginx's map: it sees addresses decoded, as they came, and within a query (within a query)."""
    paths = "|".join(url.path.replace("/", "(/|%(25)*2F)+") for url in SECRET_URLS)
    return f"~*({paths})"


def is_secret(path: str) -> bool:
    """Whether this (decoded) path holds a secret."""
    return _SECRET_PATH.search(path) is not None


_SECRET_PATH = re.compile(rf"(?:{pattern()})[^/]", re.IGNORECASE)
