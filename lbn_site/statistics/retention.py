"""How long single visits and page views are kept; the privacy notice shows it."""

from lbn_site.core import retention

from .models import StatisticsSettings

VISITS = retention.register(
    "visits",
    what="Single visits of people who said yes to optional cookies",
    days=lambda: StatisticsSettings.current().keep_visits_days,
    after="the visit",
    why="After that, only each day’s totals remain, which say nothing about individuals.",
)
PAGE_COUNTS = retention.register(
    "page-counts",
    what="How often each page was opened on each day",
    days=lambda: StatisticsSettings.current().keep_page_counts_days,
    after="the day",
    why="They say nothing about individuals, and nobody needs them for longer.",
)
