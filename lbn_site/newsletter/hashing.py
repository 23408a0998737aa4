"""Keyed hashes of addresses and networks: enough to recognise, not enough to read.

The key is ADDRESS_HASH_KEY; where that is not set, SECRET_KEY, and what was hashed under its fallbacks is still
recognised.
"""

import hashlib
import hmac

from django.conf import settings


def fingerprint(purpose: str, text: str) -> str:
    """The hash to store: HMAC-SHA-256 as 64 hexadecimal digits, different for each purpose."""
    return _hash(_keys()[0], purpose, text)


def fingerprints(purpose: str, text: str) -> list[str]:
    """Every hash under which the same text may have been stored."""
    return [_hash(key, purpose, text) for key in _keys()]


def _keys() -> list[str]:
    own = [settings.ADDRESS_HASH_KEY] if settings.ADDRESS_HASH_KEY else []
    return [*own, settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]


def _hash(key: str, purpose: str, text: str) -> str:
    return hmac.new(key.encode(), f"newsletter:{purpose}:{text}".encode(), hashlib.sha256).hexdigest()
