"""Caches that forgive: a fault of the cache is a miss for the caller, never an error for the visitor.

After a fault the cache is left alone for a few seconds, so a server that is silent costs one request its
time-out, not every one.
"""

import logging
import time
from typing import Any

from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.redis import RedisCache

logger = logging.getLogger(__name__)

REST_SECONDS = 10
# Each operation with what a caller is told while the cache is away.
ANSWERS_WHILE_AWAY: dict[str, Any] = {
    "add": False,
    "set": None,
    "touch": False,
    "delete": False,
    "has_key": False,
    "set_many": [],
    "delete_many": None,
    "clear": False,
}


class Forgiving:
    """Mixed in before a Django cache backend."""

    _away_until = 0.0

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return self._attempt("get", default, key, default=default, version=version)

    def get_many(self, keys: Any, version: int | None = None) -> dict[str, Any]:
        return self._attempt("get_many", {}, keys, version=version)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """As Django's: raises ValueError for a key that is not there, also while the cache is away."""
        value = self._attempt("incr", None, key, delta=delta, version=version)
        if value is None:
            raise ValueError(f"Key {key!r} not found")
        return value

    def _attempt(self, operation: str, answer_while_away: Any, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() < Forgiving._away_until:
            return answer_while_away
        try:
            return getattr(super(), operation)(*args, **kwargs)
        except Exception as error:
            if operation == "incr" and isinstance(error, ValueError):
                return answer_while_away  # the key is not there; the cache is well
            Forgiving._away_until = time.monotonic() + REST_SECONDS
            logger.error(
                "The cache cannot be reached and will not be used for %s s: %s", REST_SECONDS, type(error).__name__
            )
            return answer_while_away


def _forgiving(operation: str, answer: Any) -> Any:
    def method(self: Forgiving, *args: Any, **kwargs: Any) -> Any:
        return self._attempt(operation, answer, *args, **kwargs)

    method.__name__ = operation
    return method


for _operation, _answer in ANSWERS_WHILE_AWAY.items():
    setattr(Forgiving, _operation, _forgiving(_operation, _answer))


class ForgivingFileCache(Forgiving, FileBasedCache):
    """A folder on this machine, shared by its processes."""

    def _createdir(self) -> None:
        try:
            super()._createdir()  # type: ignore[misc]  # django-stubs do not know it
        except OSError as error:
            logger.error("The cache folder cannot be made: %s", error)


class ForgivingRedisCache(Forgiving, RedisCache):
    """Redis, shared by all machines."""
