"""The changelog of the open data: as a page, and as a feed."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape

from lbn_site.core import page_query
from lbn_site.core.addresses import absolute
from lbn_site.core.campaign import Campaign
from lbn_site.core.counted import counted
from lbn_site.core.feeds import MOST_ENTRIES, CampaignFeed
from lbn_site.core.listings import page_of

from ..changelog import Change, changes
from .frame import address, current_edition, framed

TITLE = "Changes to the data"


@counted
def page(request: HttpRequest) -> HttpResponse:
    """Every change, the newest first."""
    current_edition()
    rows = page_of(changes(), request.GET)  # type: ignore[arg-type]
    page_query.store_under(request, page=rows.number)
    context = framed(
        TITLE,
        "What was published, replaced or withdrawn among the open data, and when, with the files and their hashes.",
        address("changes"),
        (address("data"), "Open data"),
        rows=rows,
    )
    return render(request, "neighbourhoods/changes.html", context)


class ChangesFeed(CampaignFeed):
    """The newest changes as an Atom feed."""

    def title(self) -> str:
        return f"{Campaign.current().name}: {TITLE}"

    def link(self) -> str:
        return absolute(address("changes"))

    def feed_url(self) -> str:
        return absolute(address("changes-feed"))

    feed_guid = feed_url

    def items(self) -> list[Change]:
        return changes()[:MOST_ENTRIES]

    def item_title(self, change: Change) -> str:
        return change.title

    def item_description(self, change: Change) -> str:
        return escape(change.text)  # the summary of an entry is HTML

    def item_link(self, change: Change) -> str:
        return absolute(change.address)

    def item_guid(self, change: Change) -> str:
        """Return an id made of the moment of the change."""
        return self.entry_id(f"data-{change.at:%Y%m%dT%H%M%S%fZ}")

    def item_updateddate(self, change: Change) -> datetime.datetime:
        return change.at

    item_pubdate = item_updateddate
