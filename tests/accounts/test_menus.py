"""Menus show only what works: every link in the admin opens for whoever sees it, and nothing that does is missing."""

import json
import re
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from lbn_site.accounts.roles import Role
from lbn_site.explainers.models import ExplainerIndexPage, ExplainerPage
from lbn_site.newsletter.models import Subscription

from .factories import SuperuserFactory, UserFactory

EVERYBODY = [*Role, "superuser"]
# What opens without being in a menu: parts of other pages, Wagtail's own test pages, and forms that scripts take over
# (pictures and files are added several at a time, with the same form as a last resort).
PARTS = {
    "/admin/test404/",
    "/admin/userbar/",
    "/admin/images/add/",
    "/admin/documents/add/",
}
# Wagtail lets everybody open it and shows it to those who work on pages: others' entries are not for the rest.
PARTS_FOR_OTHERS = {"/admin/reports/site-history/"}
REFUSAL = "you do not have permission"


class Links(HTMLParser):
    """Every address that a page leads to, in links, forms and the sidebar."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)
        props = re.search(r'id="wagtail-sidebar-props" type="application/json">(.*?)</script>', text, re.S)
        if props:
            self._collect(json.loads(props[1]))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"a", "form"}:
            self.found += [value for name, value in attrs if name in {"href", "action"} and value]

    def _collect(self, value: object) -> None:
        if isinstance(value, dict):
            value = list(value.values())
        if isinstance(value, list):
            for item in value:
                self._collect(item)
        elif isinstance(value, str) and value.startswith("/admin/"):
            self.found.append(value)


class Walk:
    """Somebody who follows every link of the admin, one of each kind of address."""

    def __init__(self, browser: Client) -> None:
        self.browser = browser
        self.opened: set[str] = set()
        self.refused: list[str] = []
        self._kinds: Counter[str] = Counter()
        self._go()

    def _go(self) -> None:
        queue = [("/admin/", "the start")]
        while queue:
            address, source = queue.pop()
            path = urlsplit(address).path
            kind = re.sub(r"\d+", "N", path) + "?".join(re.findall(r"[?&](\w+)=", address))
            if not path.startswith("/admin/") or path.startswith("/admin/logout/") or self._kinds[kind]:
                continue
            self._kinds[kind] += 1
            self.opened.add(path)
            response = self.browser.get(address, follow=True)
            text = response.content.decode() if "text/html" in response.get("Content-Type", "") else ""
            if response.status_code not in {200, 405} or REFUSAL in text:
                self.refused.append(f"{address} in {source}: {response.status_code}")
            queue += [(urljoin(address, found), address) for found in Links(text).found if "/bulk/" not in found]


def plain_addresses(resolver: URLResolver | None = None, start: str = "/") -> set[str]:
    """Addresses of the admin that need nothing filled in."""
    found: set[str] = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        address = start + str(pattern.pattern).lstrip("^").rstrip("$")
        if isinstance(pattern, URLPattern):
            found.add(address.removesuffix("\\Z"))
        else:
            found |= plain_addresses(pattern, address)
    return {one for one in found if one.startswith("/admin/") and not re.search(r"[<(\[]", one)}


@pytest.fixture
def site(home):
    """A site with a live page, a draft, a subscriber and other members of staff."""
    index = home.add_child(instance=ExplainerIndexPage(title="About", slug="about", search_description="About."))
    draft = index.add_child(instance=ExplainerPage(title="Draft", slug="draft", live=False))
    draft.save_revision()
    index.save_revision()
    Subscription.objects.create(address="reader@example.org", address_key="key")
    SuperuserFactory(username="root")
    UserFactory(username="writer").groups.add(Group.objects.get(name=Role.WRITER.value))


def desk_of(role: Role | str) -> Client:
    user = SuperuserFactory() if role == "superuser" else UserFactory()
    if isinstance(role, Role):
        user.groups.add(Group.objects.get(name=role.value))
    browser = Client()
    browser.force_login(user)
    return browser


@pytest.mark.slow
@pytest.mark.parametrize("role", EVERYBODY)
def test_every_link_works_and_nothing_that_works_is_missing(site, settings, tmp_path, role):
    settings.MAIL_TRANSPORT = "lbn_site.mail.folder.FolderEmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    browser = desk_of(role)
    walk = Walk(browser)
    assert walk.refused == []
    missing = {
        address
        for address in plain_addresses() - walk.opened - PARTS
        if not re.search(r"choose|results|logout|login", address) and _opens(browser, address)
    }
    assert missing <= (PARTS_FOR_OTHERS if role == Role.DATA_STEWARD else set())


def _opens(browser: Client, address: str) -> bool:
    response = browser.get(address)
    return response.status_code == 200 and "text/html" in response["Content-Type"]


@pytest.mark.parametrize("role", EVERYBODY)
def test_bulk_actions_that_never_work_are_not_offered(site, role):
    page = desk_of(role).get("/admin/pages/", follow=True).content.decode()
    offered = set(re.findall(r"/admin/bulk/wagtailcore/page/(\w+)/", page))
    drafts = set() if role == Role.DATA_STEWARD else {"delete", "move"}
    publishes = role not in {Role.WRITER, Role.DATA_STEWARD}
    assert offered == drafts | ({"publish", "unpublish"} if publishes else set())
    cookies = desk_of(role).get("/admin/snippets/consent/cookie/", follow=True).content.decode()
    assert ("/admin/bulk/consent/cookie/delete/" in cookies) == publishes
