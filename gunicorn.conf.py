"""How gunicorn serves the site. gunicorn reads this file by itself when it starts in this folder."""

import os
from pathlib import Path

from lbn_site.core.log_redaction import RedactLinks
from lbn_site.settings.start import need_sound_settings

need_sound_settings()

bind = f"127.0.0.1:{os.environ.get('PORT') or 8000}"
# WSGI with threads: measured two to three times faster here than ASGI.
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 4
timeout = 60
graceful_timeout = 5
# Workers show that they live by touching a file, which must not wait for a disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
control_socket_disable = True
# No header may say where the site is: neither its prefix nor its scheme is part of the key of any cache. The one that
# counts, X-Forwarded-Proto, is read by Django where BEHIND_PROXY says so.
forwarder_headers = ""
secure_scheme_headers = {}
loglevel = "warning"


def on_starting(server):
    """gunicorn has logs of its own: of requests that it refuses, and of all where an access log is asked for."""
    for log in (server.log.error_log, server.log.access_log):
        log.addFilter(RedactLinks())
