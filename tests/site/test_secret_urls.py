"""Every address of the site that takes a token stands on the list of secret ones, and nginx has the same list."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import StringConverter, UUIDConverter, get_converters
from django.urls.resolvers import RoutePattern

from lbn_site.core.secret_urls import SECRET_URLS, is_secret, nginx_pattern

NAMES_OF_SECRETS = re.compile(r"token|key|uid|secret|sign|hash|code|invit|link|draft", re.IGNORECASE)
# What takes any text, or has a name like a secret's, and is none.
OPEN = {
    # Their converters take nothing but secret addresses (tests/newsletter/test_altered_links.py and below).
    "<altered_link:link>",
    "<altered_invitation:token>",
    "<altered_reset_link:token>",
    "admin/neighbourhoods/editions/<int:pk>/preview/<slug:code>/",
    "neighbourhoods/data/<slug:slug>/<str:name>",
    "neighbourhoods/data/current/<str:name>",
    "^neighbourhoods/(?P<slug>[a-z0-9-]+)-(?P<code>[eE]\\d{8})/$",
    "neighbourhoods/api/places/<slug:code>/",
    "neighbourhoods/pride-in-place/data/<slug:slug>/<str:name>",
    "n/<slug:code>/",
    "n/<slug:code>.<slug:ending>",
    "documents/^(\\d+)/(.*)$",
    "^media/(?P<path>.*)$",
    "^((?:[\\w\\-]+/)*)$",
}


def routes(patterns: list, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route, pattern


def takes_a_secret(route: str, pattern: URLPattern) -> bool:
    """Whether any part of the address may be a token. The desk's own text parts are keys of rows, for staff alone."""
    if isinstance(pattern.pattern, RoutePattern):
        converters = pattern.pattern.converters
        takes_text = any(type(each) in {StringConverter, UUIDConverter} for each in converters.values())
        names = list(converters)
    else:
        names = list(pattern.pattern.regex.groupindex)
        takes_text = pattern.pattern.regex.groups > 0
    if route.startswith("admin/"):
        takes_text = False
    return takes_text or any(NAMES_OF_SECRETS.search(name) for name in names)


def filled_in(route: str) -> str:
    """An address of this route, near enough: each of its parts holds a text."""
    plain = re.sub(r"<[^>]+>|\(\?P<(?:[^()]|\([^()]*\))*\)|\((?:[^()]|\([^()]*\))*\)", "text", route)
    return "/" + re.sub(r"[\^$?]", "", plain)


def test_every_route_that_takes_a_token_is_on_the_list():
    found = {route for route, pattern in routes(get_resolver().url_patterns) if takes_a_secret(route, pattern)}
    assert [route for route in sorted(found - OPEN) if not is_secret(filled_in(route))] == []
    assert any("unsubscribe" in route for route in found)
    assert any("reset/key" in route for route in found)


@pytest.mark.parametrize("name", ["altered_invitation", "altered_reset_link"])
def test_altered_links_of_staff_are_on_the_list(name):
    assert is_secret("/" + get_converters()[name].to_url("text"))


def test_the_list_holds_nothing_that_is_open():
    every = [route for route, pattern in routes(get_resolver().url_patterns) if not takes_a_secret(route, pattern)]
    assert [route for route in every if is_secret(filled_in(route))] == []


def test_nginx_leaves_the_same_addresses_out_of_its_log():
    configuration = (Path(__file__).parents[2] / "deploy" / "nginx.conf").read_text()
    [quoted] = re.findall(r'\$lbn_logged \{\s+default 1;\s+"([^"]+)" 0;\s+\}', configuration)
    assert quoted == nginx_pattern()
    for url in SECRET_URLS:
        for written in (f"/{url.path}/x", f"/{url.path.upper()}/x", f"path=%2F{url.path.replace('/', '%2f')}%2Fx"):
            assert re.search(quoted.removeprefix("~*"), written, re.IGNORECASE)
