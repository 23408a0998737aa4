"""What the site leaves in a visitor's browser and which hosts it asks, on every kind of page and after every choice.

Then how many bytes the notice and the counting add to each kind (benchmarks/cookie_notice.py).

    .venv/bin/python -m benchmarks.cookies                                 (makes and serves the example site itself)
    .venv/bin/python -m benchmarks.cookies --site http://127.0.0.1:8000    (asks one that runs, with example content)

Drives a real browser, with and without JavaScript.
"""

import argparse
import hashlib
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts import chromium  # noqa: E402
from tests.running_site import prepare_once, running_site  # noqa: E402

PAGES = {
    "home": "/",
    "explainer index": "/about/",
    "explainer": "/about/the-group/",
    "questions": "/faqs/",
    "one question": "/faqs/what-is-a-left-behind-neighbourhood/",
    "news": "/news/",
    "one news item": "/news/new-appg-launched-to-explore-left-behind-neighbourhoods/",
    "evidence": "/evidence/",
    "one session": "/evidence/session-2-social-infrastructure-and-social-capital/",
    "inquiry": "/inquiry-into-levelling-up/",
    "publications": "/publication/",
    "one publication": "/publication/communities-at-risk/",
    "report": "/report/",
    "chapter": "/report/executive-summary/",
    "people": "/people/",
    "neighbourhoods": "/neighbourhoods/",
    "one place": "",  # the first of the list
    "postcode check": "/neighbourhoods/check/",
    "map": "/neighbourhoods/map/",
    "data": "/neighbourhoods/data/",
    "newsletter": "/newsletter/",
    "search": "/search/?query=neighbourhood",
    "cookies": "/cookies/",
    "privacy": "/privacy/",
    "accessibility": "/accessibility/",
    "all pages": "/sitemap/",
    "not found": "/no-such-page/",
}
# The site counts no browser that names itself headless.
READER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"
SHORT_NAMES = {"cookie_choice": "C", "visit": "V"}
LEGEND = (
    "? the notice asks    C cookie_choice    V visit    . nothing at all    "
    "anything else is named: other cookies, storage:name, host:name"
)
COOKIE_HEADERS = ("", "cookie_choice=1.analytics.2026-11-22", "cookie_choice=1.none.2026-11-22", "_ga=GA1.2.3.4", "x")
WIDTH = 11


def main() -> None:
    """Print the table; exit with 1 where two visitors get different pages."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--site", default="", help="the address of a running site")
    with served(options.parse_args().site) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.launch_flags())
        paths = all_pages(lambda path: urlopen(site + path).read())
        columns = {name: column(browser, site, paths.values()) for name, column in STATES.items()}
        browser.close()
        same = [is_the_same_for_everyone(site + path) for path in paths.values()]
    print(LEGEND)
    print(f"{'':<17}" + "".join(f"{name:<{WIDTH}}" for name in [*columns, "same bytes"]))
    for number, name in enumerate(paths):
        cells = [column[number] for column in columns.values()]
        print(f"{name:<17}" + "".join(f"{cell:<{WIDTH}}" for cell in [*cells, "yes" if same[number] else "NO"]))
    print(flush=True)
    subprocess.run([sys.executable, ROOT / "benchmarks" / "cookie_notice.py"], check=True)
    sys.exit(not all(same))


@contextmanager
def served(address: str) -> Iterator[str]:
    """The address given, or that of the example site while it is served."""
    if address:
        yield address.rstrip("/")
        return
    with tempfile.TemporaryDirectory() as folder:
        prepare_once(Path(folder) / "var")
        with running_site(Path(folder) / "var") as own_address:
            yield own_address


def all_pages(read: Callable[[str], bytes]) -> dict[str, str]:
    """The kinds of page and an address of each."""
    place = re.search(r'href="([\w-]+-e\d{8}/)"', read(PAGES["neighbourhoods"]).decode())[1]
    return {**PAGES, "one place": PAGES["neighbourhoods"] + place}


def is_the_same_for_everyone(url: str) -> bool:
    """Whether no cookie that a visitor may have changes one byte, and the answer neither sets nor varies by any."""
    bodies = set()
    for cookies in COOKIE_HEADERS:
        try:
            response = urlopen(Request(url, headers={"Cookie": cookies} if cookies else {}))
        except HTTPError as error:
            response = error
        bodies.add(hashlib.sha256(response.read()).digest())
        if response.headers.get("Set-Cookie") or "cookie" in response.headers.get("Vary", "").lower():
            return False
    return len(bodies) == 1


def column_after(*steps: Callable[[str, Page], None], scripts: bool = True, gpc: bool = False) -> Callable:
    """What is found on each page after these steps of a new visitor."""

    def column(browser: Browser, site: str, paths: Iterable[str]) -> list[str]:
        headers = {"Sec-GPC": "1"} if gpc else {}
        context = browser.new_context(java_script_enabled=scripts, user_agent=READER, extra_http_headers=headers)
        if gpc:
            context.add_init_script("Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })")
        hosts: list[str] = []
        context.on("request", lambda request: hosts.append(urlsplit(request.url).netloc))
        page = context.new_page()
        for step in steps:
            step(site, page)
        cells = []
        for path in paths:
            hosts.clear()
            page.goto(site + path, wait_until="networkidle" if scripts else "load")
            cells.append(found(page, {host for host in hosts if host != urlsplit(site).netloc}))
        context.close()
        return cells

    return column


def found(page: Page, other_hosts: set[str]) -> str:
    names = [SHORT_NAMES.get(cookie["name"], cookie["name"]) for cookie in page.context.cookies()]
    names += [f"storage:{name}" for name in stored(page.context, page)] + [f"host:{host}" for host in other_hosts]
    asks = page.get_by_role("region", name="Cookies").get_by_role("button", name="Reject").count()
    return " ".join((["?"] if asks else []) + sorted(names)) or "."


def stored(context: BrowserContext, page: Page) -> list[str]:
    state = context.storage_state(indexed_db=True)
    names = [item["name"] for origin in state["origins"] for item in origin["localStorage"]]
    names += [database["name"] for origin in state["origins"] for database in origin.get("indexedDB", [])]
    return names + page.evaluate("Object.keys(sessionStorage)")


def answer(button: str) -> Callable[[str, Page], None]:
    def click(site: str, page: Page) -> None:
        page.goto(f"{site}/about/")
        page.get_by_role("region", name="Cookies").get_by_role("button", name=button).click()
        page.get_by_text("Your choice is saved.").wait_for()

    return click


def choose(label: str) -> Callable[[str, Page], None]:
    def save(site: str, page: Page) -> None:
        page.goto(f"{site}/cookies/")
        page.get_by_label(label).check()
        page.get_by_role("button", name="Save my choice").click()
        page.get_by_text("Your choice is saved").wait_for()

    return save


def read_on(site: str, page: Page) -> None:
    """Open one more page, so that what a yes allows is there before it is taken back."""
    page.goto(f"{site}/news/", wait_until="networkidle")


def with_cookie(value: str) -> Callable[[str, Page], None]:
    def add(site: str, page: Page) -> None:
        page.goto(site)
        version = page.locator("#consent").get_attribute("data-version")
        name, _, text = value.format(version=version).partition("=")
        page.context.add_cookies([{"name": name, "value": text, "url": site}])

    return add


YES, NO = "Yes, you may set them", "No, set none"
STATES = {
    "first": column_after(),
    "reject": column_after(answer("Reject")),
    "accept": column_after(answer("Accept")),
    "withdrawn": column_after(answer("Accept"), read_on, choose(NO)),
    "GPC": column_after(gpc=True),
    "GPC, yes": column_after(choose(YES), gpc=True),
    "expired": column_after(with_cookie("cookie_choice={version}.analytics.2020-01-01")),
    "tampered": column_after(with_cookie("cookie_choice={version}.analytics.x")),
    "_ga": column_after(with_cookie("_ga=GA1.2.3.4")),
    "noJS first": column_after(scripts=False),
    "noJS no": column_after(answer("Reject"), scripts=False),
    "noJS yes": column_after(answer("Accept"), scripts=False),
    "noJS back": column_after(answer("Accept"), choose(NO), scripts=False),
}

if __name__ == "__main__":
    main()
