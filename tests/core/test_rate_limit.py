"""A brake on floods that keeps no internet address."""

import pytest
from django.core.cache import cache

from lbn_site.core import rate_limit


def attempts(rf, number: int, address: str = "192.0.2.1", action: str = "vote") -> list[bool]:
    request = rf.post("/", REMOTE_ADDR=address)
    return [rate_limit.is_within_limit(request, action, limit=3, seconds=3600) for _ in range(number)]


def test_a_network_may_do_it_as_often_as_the_limit_says(rf):
    assert attempts(rf, 5) == [True, True, True, False, False]


def test_networks_and_actions_are_counted_apart(rf):
    attempts(rf, 3)
    assert attempts(rf, 1, address="192.0.2.2") == [True]
    assert attempts(rf, 1, action="comment") == [True]
    assert attempts(rf, 1) == [False]


def test_the_next_window_starts_anew(rf, monkeypatch):
    attempts(rf, 3)
    later = rate_limit.time.time() + 3600
    monkeypatch.setattr(rate_limit.time, "time", lambda: later)
    assert attempts(rf, 1) == [True]


def test_no_address_is_written(rf):
    attempts(rf, 1)
    assert cache._cache
    assert not any("192.0.2.1" in f"{key}{value}" for key, value in cache._cache.items())


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", "unknown"),
        ("somewhere", "unknown"),
    ],
)
def test_a_network_is_one_line(rf, address, network):
    assert rate_limit.network(rf.get("/", REMOTE_ADDR=address)) == network


def test_what_a_client_claims_is_not_believed(rf, settings):
    request = rf.get("/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.7"})
    assert rate_limit.network(request) == "192.0.2.1"
    settings.BEHIND_PROXY = 1
    assert rate_limit.network(request) == "198.51.100.7"


def test_behind_two_proxies_the_first_of_them_tells_the_visitor(rf, settings):
    settings.BEHIND_PROXY = 2
    told = "192.0.2.66, 203.0.113.9, 127.0.0.1"
    assert rate_limit.network(rf.get("/", headers={"X-Forwarded-For": told})) == "203.0.113.9"
    assert rate_limit.network(rf.get("/", headers={"X-Forwarded-For": "203.0.113.9"})) == "203.0.113.9"
    assert rate_limit.network(rf.get("/", REMOTE_ADDR="192.0.2.1")) == "192.0.2.1"
