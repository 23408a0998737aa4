"""Strict readers of environment variables.

Every reader names the variable in its error, so a misspelt value stops the start with one clear line
instead of becoming a silent default.
"""

from collections.abc import Collection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

_env = environ.Env()

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off"}
DATABASE_SCHEMES = {"sqlite", "postgres", "postgresql"}
BROKER_SCHEMES = {"filesystem", "redis", "rediss", "amqp", "amqps"}
FILE_CACHE = "lbn_site.core.forgiving_cache.ForgivingFileCache"
REDIS_CACHE = "lbn_site.core.forgiving_cache.ForgivingRedisCache"
CACHE_BACKENDS = {"filecache": FILE_CACHE, "redis": REDIS_CACHE, "rediss": REDIS_CACHE}
CACHE_SECONDS = 600
FILE_CACHE_ENTRIES = 10_000
CACHE_SERVER_TIMEOUTS = {"socket_connect_timeout": 1, "socket_timeout": 1}
LOG_LEVELS = {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}
WEAK_SECRET_LENGTH = 50
WEAK_SECRET_DISTINCT = 5


def text(name: str, default: str | None = None) -> str:
    """The variable as text; without a default it must be set and not empty."""
    value = _env.ENVIRON.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"{name} must be set.")
    return default


def boolean(name: str, default: bool) -> bool:
    """The variable as yes or no; any other word is an error."""
    value = text(name, "").lower()
    if not value:
        return default
    if value in YES:
        return True
    if value in NO:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no (also true/false, on/off, 1/0), not {value!r}.")


def integer(name: str, default: int, minimum: int = 0, maximum: int | None = None) -> int:
    """The variable as a whole number from `minimum` to `maximum`."""
    value = text(name, str(default))
    try:
        number = int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None
    if number < minimum:
        raise ImproperlyConfigured(f"{name} must be {minimum} or more, not {number}.")
    if maximum is not None and number > maximum:
        raise ImproperlyConfigured(f"{name} must be {maximum} or less, not {number}.")
    return number


def yes_or_number(name: str, default: int = 0) -> int:
    """The variable as a whole number, where yes means one and no means none."""
    value = text(name, "").lower()
    if value in YES | NO:
        return int(value in YES)
    return integer(name, default)


def choice(name: str, default: str, allowed: Collection[str]) -> str:
    """The variable as one of the `allowed` words, in capitals."""
    value = text(name, default).upper()
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(sorted(allowed))}, not {value!r}.")
    return value


def words(name: str, default: str = "") -> list[str]:
    """The variable as a list, split at commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def address(name: str, default: str | None = None) -> str:
    """The variable as an http(s) address without a trailing slash; only a `default` may be empty."""
    value = text(name, default).rstrip("/")
    if value == default:
        return value
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ImproperlyConfigured(f"{name} must be an address such as https://www.example.org, not {value!r}.")
    return value


def folder(name: str, default: Path) -> Path:
    """The variable as an absolute folder path."""
    return Path(text(name, str(default))).expanduser().absolute()


def secret_key(name: str = "SECRET_KEY") -> str:
    """The signing key: long and random, or the start stops (compare Django's check security.W009)."""
    value = text(name)
    if (
        len(value) < WEAK_SECRET_LENGTH
        or len(set(value)) < WEAK_SECRET_DISTINCT
        or value.startswith("django-insecure-")
    ):
        raise ImproperlyConfigured(
            f"{name} is too weak: use {WEAK_SECRET_LENGTH} or more random characters "
            "(python3 -c 'import secrets; print(secrets.token_urlsafe(50))' makes one)."
        )
    return value


def database(name: str, default: str) -> dict[str, Any]:
    """The variable as a Django database, from an address such as postgresql://user:password@host/name."""
    value = text(name, default)
    if value.split(":", 1)[0] not in DATABASE_SCHEMES:
        raise ImproperlyConfigured(f"{name} must start with sqlite:///, postgres:// or postgresql://.")
    try:
        config = dict(_env.db_url_config(value))
    except Exception as error:
        raise ImproperlyConfigured(f"{name} cannot be read as a database address: {error}") from None
    if not config.get("NAME"):
        raise ImproperlyConfigured(f"{name} must end in the name of a database.")
    return config


def broker(name: str, default: str) -> str:
    """The variable as a Celery broker address."""
    value = text(name, default)
    if value.split(":", 1)[0] not in BROKER_SCHEMES:
        raise ImproperlyConfigured(f"{name} must start with one of: {', '.join(sorted(BROKER_SCHEMES))}.")
    return value


def cache(name: str, default: str) -> dict[str, Any]:
    """The variable as a Django cache, from an address such as redis://host/1 or filecache:///folder.

    A fault of the cache must not reach a visitor, so its backends are the forgiving ones of core. Without an address
    there is none.
    """
    value = text(name, default)
    if not value:
        return {}
    backend = CACHE_BACKENDS.get(value.split(":", 1)[0])
    if backend is None:
        raise ImproperlyConfigured(f"{name} must start with one of: {', '.join(sorted(CACHE_BACKENDS))}.")
    try:
        config = dict(_env.cache_url_config(value, backend=backend))
    except Exception as error:
        raise ImproperlyConfigured(f"{name} cannot be read as a cache address: {error}") from None
    config.setdefault("TIMEOUT", CACHE_SECONDS)
    if backend == FILE_CACHE:
        config["OPTIONS"] = {"MAX_ENTRIES": FILE_CACHE_ENTRIES, **config.get("OPTIONS", {})}
    else:
        config["OPTIONS"] = {**CACHE_SERVER_TIMEOUTS, **config.get("OPTIONS", {})}
    return config


def beside(cache: dict[str, Any], name: str) -> dict[str, Any]:
    """Another cache at the same place: a folder within its folder, or keys that begin with `name`."""
    if cache["BACKEND"] == FILE_CACHE:
        return {**cache, "LOCATION": f"{cache['LOCATION']}/{name}"}
    return {**cache, "KEY_PREFIX": name}


def email(name: str, default: str) -> dict[str, Any]:
    """The variable as Django email settings, from an address such as smtp+tls://user:password@host:587."""
    value = text(name, default)
    try:
        return dict(_env.email_url_config(value))
    except Exception as error:
        raise ImproperlyConfigured(f"{name} cannot be read as a mail server's address: {error}") from None
