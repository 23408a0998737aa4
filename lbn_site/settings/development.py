"""For work on the site and for a first look: no servers, errors shown in the browser."""

import secrets

from .base import *  # noqa: F403
from .base import VAR_DIR, env


def _own_secret_key() -> str:
    """A key of this checkout, made once and kept in the var folder."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


SECRET_KEY = env.text("SECRET_KEY", "") or _own_secret_key()
DEBUG = env.boolean("DEBUG", default=True)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
WHITENOISE_USE_FINDERS = True
SERVE_MEDIA = True
