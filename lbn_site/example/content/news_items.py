"""The news items after the launch, in short."""

from dataclasses import dataclass
from datetime import date

from lbn_site.core.dates import Precision
from lbn_site.news.models import NewsKind, NewsPage


@dataclass(frozen=True)
class Item:
    """A news item: `when` and how much of it is known, its description, and its text as HTML."""

    title: str
    slug: str
    kind: NewsKind
    when: date
    precision: Precision
    description: str
    text: str
    note: str = ""

    def page(self) -> NewsPage:
        """The item as a page to put below the index."""
        return NewsPage(
            title=self.title,
            slug=self.slug,
            kind=self.kind,
            date=self.when,
            date_precision=self.precision,
            date_note=self.note,
            search_description=self.description,
            body=[("text", self.text)],
        )


ITEMS: list[Item] = []
