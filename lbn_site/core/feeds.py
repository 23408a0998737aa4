"""What is new on the site, as Atom feeds (RFC 4287): one for each section that offers one, and one for all.

A section offers its pages in `AppConfig.ready`; they have a title, a description, a `url` and a `date`:

    feeds.register("news", title="News", pages=lambda number: NewsPage.objects.listed()[:number])
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from .addresses import absolute
from .campaign import Campaign
from .dates import Precision
from .public_addresses import PublicAddress
from .storable_text import storable_json

MOST_ENTRIES = 30
ALL = "all"


@dataclass(frozen=True)
class FeedSource:
    """A section's feed: its name in the address, its title, and the newest so many of its pages."""

    name: str
    title: str
    pages: Callable[[int], Iterable[Any]]


_sources: dict[str, FeedSource] = {}


def register(name: str, *, title: str, pages: Callable[[int], Iterable[Any]]) -> None:
    """Offer a feed. Raises ValueError when the name is taken."""
    if name in _sources or name == ALL:
        raise ValueError(f"The feed {name!r} is registered twice.")
    _sources[name] = FeedSource(name, title, pages)


def all_feeds() -> list[FeedSource]:
    """The feed of everything, then those of the sections."""
    return [FeedSource(ALL, "News, sessions and publications", _newest_of_all), *_sources.values()]


def public_addresses() -> list[PublicAddress]:
    """The addresses of the feeds, for whoever copies the site."""
    return [PublicAddress(reverse("feed", args=[source.name])) for source in all_feeds()]


def _newest_of_all(number: int) -> list[Any]:
    pages = [page for source in _sources.values() for page in source.pages(number)]
    return sorted(pages, key=lambda page: (page.date, page.pk), reverse=True)[:number]


class HarmlessAtomFeed(Atom1Feed):
    """An Atom feed that a character which XML cannot hold does not break."""

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*map(storable_json, args), **storable_json(facts))

    def add_item(self, *args: Any, **facts: Any) -> None:
        super().add_item(*map(storable_json, args), **storable_json(facts))


class CampaignFeed(Feed):
    """An Atom feed of the campaign. Its subtitle is the closing notice."""

    feed_type = HarmlessAtomFeed

    def subtitle(self) -> str:
        return Campaign.current().notice_text

    def author_name(self) -> str:
        return Campaign.current().name

    def entry_id(self, name: str) -> str:
        """Return the permanent id of an entry (a tag URI, RFC 4151)."""
        return f"tag:{urlsplit(settings.SITE_URL).hostname},2020:{name}"


class NewestFeed(CampaignFeed):
    """The newest pages of one section, or of all."""

    def get_object(self, request: HttpRequest, name: str) -> FeedSource:
        found = next((source for source in all_feeds() if source.name == name), None)
        if found is None:
            raise Http404("There is no such feed.")
        return found

    def title(self, source: FeedSource) -> str:
        return f"{Campaign.current().name}: {source.title}"

    def link(self) -> str:
        return absolute("/")

    def feed_url(self, source: FeedSource) -> str:
        return absolute(reverse("feed", args=[source.name]))

    feed_guid = feed_url

    def items(self, source: FeedSource) -> list[Any]:
        return list(source.pages(MOST_ENTRIES))

    def item_title(self, page: Any) -> str:
        return page.title

    def item_description(self, page: Any) -> str:
        return escape(page.description)  # the summary of an entry is HTML

    def item_link(self, page: Any) -> str:
        return absolute(page.url)

    def item_guid(self, page: Any) -> str:
        """Return an id that stays when the page moves or is renamed."""
        return self.entry_id(f"page-{page.pk}")

    def item_updateddate(self, page: Any) -> datetime.datetime:
        """Its own day, until it is published again with a change; never a day to come.

        A page that is loaded or moved in is not new, so the day on which that happened says nothing. Atom demands
        a moment: where no day is recorded it is the page's place in the lists.
        """
        first, last = page.first_published_at, page.last_published_at
        if last is None:
            return _moment(page)
        return last if first and last > first else min(last, _moment(page))

    def item_pubdate(self, page: Any) -> datetime.datetime | None:
        """Its day, where that is known: Atom has no way to say less."""
        return _moment(page) if page.date_precision == Precision.DAY else None


def _moment(page: Any) -> datetime.datetime:
    return datetime.datetime.combine(page.date, datetime.time(), datetime.UTC)
