"""What the browser tests share. Every request to another host fails the test that made it.

- `site`: the address of the example site, served by gunicorn with production settings; for reading only.
- `live_server` (pytest-django) with factories: for tests that change something.
- `axe(page)`: the accessibility faults of what the page shows now, one line each.
- `console_faults`: what the browser complained of (errors, refusals of the policy) in this test.
- `page_without_scripts`: a page in a browser that runs no JavaScript.
"""

import os
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from scripts import chromium
from tests.running_site import running_site

# Playwright's loop runs in the test's own thread, where Django would refuse the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

OWN_HOSTS = {"127.0.0.1", "localhost", None}
AXE_OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}

# axe wants a skip link to be the first thing of all; here the cookie notice may stand before it.
EXCEPTIONS = {("region", ".skip-link")}


def pytest_collection_modifyitems(items):
    """All tests of this folder drive a browser."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    path = chromium.find()
    assert path, chromium.HOW_TO
    return {**browser_type_launch_args, "executable_path": path, "args": chromium.launch_flags()}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "en-GB", "timezone_id": "Europe/London", "reduced_motion": "reduce"}


@pytest.fixture(scope="session")
def site(prepared_folder) -> Iterator[str]:
    with running_site(prepared_folder()) as address:
        yield address


@pytest.fixture
def console_faults() -> list[str]:
    return []


@pytest.fixture
def new_context(new_context, console_faults):
    """As pytest-playwright's, with a guard on the hosts that are asked."""
    asked: list[str] = []

    def make(**options):
        context = new_context(**options)
        context.on("request", lambda request: asked.append(request.url))
        context.on("console", lambda message: _note_fault(console_faults, message))
        context.on("weberror", lambda error: console_faults.append(f"{error.page.url}: {error.error}"))
        return context

    yield make
    outside = {url for url in asked if urlsplit(url).hostname not in OWN_HOSTS}
    assert not outside, f"Other hosts were asked: {sorted(outside)}"


@pytest.fixture
def page_without_scripts(new_context) -> Page:
    return new_context(java_script_enabled=False).new_page()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    checker = Axe()

    def faults(page: Page) -> list[str]:
        found = checker.run(page, options=AXE_OPTIONS).response["violations"]
        return [
            f"{page.url} {violation['id']}: {node['target'][0]}: {violation['help']}"
            for violation in found
            for node in violation["nodes"]
            if (violation["id"], node["target"][0]) not in EXCEPTIONS
        ]

    return faults


def _note_fault(faults: list[str], message) -> None:
    if message.type == "error":
        faults.append(f"{message.page.url if message.page else ''}: {message.text}")
