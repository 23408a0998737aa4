"""From visits to the totals of a day."""

import datetime

import pytest
from django.utils import timezone

from lbn_site.core import retention
from lbn_site.statistics import services, tasks
from lbn_site.statistics.models import PageCount, ReferralTotal, Visit, VisitTotal
from tests.news.factories import news_page

from .factories import VisitFactory

pytestmark = pytest.mark.usefixtures("statistics")


def days_ago(days: int, hour: int = 12) -> datetime.datetime:
    moment = timezone.localtime() - datetime.timedelta(days=days)
    return moment.replace(hour=hour, minute=0)


def test_a_finished_day_is_added_up():
    VisitFactory(started_at=days_ago(1, 0), visitor="a", referring_site="elsewhere.example")
    VisitFactory(started_at=days_ago(1, 23), visitor="a", is_return=True)
    VisitFactory(started_at=days_ago(1), visitor="b", referring_site="elsewhere.example")
    services.add_up_visits()
    total = VisitTotal.objects.get()
    assert (total.day, total.visits, total.visitors, total.returns) == (days_ago(1).date(), 3, 2, 1)
    referral = ReferralTotal.objects.get()
    assert (referral.day, referral.site, referral.visits) == (days_ago(1).date(), "elsewhere.example", 2)


def test_today_is_not_finished():
    VisitFactory()
    services.add_up_visits()
    assert not VisitTotal.objects.exists()


def test_a_second_run_changes_nothing():
    VisitFactory(started_at=days_ago(1), referring_site="elsewhere.example")
    for _ in range(2):
        services.add_up_visits()
    assert VisitTotal.objects.get().visits == 1
    assert ReferralTotal.objects.get().visits == 1


def test_single_visits_go_after_the_time_that_staff_set(statistics):
    statistics.keep_visits_days = 7
    statistics.save()
    VisitFactory(started_at=days_ago(8), visitor="old")
    VisitFactory(started_at=days_ago(6), visitor="new")
    services.add_up_visits()
    assert list(Visit.objects.values_list("visitor", flat=True)) == ["new"]


def test_visits_that_were_missed_are_added_up_before_they_go():
    for days in (40, 39, 2):
        VisitFactory(started_at=days_ago(days))
    services.add_up_visits()
    assert VisitTotal.objects.count() == 3
    assert Visit.objects.count() == 1


def test_the_privacy_notice_shows_the_time_by_which_visits_go(statistics):
    statistics.keep_visits_days = 7
    statistics.save()
    rule = next(rule for rule in retention.all_rules() if rule.key == "visits")
    assert rule.kept_for == "7 days"


def test_addresses_beyond_the_most_of_a_day_are_counted_as_one(monkeypatch):
    monkeypatch.setattr(services, "MOST_PATHS_A_DAY", 2)
    pages = [news_page(name, slug=name).url for name in "abcd"]
    for path in (*pages, pages[0]):
        services.count_page_view(path=path)
    assert dict(PageCount.objects.values_list("path", "views")) == {pages[0]: 2, pages[1]: 1, "(others)": 2}


def test_page_views_go_after_the_time_that_staff_set(statistics):
    statistics.keep_page_counts_days = 60
    statistics.save()
    for days in (61, 59):
        PageCount.objects.create(day=days_ago(days).date(), path="/", views=days)
    tasks.add_up_visits()
    assert list(PageCount.objects.values_list("views", flat=True)) == [59]
    rule = next(rule for rule in retention.all_rules() if rule.key == "page-counts")
    assert rule.kept_for == "60 days"
