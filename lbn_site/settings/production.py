"""For the public: everything that must be known is required, and cookies and addresses are https only."""

from urllib.parse import urlsplit

from .base import *  # noqa: F403
from .base import env

DEBUG = False
SECRET_KEY = env.secret_key()
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
SITE_URL = WAGTAILADMIN_BASE_URL = env.address("SITE_URL")
ALLOWED_HOSTS = [urlsplit(SITE_URL).hostname or "", *env.words("ALLOWED_HOSTS")]
# nginx or the object store serves uploads; the embedded form (`make serve`) has neither and does it itself.
SERVE_MEDIA = env.boolean("SERVE_MEDIA", default=False)

HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS and env.boolean("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz/"]
SECURE_HSTS_SECONDS = env.integer("SECURE_HSTS_SECONDS", 31_536_000 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
REQUIRE_MFA = env.boolean("REQUIRE_MFA", default=True)
BEHIND_PROXY = env.yes_or_number("BEHIND_PROXY")
if BEHIND_PROXY:
    # Limits on sign-in count by the visitor's address, which the first of our proxies adds.
    ALLAUTH_TRUSTED_PROXY_COUNT = BEHIND_PROXY
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
