"""The outbox alone, for workers that are started many times. Folder and servers come by environment."""

import os

from lbn_site.settings.base import *  # noqa: F403

SECRET_KEY = "only-for-crash-tests-" + "0123456789" * 4
INSTALLED_APPS = ["lbn_site.mail", "tests.mail.crash"]
MIDDLEWARE: list[str] = []
TEMPLATES: list[dict] = []
ROOT_URLCONF = "tests.mail.crash.settings"
urlpatterns: list = []

MAIL_TRANSPORT = "lbn_site.mail.smtp.WatchedEmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ["CRASH_SMTP_PORT"])
EMAIL_TIMEOUT = 10
MAIL_LEASE_SECONDS = float(os.environ.get("CRASH_LEASE_SECONDS", "6"))
CELERY_TASK_DEFAULT_QUEUE = os.environ.get("CRASH_QUEUE", "crash")
CELERY_BEAT_SCHEDULE = {"sweep": {"task": "lbn_site.mail.tasks.sweep", "schedule": 1}}
CELERY_BEAT_MAX_LOOP_INTERVAL = 1
