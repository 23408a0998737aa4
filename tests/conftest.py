"""What every test may use."""

import ipaddress
import os
import shutil
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.cache import caches
from django.db import connections
from django.test import override_settings
from wagtail.models import Site

from lbn_site.core.models import Campaign
from lbn_site.example.loader import load_new_sections
from lbn_site.home.models import HomePage
from tests.emptied_tables import put_back_key
from tests.migrated_database import copy_migrated_database
from tests.running_site import prepare_once


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """On SQLite the tests start from a copy of a migrated database, which Django must not remove first."""
    return connections["default"].vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_keepdb) -> None:
    if django_db_keepdb:
        copy_migrated_database(Path(connections["default"].settings_dict["TEST"]["NAME"]))


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_setup, django_db_blocker):
    """Put the home page and the campaign into the database at the start: making them takes longer than most tests.

    They also come back after a test that emptied the tables (`tests/emptied_tables.py`). Once Playwright's loop runs,
    tests get another connection object, so its class must know them.
    """
    with django_db_blocker.unblock():
        load_new_sections(report=lambda text: None, sections=("campaign", "home"))
        default = connections["default"]
        made = default.creation.serialize_db_to_string()
        default._test_serialized_contents = type(default)._test_serialized_contents = made

    def put_back() -> None:
        with django_db_blocker.unblock():
            connections["default"].creation.deserialize_db_from_string(made)

    request.session.stash[put_back_key] = put_back


@pytest.fixture(autouse=True, scope="session")
def _no_network():
    """No test reaches a server out in the world, by mistake or otherwise."""
    connect = socket.socket.connect

    def connect_nearby(self, address):
        with suppress(ValueError, TypeError, IndexError):
            if ipaddress.ip_address(address[0]).is_global:
                raise AssertionError(f"A test tried to connect to {address}.")
        return connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_nearby)
        yield


@pytest.fixture(autouse=True, scope="session")
def _outbox_takes_every_email(django_test_environment):
    """As in production: Django's test environment would hand emails over at once, past the outbox."""
    with override_settings(EMAIL_BACKEND="lbn_site.mail.backend.OutboxEmailBackend"):
        yield


@pytest.fixture(autouse=True)
def _empty_cache():
    """No page or campaign is remembered from another test."""
    for each in caches.all():
        each.clear()


@pytest.fixture
def home(db) -> HomePage:
    """The home page of the site, whose campaign is winding down."""
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
