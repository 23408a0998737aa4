"""The news. Where the day of an item is not recorded, its date only gives it a place in the list."""

from datetime import date

from wagtail.models import Page

from lbn_site.core.dates import Precision
from lbn_site.home.models import HomePage
from lbn_site.news.models import NewsIndexPage, NewsKind, NewsPage

from .news_items import ITEMS

COUNT = '<embed embedtype="live-figure" key="neighbourhoods"/>'
PEOPLE = '<embed embedtype="live-figure" key="people"/>'


def load() -> None:
    """Make the index and the items."""
    index = NewsIndexPage(
        title="News",
        slug="news",
        show_in_menus=True,
        search_description="What the group announced, wrote and answered between 2020 and 2024.",
        introduction="<p>What the group announced, wrote and answered.</p>",
    )
    HomePage.objects.get().add_child(instance=index)
    index.add_child(instance=_launch())
    for item in ITEMS:
        index.add_child(instance=item.page())


def _launch() -> NewsPage:
    return NewsPage(
        title="New APPG launched to explore ‘left behind’ neighbourhoods",
        slug="new-appg-launched-to-explore-left-behind-neighbourhoods",
        kind=NewsKind.PRESS_RELEASE,
        date=date(2020, 7, 14),
        date_precision=Precision.DAY,
        search_description="A cross-party group of MPs sets out to learn what ‘left behind’ neighbourhoods need.",
        body=[
            (
                "text",
                "<p>A new All-Party Parliamentary Group begins its work today, 14 July. It will look closely at "
                "‘left behind’ neighbourhoods and at what would help them in the years to come.</p>"
                f"<p>Members of several parties have come together for the {PEOPLE} people who live in {COUNT} such "
                "neighbourhoods. They will make the case for action that starts in the neighbourhood itself.</p>"
                "<h2>Which places are meant</h2>"
                "<p>Two measures are laid side by side. The Index of Multiple Deprivation shows economic and social "
                "hardship. The Community Needs Index shows where people lack places to meet, good connections (by "
                "road, rail and internet) and an active community life. A neighbourhood counts as ‘left behind’ "
                "when it is among the worst tenth on both.</p>"
                "<h2>Who leads the group</h2>"
                "<p>Paul Howell, Conservative MP for Sedgefield, is the chair. Nicola Richards MP and Dame Diana "
                "Johnson DBE MP are vice-chairs. Sharon Hodgson MP, Jack Brereton MP and Ian Levy MP are officers. "
                "Local Trust is the secretariat.</p>"
                "<p>The group will look at education, skills and health, and at transport and broadband. It will ask "
                "how central government, councils and residents can work together, and what neighbourhoods need so "
                "that support lasts: places to meet, and people who know and trust one another.</p>"
                "<h2>The first session</h2>"
                "<p>The first session is about the early effects of COVID-19. New research suggests that these "
                "neighbourhoods are more exposed to the virus, and that its consequences could leave them further "
                "behind still.</p>",
            )
        ],
        related=[
            ("page", session) for session in Page.objects.filter(slug__startswith="what-makes-a-neighbourhood-left")
        ],
    )
