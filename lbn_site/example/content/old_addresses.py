"""The former site's addresses that differ from today's, short links too."""

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

# Former address: slug of the page that it meant. Three chapters of the report stood under another chapter's name.
MEANT = {
    "/?p=1125": "letter-to-the-dcms-secretary-of-state",
    "/?p=1433": "dormant-assets-bill-amendment-on-community-wealth-funds",
    "/?p=1805": "co-chairs-response-to-the-dormant-assets-consultation",
    "/report/conclusion/": "our-policy-recommendations",
    "/report/references/": "in-conclusion",
    "/report/acknowledgments/": "list-of-references",
}
# Where WordPress has its feeds.
FEEDS = {"/feed/": "/feeds/news.atom", "/feed/atom/": "/feeds/news.atom", "/news/feed/": "/feeds/news.atom"}


def load() -> None:
    """Make a redirect for each."""
    for old_path, slug in MEANT.items():
        Redirect.add_redirect(old_path, redirect_to=Page.objects.get(slug=slug))
    for old_path, feed in FEEDS.items():
        Redirect.add_redirect(old_path, redirect_to=feed)
