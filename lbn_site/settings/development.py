"""For a first look and for work on the site: no servers needed. DEBUG=yes shows errors in the browser."""

import os
import secrets
import tempfile
from contextlib import suppress
from urllib.parse import urlsplit

from .base import *  # noqa: F403
from .base import SITE_URL, STATIC_ROOT, STORAGES, VAR_DIR, env


def _own_secret_key() -> str:
    """A key of this checkout, made once and kept in the var folder; whole, even if two processes make it at once."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        with tempfile.NamedTemporaryFile("w", dir=VAR_DIR) as draft:
            draft.write(secrets.token_urlsafe(50))
            draft.flush()
            with suppress(FileExistsError):
                os.link(draft.name, path)
    return path.read_text()


SECRET_KEY = env.text("SECRET_KEY", "") or _own_secret_key()
DEBUG = env.boolean("DEBUG", default=False)
ALLOWED_HOSTS = [urlsplit(SITE_URL).hostname or "", *env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")]
# Static files are as in production (hashed, compressed) once they are collected, and read in place until then.
if DEBUG or not (STATIC_ROOT / "staticfiles.json").exists():
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_USE_FINDERS = True
    WHITENOISE_AUTOREFRESH = True
SERVE_MEDIA = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
