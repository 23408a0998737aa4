"""Tests that empty the tables leave them as they were found, so the tests may run in any order.

A test that commits what it writes cannot be rolled back: Django empties every table after it. What was in the
database at the start (the home page, the campaign, what migrations made) is therefore put back after it.
"""

from collections.abc import Callable

import pytest

EMPTYING_FIXTURES = {"live_server", "transactional_db", "django_db_serialized_rollback"}
put_back_key = pytest.StashKey[Callable[[], None]]()


def empties_tables(item: pytest.Item) -> bool:
    """Return whether a test commits, so that every table is emptied after it."""
    marker = item.get_closest_marker("django_db")
    is_marked = marker is not None and bool(marker.kwargs.get("transaction"))
    return is_marked or bool(EMPTYING_FIXTURES & set(getattr(item, "fixturenames", ())))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have Django put the content back before each test that empties the tables."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker and marker.kwargs.get("transaction") and "serialized_rollback" not in marker.kwargs:
            item.add_marker(pytest.mark.django_db(**marker.kwargs, serialized_rollback=True), append=False)
        elif {"live_server", "transactional_db"} & set(item.fixturenames):
            item.fixturenames.append("django_db_serialized_rollback")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None):
    """Put the content back after the last of several tests that empty the tables."""
    result = yield
    if nextitem is not None and empties_tables(item) and not empties_tables(nextitem):
        put_back = item.session.stash.get(put_back_key, None)
        if put_back:
            put_back()
    return result
