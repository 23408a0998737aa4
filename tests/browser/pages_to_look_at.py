"""Which pages of a running example site the browser looks at: all kinds, a few of each large kind."""

import re
from collections import Counter
from urllib.parse import urlsplit
from urllib.request import urlopen

# Pages that no sitemap lists.
OTHER_ADDRESSES = ("/", "/search/", "/search/?q=neighbourhood", "/no-such-page/")
MOST_OF_ONE_SECTION = 6


def addresses(site: str) -> list[str]:
    """Paths from the sitemap, at most a few of each section, and the pages that it leaves out."""
    with urlopen(f"{site}/sitemap.xml") as response:
        listed = [urlsplit(url).path for url in re.findall(r"<loc>(.*?)</loc>", response.read().decode())]
    seen: Counter[str] = Counter()
    chosen = list(OTHER_ADDRESSES)
    for path in sorted(set(listed) - set(chosen), key=lambda path: (path.count("/"), path)):
        section = path.split("/")[1]
        seen[section] += 1
        if seen[section] <= MOST_OF_ONE_SECTION:
            chosen.append(path)
    return chosen
