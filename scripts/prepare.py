"""Bring the database and the static files up to date before the site starts.

    .venv/bin/python scripts/prepare.py

Migrates, collects static files, loads the example content that was never loaded and makes a staff sign-in where
there is none. Each step does something only when something changed, so a second start takes a few seconds.
"""

import os
import sys
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lbn_site.settings.development")

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.test.utils import override_settings

COLLECTED = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}


def main() -> None:
    """Every step, in order; a broken setting or an absent database ends in one plain line."""
    try:
        django.setup()
        migrate()
    except ImproperlyConfigured as error:
        sys.exit(f"The settings are wrong: {error}")
    except OperationalError as error:
        sys.exit(f"The database that DATABASE_URL names does not answer: {str(error).strip()}")
    collect_static_files()
    call_command("load_example")
    call_command("make_first_staff_user", verbosity=0)


def migrate() -> None:
    """Run the migrations that wait."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        print(f"Setting up the database ({len(waiting)} steps) ...", flush=True)
        call_command("migrate", verbosity=0, interactive=False)


def collect_static_files() -> None:
    """Collect static files unless the same were collected before."""
    stamp = settings.VAR_DIR / "static.stamp"
    fingerprint = static_fingerprint()
    if stamp.exists() and stamp.read_text() == fingerprint and Path(settings.STATIC_ROOT).is_dir():
        return
    print("Collecting static files ...", flush=True)
    stamp.unlink(missing_ok=True)
    # The development settings read files in place until there are collected ones, which this makes.
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": COLLECTED}):
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(fingerprint)


def static_fingerprint() -> str:
    """Changes when any static file is added, removed or edited."""
    digest = sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            stat = os.stat(storage.path(name))
            digest.update(f"{name}:{stat.st_size}:{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


if __name__ == "__main__":
    main()
