"""The sections of the site: the live pages right below the front page."""

from wagtail.models import Page

from . import asked_once
from .site_settings import default_site


@asked_once.for_every_page
def sections() -> list[Page]:
    """Every section in the order of the page tree, without the fields of its own type; read once for all pages."""
    site = default_site()
    return list(site.root_page.get_children().live().specific(defer=True)) if site else []


def section_of(page: Page) -> Page | None:
    """The section that a page stands below; None for a section itself, and below one that is not live."""
    return next((section for section in sections() if is_below(page.path, section.path)), None)


def is_below(path: str, section: str) -> bool:
    """Whether `path` stands somewhere below `section`: both paths in the page tree, or both addresses."""
    return path != section and str(path).startswith(section)
