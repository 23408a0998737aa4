"""How many pages visitors can put into the store of pages, and what they push out.

    .venv/bin/python -m benchmarks.junk [number of requests, 50000 if none is given]

Serves the example site by one gunicorn, asks for every page in its sitemap, then sends junk: unknown parameters,
made-up values of known ones, ports and names in Host, other cases, encodings, slashes and methods, unknown paths.
Prints the files in the cache folder before and after. Takes long: much junk makes a page, as nothing is kept of it.
"""

import http.client
import random
import re
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

from tests.running_site import prepare_once, running_site

CONNECTIONS = 4
PARAMETERS = (
    "page",
    "year",
    "kind",
    "theme",
    "region",
    "authority",
    "constituency",
    "sort",
    "words",
    "query",
    "on",
    "q",
)
METHODS = ("GET", "GET", "GET", "HEAD", "POST", "PUT", "OPTIONS", "DELETE")
Request = tuple[str, str, dict[str, str]]


def main() -> None:
    """Prepare a site, fill its store, send the junk, and count."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "var"
        prepare_once(folder)
        with running_site(folder) as site:
            paths = paths_of(site)
            for path in paths:
                urlopen(f"{site}{path}").read()
            pages, others = stored(folder)
            started = time.monotonic()
            statuses = send_all(urlsplit(site).netloc, junk(paths, number))
            seconds = time.monotonic() - started
            pages_after, others_after = stored(folder)
    print(f"{number} junk requests in {seconds:.0f} s: {dict(sorted(statuses.items()))}")
    print(f"stored pages before: {len(pages)}, after: {len(pages_after)}, ", end="")
    print(f"new: {len(pages_after - pages)}, pushed out: {len(pages - pages_after)}")
    print(
        f"other entries before: {len(others)}, after: {len(others_after)}, pushed out: {len(others - others_after)}"
    )


def paths_of(site: str) -> list[str]:
    """The path of every page in the sitemap."""
    return [urlsplit(url).path for url in re.findall(r"<loc>([^<]+)", urlopen(f"{site}/sitemap.xml").read().decode())]


def stored(folder: Path) -> tuple[set[str], set[str]]:
    """The names of the files of pages, and of everything else that is cached."""
    cache = folder / "cache"
    pages, others = ({path.name for path in place.glob("*.djcache")} for place in (cache / "pages", cache))
    return pages, others


def junk(paths: list[str], number: int) -> list[Request]:
    """So many requests, the same in each run."""
    dice = random.Random(12)  # noqa: S311 - the same in each run
    return [odd_request(dice, dice.choice(paths)) for _ in range(number)]


def odd_request(dice: random.Random, path: str) -> Request:
    """A request that is odd in one way or in several."""
    word = f"{dice.randrange(16**8):x}"
    target, method, headers = path, dice.choice(METHODS), {}
    for _ in range(dice.choice((1, 1, 2, 3))):
        more = f"{target}{'&' if '?' in target else '?'}"
        ways = (
            f"{more}{word}={word}",
            f"{more}{word}",
            f"{more}utm_source={word}&fbclid={word}",
            f"{more}{dice.choice(PARAMETERS)}={word}",
            f"{more}{dice.choice(PARAMETERS)}={dice.randrange(100_000)}",
            target.upper(),
            target.replace("/", "//", 1),
            f"{path}{word}/",
            "".join(f"%{ord(letter):02X}" if letter.isalpha() else letter for letter in path),
            f"/share/{'0' * dice.randrange(1, 60)}{dice.randrange(1, 200)}.png",
            f"/?p={dice.randrange(10_000)}",
        )
        target = dice.choice(ways)
    if dice.random() < 0.3:
        headers["Host"] = dice.choice(("127.0.0.1", "localhost", "LOCALHOST", f"{word}.example"))
        headers["Host"] += f":{dice.randrange(1, 65536)}"
    if dice.random() < 0.3:
        headers["Accept-Encoding"] = dice.choice(("br", "gzip", "identity", f"{word}, br;q=0.{dice.randrange(10)}"))
    return method, target, headers


def send_all(host: str, requests: list[Request]) -> Counter[int]:
    """Send them over a few connections at once. Returns how often each status came back."""
    parts = [requests[start::CONNECTIONS] for start in range(CONNECTIONS)]
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        return sum(pool.map(lambda part: send(host, part), parts), Counter())


def send(host: str, requests: list[Request]) -> Counter[int]:
    statuses: Counter[int] = Counter()
    connection = http.client.HTTPConnection(host, timeout=60)
    for method, target, headers in requests:
        try:
            connection.request(method, target, headers=headers)
            response = connection.getresponse()
            response.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            continue
        statuses[response.status] += 1
    return statuses


if __name__ == "__main__":
    main()
