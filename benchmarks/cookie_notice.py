"""What the notice and the counting add to each kind of page: bytes of the same page with and without, in one run.

    .venv/bin/python benchmarks/cookie_notice.py

Makes the example site in a folder of its own.
"""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "lbn_site.settings.test"
os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="lbn-cookie-notice-")

import brotli  # noqa: E402
import django  # noqa: E402

django.setup()

from django.contrib.staticfiles import finders  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils.text import compress_string  # noqa: E402

from benchmarks.cookies import all_pages  # noqa: E402
from lbn_site.core import styles  # noqa: E402
from lbn_site.statistics.models import Method, StatisticsSettings  # noqa: E402

SHEET = "cookie-notice"
SCRIPTS = ("js/consent.js", "js/statistics.js")


def page(path: str, method: Method, with_sheet: bool) -> bytes:
    """The page as it is sent, before compression."""
    StatisticsSettings.objects.update(method=method)
    styles.BASE_FILES = BASE if with_sheet else tuple(name for name in BASE if name != SHEET)
    styles._built_sheet.cache_clear()
    cache.clear()
    return Client().get(path).content


def row(name: str, before: bytes, after: bytes) -> str:
    sizes = [
        len(after) - len(before),
        len(compress_string(after)) - len(compress_string(before)),
        len(brotli.compress(after, quality=6)) - len(brotli.compress(before, quality=6)),
    ]
    return f"{name:<22}" + "".join(f"{size:>10}" for size in sizes)


BASE = styles.BASE_FILES
call_command("migrate", verbosity=0)
call_command("load_example", verbosity=0)
StatisticsSettings.load()
print(f"{'bytes added':<22}{'raw':>10}{'gzip':>10}{'brotli':>10}")
for name, path in all_pages(lambda path: Client().get(path).content).items():
    print(row(name, page(path, Method.OFF, False), page(path, Method.BUILT_IN, True)))
for script in SCRIPTS:
    print(row(script, b"", Path(finders.find(script)).read_bytes()))
