"""What the rules for the whole site look at."""

import fcntl
import os
import pickle

import pytest
from django.core.cache import cache
from django.db import transaction

from lbn_site.example.loader import load_new_sections

from .crawl import Crawl, crawl


@pytest.fixture(scope="session")
def example_crawl(django_db_setup, django_db_blocker, tmp_path_factory) -> Crawl:
    """Every page of the example content, read once for all test processes; the database is as before afterwards."""
    base = tmp_path_factory.getbasetemp()
    kept = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "crawl.pickle"
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            with django_db_blocker.unblock():
                kept.write_bytes(pickle.dumps(_crawl_example()))
    return pickle.loads(kept.read_bytes())  # noqa: S301 - written above


def _crawl_example() -> Crawl:
    cache.clear()
    with transaction.atomic():
        load_new_sections(report=lambda text: None)
        found = crawl()
        transaction.set_rollback(True)
    cache.clear()
    return found
