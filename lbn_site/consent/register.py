"""The register as visitors meet it: what is in use, and what they are asked about."""

from dataclasses import dataclass

from lbn_site.core import asked_once
from lbn_site.core.models import Campaign

from . import known_cookies
from .categories import OPTIONAL_CATEGORIES, Category
from .models import Cookie


@dataclass(frozen=True)
class Group:
    """The cookies of one category."""

    category: Category
    cookies: list[Cookie]


@asked_once.for_every_page
def cookies_in_use() -> list[Cookie]:
    """The published rows of parts of the site that are switched on, read once for all pages."""
    return list(Cookie.objects.in_use())


def groups(campaign: Campaign | None = None) -> list[Group]:
    """What the site keeps in browsers at present, by category.

    Optional ones never once the campaign is closed; and where nothing is asked, nothing keeps an answer.
    """
    asked = asked_categories(campaign)
    left_out = set() if asked else known_cookies.names_that_keep_the_answer()
    cookies = [
        row for row in cookies_in_use() if row.name not in left_out and (row.category in asked or not row.is_optional)
    ]
    shown = [Group(category, [row for row in cookies if row.category == category]) for category in Category]
    return [group for group in shown if group.cookies]


def asked_categories(campaign: Campaign | None = None) -> list[Category]:
    """The optional categories that visitors are asked about: none means that there is no question at all."""
    if (campaign or Campaign.current()).is_closed:
        return []
    used = {row.category for row in cookies_in_use()}
    return [category for category in OPTIONAL_CATEGORIES if category in used]


def add_known_cookies() -> None:
    """Put the cookies of our own code into the register where they are missing; change none that is there."""
    present = set(Cookie.objects.values_list("name", flat=True))
    Cookie.objects.bulk_create(
        Cookie(
            name=known.name,
            kind=known.kind,
            category=known.category,
            purpose=known.purpose,
            duration=known.duration,
        )
        for known in known_cookies.all_known()
        if known.name not in present
    )
