"""Absolute addresses, all made from one setting, so that no mail, feed or canonical link disagrees."""

from django.conf import settings
from wagtail.models import Page

# How deep the home page stands in the page tree: the root of all trees is 1.
HOME_DEPTH = 2


def path_of(page: Page) -> str:
    """The address of a page without scheme and host, also where it was fetched without its own type's fields."""
    parts = page.get_url_parts()
    return parts[2] if parts else ""


def absolute(path: str) -> str:
    """The absolute address of a path of this site; an address that is absolute already stays as it is."""
    return path if path.startswith(("http://", "https://")) else f"{settings.SITE_URL}{path}"
