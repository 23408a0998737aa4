"""The WSGI entry point for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from lbn_site.settings.start import need_sound_settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lbn_site.settings.production")
need_sound_settings()

application = get_wsgi_application()
