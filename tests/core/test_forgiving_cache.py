"""A fault of the cache is a miss, never an error."""

import socket

import pytest

from lbn_site.core.forgiving_cache import Forgiving, ForgivingFileCache, ForgivingRedisCache


@pytest.fixture(autouse=True)
def _rested():
    Forgiving._away_until = 0.0
    yield
    Forgiving._away_until = 0.0


@pytest.fixture
def closed_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_healthy_cache_keeps_what_it_is_given(tmp_path):
    cache = ForgivingFileCache(str(tmp_path), {})
    cache.set("key", "value")
    assert cache.get("key") == "value"
    assert cache.get_many(["key", "other"]) == {"key": "value"}
    assert cache.add("key", "again") is False
    with pytest.raises(ValueError, match="not found"):
        cache.incr("nothing")


@pytest.mark.parametrize("operation", ["get", "has_key", "delete", "touch"])
def test_an_absent_server_is_a_miss(closed_port, operation):
    cache = ForgivingRedisCache(f"redis://127.0.0.1:{closed_port}/0", {})
    assert not getattr(cache, operation)("key")


def test_an_absent_server_takes_values_without_complaint(closed_port):
    cache = ForgivingRedisCache(f"redis://127.0.0.1:{closed_port}/0", {})
    cache.set("key", "value")
    assert cache.get("key", "default") == "default"
    assert cache.get_or_set("key", "made") == "made"


def test_after_a_fault_the_cache_is_left_alone(closed_port, caplog):
    cache = ForgivingRedisCache(f"redis://127.0.0.1:{closed_port}/0", {})
    for _ in range(5):
        cache.get("key")
    assert len(caplog.records) == 1


def test_a_folder_that_cannot_be_written_is_a_miss(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    cache = ForgivingFileCache(str(blocked), {})
    cache.set("key", "value")
    assert cache.get("key") is None
