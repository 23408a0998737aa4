"""News for tests."""

import datetime
from typing import Any

from lbn_site.core.dates import Precision
from lbn_site.home.models import HomePage
from lbn_site.news.models import NewsIndexPage, NewsKind, NewsPage


def news_index() -> NewsIndexPage:
    """The index below the home page, made once."""
    home = HomePage.objects.get()
    index = NewsIndexPage.objects.first()
    if index is None:
        index = NewsIndexPage(title="News", slug="news", search_description="What the group announced.")
        home.add_child(instance=index)
    return index


def news_page(title: str = "A letter was sent", **fields: Any) -> NewsPage:
    """A live news item of 9 July 2021."""
    page = NewsPage(
        title=title,
        **{
            "kind": NewsKind.LETTER,
            "date": datetime.date(2021, 7, 9),
            "date_precision": Precision.DAY,
            "search_description": f"About: {title}.",
            "body": [("text", "<p>The text of the item.</p>")],
            **fields,
        },
    )
    news_index().add_child(instance=page)
    return page
