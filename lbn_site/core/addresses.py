"""Absolute addresses, all made from one setting, so that no mail, feed or canonical link disagrees."""

from django.conf import settings
from django.urls import reverse
from wagtail.models import Page, Site

# How deep the home page stands in the page tree: the root of all trees is 1.
HOME_DEPTH = 2
# In characters: what meeting links and trackers reach, and what browsers and servers carry without trouble.
LONGEST_ADDRESS = 2000


def path_of(page: Page) -> str:
    """The address of a page without scheme and host, also where it was fetched without its own type's fields."""
    parts = page.get_url_parts()
    return parts[2] if parts else ""


def absolute(path: str) -> str:
    """The absolute address of a path of this site; an address that is absolute already stays as it is."""
    return path if path.startswith(("http://", "https://")) else f"{settings.SITE_URL}{path}"


def card_address(path: str) -> str:
    """Where the share card of a page is that is not in the page tree."""
    return reverse("share-card-of-address", args=[path.strip("/")])


def live_page_at(path: str) -> Page | None:
    """Return the live page of the page tree at this path; None where another view, or nothing, answers."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if not site or not path.startswith("/"):
        return None
    url_path = f"{site.root_page.url_path.rstrip('/')}/{path.strip('/')}".rstrip("/") + "/"
    page = Page.objects.live().filter(url_path=url_path).first()
    return page.specific if page else None
