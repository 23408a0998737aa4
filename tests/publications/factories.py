"""Publications for tests."""

import datetime
from typing import Any

from lbn_site.home.models import HomePage
from lbn_site.publications.models import ChapterPage, PublicationIndexPage, PublicationPage


def publication_index() -> PublicationIndexPage:
    """The index below the home page, made once."""
    index = PublicationIndexPage.objects.first()
    if index is None:
        index = PublicationIndexPage(title="Publications", slug="publication", search_description="The reports.")
        HomePage.objects.get().add_child(instance=index)
    return index


def publication_page(title: str = "A study", *, parent: Any = None, **fields: Any) -> PublicationPage:
    """A live publication of 2 December 2020."""
    values = {"date": datetime.date(2020, 12, 2), "search_description": f"About: {title}.", **fields}
    page = PublicationPage(title=title, **values)
    (parent or publication_index()).add_child(instance=page)
    return page


def chapter_page(report: PublicationPage, title: str, **fields: Any) -> ChapterPage:
    """A live chapter of a report."""
    page = ChapterPage(title=title, search_description=f"About: {title}.", **fields)
    report.add_child(instance=page)
    return page
