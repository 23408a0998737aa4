"""The Celery application: workers and beat start from here."""

import os
from typing import Any

from celery import Celery

from lbn_site.settings.start import need_sound_settings

# This is imported with the package, so it decides for gunicorn and Celery alike: what names no settings is a
# deployment. manage.py and the tests have made their own choice by then.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lbn_site.settings.production")

app = Celery("lbn_site")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.on_configure.connect
def _stop_plainly_when_settings_are_broken(**kwargs: Any) -> None:
    need_sound_settings()
