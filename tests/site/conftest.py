"""What the rules for the whole site look at."""

import pytest
from django.core.cache import cache
from django.db import transaction

from lbn_site.example.loader import load_new_sections

from .crawl import Crawl, crawl


@pytest.fixture(scope="session")
def example_crawl(django_db_setup, django_db_blocker) -> Crawl:
    """Every page of the example content, read once; the database is as before afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        load_new_sections(report=lambda text: None)
        found = crawl()
        transaction.set_rollback(True)
    cache.clear()
    return found
