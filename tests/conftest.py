"""What every test may use."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connections
from wagtail.models import Site

from lbn_site.core.models import Campaign
from lbn_site.example.content import campaign as example_campaign
from lbn_site.example.content import home as example_home
from lbn_site.home.models import HomePage
from tests.running_site import prepare_once


def pytest_collection_modifyitems(items):
    """Bring back what migrations made (the root page, the language) before each test that empties the tables."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker and marker.kwargs.get("transaction") and "serialized_rollback" not in marker.kwargs:
            item.add_marker(pytest.mark.django_db(**marker.kwargs, serialized_rollback=True), append=False)
        elif {"live_server", "transactional_db"} & set(item.fixturenames):
            item.fixturenames.append("django_db_serialized_rollback")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """Once Playwright's loop runs, tests get another connection object: it too must know what migrations made."""
    default = connections["default"]
    made = getattr(default, "_test_serialized_contents", None)
    if made is not None:
        type(default)._test_serialized_contents = made


@pytest.fixture(autouse=True)
def _empty_cache():
    """No page or campaign is remembered from another test."""
    cache.clear()


@pytest.fixture
def home(db) -> HomePage:
    """A site with its home page and its campaign, winding down."""
    example_campaign.load()
    example_home.load()
    return HomePage.objects.get()


@pytest.fixture
def campaign(home) -> Campaign:
    """The campaign of the site."""
    return Campaign.for_site(Site.objects.get(is_default_site=True))


@pytest.fixture(scope="session")
def prepared_folder(tmp_path_factory) -> Callable[[], Path]:
    """Makes var folders with the example site, ready to serve: prepared once for all test processes, then copied."""
    base = tmp_path_factory.getbasetemp()
    template = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "example-site"

    def copy() -> Path:
        prepare_once(template)
        return shutil.copytree(template, tmp_path_factory.mktemp("served") / "var folder")

    return copy
