"""The report on visits."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from lbn_site.statistics.models import PageCount, ReferralTotal, VisitTotal
from lbn_site.statistics.report import PLOT_HEIGHT, Report
from tests.accounts.factories import SuperuserFactory

ADDRESS = "/admin/reports/visits/"
TODAY = timezone.localdate()
YESTERDAY = TODAY - datetime.timedelta(days=1)


@pytest.fixture
def counted(statistics):
    """Two days of counts."""
    PageCount.objects.create(day=YESTERDAY, path="/faqs/", views=1200)
    PageCount.objects.create(day=YESTERDAY, path="/", views=30)
    PageCount.objects.create(day=TODAY, path="/faqs/", views=10)
    PageCount.objects.create(day=TODAY - datetime.timedelta(days=40), path="/old/", views=5)
    VisitTotal.objects.create(day=YESTERDAY, visits=20, visitors=15, returns=4)
    ReferralTotal.objects.create(day=YESTERDAY, site="elsewhere.example", visits=7)


def read(client, query: str = "") -> BeautifulSoup:
    client.force_login(SuperuserFactory())
    response = client.get(ADDRESS + query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").select_one("main")


def cells(row) -> list[str]:
    return [cell.text.strip() for cell in row.find_all(["th", "td"])]


def test_the_days_stand_in_a_table_the_newest_first(client, counted):
    days, pages, sites = read(client).find_all("tbody")
    rows = [cells(row) for row in days.find_all("tr")]
    assert len(rows) == 30
    assert rows[0][1:] == ["10", "–", "–", "–"]
    assert rows[1][1:] == ["1,230", "20", "15", "4"]
    assert [cells(row) for row in pages.find_all("tr")] == [["/faqs/", "1,210"], ["/", "30"]]
    assert [cells(row) for row in sites.find_all("tr")] == [["elsewhere.example", "7"]]


def test_the_same_numbers_are_plotted_with_a_name_for_those_who_cannot_see_it(client, counted):
    plot = read(client).select_one("figure svg")
    assert (plot["role"], "at most 1,230" in plot["aria-label"]) == ("img", True)
    bars = plot.find_all("rect")
    assert len(bars) == 30
    assert float(bars[-2]["height"]) == PLOT_HEIGHT
    assert float(bars[-1]["height"]) == pytest.approx(PLOT_HEIGHT * 10 / 1230, abs=0.1)


def test_a_day_without_visits_between_days_with_some_had_none(client, counted):
    VisitTotal.objects.create(day=TODAY - datetime.timedelta(days=3), visits=12345, visitors=2345, returns=1000)
    rows = [cells(row)[2:] for row in read(client).find("tbody").find_all("tr")]
    assert rows[:5] == [["–"] * 3, ["20", "15", "4"], ["0"] * 3, ["12,345", "2,345", "1,000"], ["–"] * 3]


def test_a_longer_period_reaches_further_back(client, counted):
    assert "/old/" not in read(client).text
    assert "/old/" in read(client, "?days=90").text


@pytest.mark.parametrize("days", ["0", "-1", "x", "999999999"])
def test_an_unknown_period_is_the_usual_one(client, counted, days):
    assert len(read(client, f"?days={days}").select("tbody")[0].find_all("tr")) == 30


def test_without_counts_the_report_says_so(client, statistics):
    text = read(client).text
    assert "Nothing was counted in this period." in text
    assert "the real numbers are higher" in text


def test_visitors_cannot_read_it(client, counted):
    assert client.get(ADDRESS).status_code == 302


def test_a_report_adds_up_its_period(counted):
    assert Report(30).totals == {"views": 1240, "visits": 20, "returns": 4}


def test_the_pages_and_sites_of_one_day_can_be_seen_alone(client, counted):
    main = read(client)
    address = main.select("tbody th a")[0]["href"].partition("#")[0]
    assert address == f"?days=30&day={TODAY}"
    _, pages, *sites = read(client, address).find_all("tbody")
    assert [cells(row) for row in pages.find_all("tr")] == [["/faqs/", "10"]]
    assert sites == []


@pytest.mark.parametrize("day", ["", "x", "2026-02-30", "99999-01-01"])
def test_a_day_that_never_was_is_none(client, counted, day):
    assert "Show the whole period" not in read(client, f"?day={day}").text
