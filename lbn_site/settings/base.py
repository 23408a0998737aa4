"""Settings that every environment shares. What may differ is read from the environment by `env`.

docs/environment.md explains each variable; a test compares the two.
"""

from pathlib import Path
from typing import Any

from . import env, private_files
from .sign_in import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = env.folder("VAR_DIR", BASE_DIR / "var")
private_files.make_folder(VAR_DIR)

# Applications, in the order of the house: what composes first, what everything stands on last.
INSTALLED_APPS = [
    "lbn_site.home",
    "lbn_site.search",
    "lbn_site.example",
    "lbn_site.moving_in",
    "lbn_site.explainers",
    "lbn_site.faq",
    "lbn_site.evidence",
    "lbn_site.news",
    "lbn_site.publications",
    "lbn_site.people",
    "lbn_site.statements",
    "lbn_site.statistics",
    "lbn_site.neighbourhoods",
    "lbn_site.newsletter",
    "lbn_site.archive",
    "lbn_site.accounts",
    "lbn_site.consent",
    "lbn_site.delivery",
    "lbn_site.feedback",
    "lbn_site.mail",
    "lbn_site.media",
    "lbn_site.core",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "lbn_site.accounts.users_app.StaffUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "crispy_forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "lbn_site.delivery.old_address_middleware.CanonicalHostMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "lbn_site.delivery.secret_pages.SecretPageMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lbn_site.delivery.body_limit.BodyLimitMiddleware",
    "lbn_site.delivery.middleware.DatabaseAwayMiddleware",
    "lbn_site.delivery.middleware.PublicPageMiddleware",
    "lbn_site.delivery.csp.PolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lbn_site.accounts.middleware.KnownBrowserMiddleware",
    "lbn_site.accounts.middleware.StaffHintMiddleware",
    "lbn_site.accounts.middleware.TwoStepMiddleware",
    "lbn_site.core.malformed_requests.MalformedRequestMiddleware",
    "lbn_site.delivery.old_address_middleware.OldAddressMiddleware",
]

ROOT_URLCONF = "lbn_site.urls"
WSGI_APPLICATION = "lbn_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Where the site is found. Absolute addresses (mails, feeds, canonical links) are made from SITE_URL alone.
PORT = env.integer("PORT", 8000, minimum=1, maximum=65_535)
SITE_URL = env.address("SITE_URL", f"http://127.0.0.1:{PORT}")
WAGTAILADMIN_BASE_URL = SITE_URL
APPEND_SLASH = True
# The site is at the root of its host, whatever a server or a header says.
FORCE_SCRIPT_NAME = ""
# Other host names of this site (with and without www, the former one): they lead here in one hop.
REDIRECT_HOSTS = env.words("REDIRECT_HOSTS")

# How many proxies of ours stand in front and tell the visitor's address; only production can have any.
BEHIND_PROXY = 0

# Data
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728; "
        "PRAGMA journal_size_limit=27103364; PRAGMA cache_size=-20000;"
    ),
}
DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = 60
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # To compile a query takes PostgreSQL a third of a second; of small tables it guesses wrongly that this pays.
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 5,
        "options": "-c jit=off",
        **DATABASES["default"].get("OPTIONS", {}),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The caches are shared by all processes: a folder by default, Redis on several machines. Public pages have a store of
# their own, so that nothing else is pushed out by them.
CACHES = {"default": env.cache("CACHE_URL", f"filecache://{VAR_DIR / 'cache'}")}
CACHES["pages"] = env.cache("PAGE_CACHE_URL", "") or env.beside(CACHES["default"], "pages")

# Staff
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Language and time
LANGUAGE_CODE = "en-gb"
# The guide's words for approval in place of Wagtail's.
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = "lbn_site.core.formats"

# Static files and media
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = env.folder("MEDIA_ROOT", VAR_DIR / "media")
MEDIA_URL = env.text("MEDIA_URL", "/media/")
FILE_UPLOAD_PERMISSIONS = private_files.PUBLIC_FILE
FILE_UPLOAD_DIRECTORY_PERMISSIONS = private_files.PUBLIC_FOLDER

# E-mail: nothing reaches a real person unless EMAIL_URL says so.
_EMAIL = env.email("EMAIL_URL", f"filemail://{VAR_DIR / 'mail'}")
# Whatever sends an email puts it in the outbox, and a worker hands it over: no request waits for a mail server.
EMAIL_BACKEND = "lbn_site.mail.backend.OutboxEmailBackend"
# Our own form of two of Django's backends: one that watches the connection, one that keeps a file a message.
MAIL_TRANSPORT = {
    "django.core.mail.backends.smtp.EmailBackend": "lbn_site.mail.smtp.WatchedEmailBackend",
    "django.core.mail.backends.filebased.EmailBackend": "lbn_site.mail.folder.FolderEmailBackend",
}.get(_EMAIL["EMAIL_BACKEND"], _EMAIL["EMAIL_BACKEND"])
# Where emails that are not sent are kept for a few days; named in any case, so that what it still holds is deleted
# after a change of EMAIL_URL too.
_KEEPS_FILES = _EMAIL["EMAIL_BACKEND"] == "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = f"/{_EMAIL['EMAIL_FILE_PATH']}" if _KEEPS_FILES else str(VAR_DIR / "mail")
EMAIL_HOST = _EMAIL["EMAIL_HOST"] or "localhost"
EMAIL_PORT = _EMAIL["EMAIL_PORT"] or 25
EMAIL_HOST_USER = _EMAIL["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = _EMAIL["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = _EMAIL.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _EMAIL.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 60
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "news@example.org")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# A database says which installation may send its mail; a copy of it elsewhere stays silent.
MAIL_ALLOWED_ENV = env.text("MAIL_ALLOWED_ENV", "this installation")
MAIL_PER_SECOND = env.integer("MAIL_PER_SECOND", 0)
MAIL_PER_HOUR = env.integer("MAIL_PER_HOUR", 0)
# Longer than the slowest hand-over: four answers of a server, each within EMAIL_TIMEOUT.
MAIL_LEASE_SECONDS = 6 * EMAIL_TIMEOUT
# Newsletter: the key of the codes that stand for addresses which must not be mailed; survives a new SECRET_KEY.
ADDRESS_HASH_KEY = env.text("ADDRESS_HASH_KEY", "")
# Read after a backup was restored (newsletter.withdrawals), so it belongs on another disk than the database.
WITHDRAWALS_DIR = env.folder("WITHDRAWALS_DIR", VAR_DIR / "withdrawals")
NEWSLETTER_ALARM_PER_HOUR = env.integer("NEWSLETTER_ALARM_PER_HOUR", 100, minimum=1)
NEWSLETTER_DELAY_PER_HOUR = env.integer("NEWSLETTER_DELAY_PER_HOUR", 500, minimum=1)

# Celery: each task is a doorbell for a row in the database (docs/decisions/), so no result is kept.
CELERY_BROKER_URL = env.broker("CELERY_BROKER_URL", "filesystem://")
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_TIME_LIMIT = 900
CELERY_TASK_SOFT_TIME_LIMIT = 840
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_CONNECTION_TIMEOUT = 1
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat.db")
BROKER_FOLDER = VAR_DIR / "broker"
if CELERY_BROKER_URL.startswith("filesystem"):
    CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_FOLDER / "messages"),
        "data_folder_out": str(BROKER_FOLDER / "messages"),
        "control_folder": str(BROKER_FOLDER / "control"),
        "polling_interval": 0.2,
    }
    for _folder in ("messages", "control"):
        (BROKER_FOLDER / _folder).mkdir(mode=0o700, parents=True, exist_ok=True)
elif CELERY_BROKER_URL.startswith("redis"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 1200,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 1,
        "socket_timeout": 30,
    }


def _every(seconds: int, task: str) -> dict[str, Any]:
    """A bell that nobody heard is forgotten: no worker comes back to thousands of them.

    Not at once: the worker compares with its own clock, and machines may be ten minutes apart.
    """
    return {"task": f"lbn_site.{task}", "schedule": seconds, "options": {"expires": max(seconds, 20 * 60)}}


CELERY_BEAT_SCHEDULE = {
    "forget-old-invitations": _every(6 * 3600, "accounts.tasks.forget_old_invitations"),
    "forget-old-comments": _every(6 * 3600, "feedback.tasks.forget_old_comments"),
    "add-up-visits": _every(3600, "statistics.tasks.add_up_visits"),
    "sweep-the-outbox": _every(30, "mail.tasks.sweep"),
    "forget-what-could-be-undone": _every(6 * 3600, "core.tasks.forget_what_could_be_undone"),
    "make-copies-of-pictures": _every(60, "media.tasks.make_copies"),
    "purge-old-mail": _every(6 * 3600, "mail.tasks.purge_old_mail"),
    "purge-old-newsletter-data": _every(6 * 3600, "newsletter.tasks.purge_old_data"),
    "publish-scheduled-pages": _every(30, "delivery.tasks.publish_scheduled_pages"),
    "purge-front-cache-again": _every(30, "delivery.tasks.purge_front_cache_again"),
}

# Nothing but uploads and static files is for other accounts of this machine.
_ELSEWHERE = [WITHDRAWALS_DIR, Path(EMAIL_FILE_PATH)]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    _ELSEWHERE += [Path(f"{DATABASES['default']['NAME']}{part}") for part in ("", "-wal", "-shm")]
private_files.close(VAR_DIR, public=[MEDIA_ROOT, STATIC_ROOT], also=_ELSEWHERE)

# Public pages (lbn_site.delivery)
PUBLIC_PAGE_BROWSER_SECONDS = 60
PUBLIC_PAGE_SHARED_SECONDS = 600
# Prefixes of addresses that are never public pages: they may use a session and set their own caching.
PRIVATE_PREFIXES = ("/admin/", "/accounts/", "/_private/", "/cookies/choice")
# The cache in front, if it can be told to forget the site (lbn_site.delivery.front_cache).
FRONTEND_CACHE_URL = env.address("FRONTEND_CACHE_URL", "")

# Forms
CRISPY_ALLOWED_TEMPLATE_PACKS = ("lbn",)
CRISPY_TEMPLATE_PACK = "lbn"

# Wagtail
WAGTAIL_SITE_NAME = "APPG for ‘left behind’ neighbourhoods"
WAGTAILIMAGES_IMAGE_MODEL = "media.CustomImage"
WAGTAILDOCS_DOCUMENT_MODEL = "media.CustomDocument"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_USER_TIME_ZONES = ["Europe/London"]
# In another language the desk would read 01/12/2026 otherwise, or not at all.
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en-gb", "English")]
# The month as a word, so that nobody takes it for the day; the calendar and core.formats read it too.
WAGTAIL_DATE_FORMAT = "%d %b %Y"
WAGTAIL_DATETIME_FORMAT = f"{WAGTAIL_DATE_FORMAT} %H:%M"
WAGTAIL_PRIVATE_PAGES = {"SHARED_PASSWORD": False}
WAGTAIL_I18N_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {
            "features": ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "live-figure"],
        },
    },
}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILIMAGES_EXTENSIONS = [
    *("avif", "bmp", "gif", "heic", "heif", "jfif", "jpg", "jpeg", "png", "tif", "tiff", "webp"),
]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "lbn_site.media.forms.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "lbn_site.media.forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "doc", "docx", "geojson", "ics", "json", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
TAGGIT_CASE_INSENSITIVE = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Security headers
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "encrypted-media",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "screen-wake-lock",
        "usb",
        "xr-spatial-tracking",
    )
}
# What browsers may load on public pages; the admin has its own policy in lbn_site.delivery.csp.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "media-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    },
}

# Logs: one line a record, to standard error. Addresses of people and tokens never go in.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"links": {"()": "lbn_site.core.log_redaction.RedactLinks"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["links"]}},
    "root": {"handlers": ["console"], "level": env.choice("LOG_LEVEL", "INFO", env.LOG_LEVELS)},
    # Wagtail's background tasks report each run and each edit; the page history keeps what staff need.
    "loggers": {
        # Django's own handlers, which redact nothing, give way to ours.
        "django": {"level": "INFO"},
        "django.server": {"level": "INFO", "propagate": True},
        **{name: {"level": "WARNING"} for name in ("django_tasks", "wagtail")},
        # Files as a broker have no host, which is no news.
        "kombu.connection": {"level": "ERROR"},
    },
}
