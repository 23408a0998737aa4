"""The news. Where the day of an item is not recorded, its date only gives it a place in the list.

`launch_text` has what the first item says.
"""

from datetime import date

from wagtail.models import Page

from lbn_site.core.dates import Precision
from lbn_site.example.markup import rich_text
from lbn_site.home.models import HomePage
from lbn_site.news.models import NewsIndexPage, NewsKind, NewsPage

from .news_items import ITEMS


def load() -> None:
    """Make the index and the items."""
    index = NewsIndexPage(
        title="News",
        slug="news",
        show_in_menus=True,
        search_description="The group’s press releases, letters, blogs, research and consultation responses, from "
        "2020 to 2023.",
    )
    HomePage.objects.get().add_child(instance=index)
    launch = _launch()
    index.add_child(instance=launch)
    index.introduction = rich_text(
        f"News from the group, newest first, back to [[{launch.slug}|its launch in July 2020]]. Most items are short "
        "notes: the original texts are not held here."
    )
    index.save()
    for item in ITEMS:
        index.add_child(instance=item.page())


def _launch() -> NewsPage:
    return NewsPage(
        title="New APPG launched to explore ‘left behind’ neighbourhoods",
        slug="new-appg-launched-to-explore-left-behind-neighbourhoods",
        kind=NewsKind.PRESS_RELEASE,
        date=date(2020, 7, 14),
        date_precision=Precision.DAY,
        search_description="A new all-party parliamentary group will explore ‘left behind’ neighbourhoods and how to "
        "support them.",
        related=[
            ("page", session) for session in Page.objects.filter(slug__startswith="what-makes-a-neighbourhood-left")
        ],
    )
