"""What is counted of whom."""

import datetime

import pytest
from django.utils import timezone

from lbn_site.core.models import CampaignState
from lbn_site.statistics import views
from lbn_site.statistics.models import Method, PageCount, Visit
from tests.news.factories import news_page

ADDRESS = "/_private/count"
pytestmark = pytest.mark.usefixtures("statistics")


def views_of(path: str) -> int:
    return sum(PageCount.objects.filter(day=timezone.localdate(), path=path).values_list("views", flat=True))


def nothing_was_counted() -> bool:
    return not PageCount.objects.exists() and not Visit.objects.exists()


def test_a_visit_of_somebody_who_agreed_is_counted(agreeing):
    response = agreeing.post(ADDRESS, {"path": "/search/", "from": "https://www.elsewhere.example/page?q=secret"})
    assert (response.status_code, response.content) == (204, b"")
    assert response["Cache-Control"] == "no-store"
    assert views_of("/search/") == 1
    visit = Visit.objects.get()
    assert (visit.is_return, visit.referring_site, visit.pages) == (False, "elsewhere.example", 1)


def test_the_cookie_is_a_random_number_for_thirty_days_that_scripts_cannot_read(agreeing):
    cookie = agreeing.post(ADDRESS, {"path": "/"}).cookies["visit"]
    assert len(cookie.value) == 32
    assert cookie["max-age"] == 30 * 86400
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Lax"


def test_the_next_page_belongs_to_the_same_visit_and_sets_nothing(agreeing):
    agreeing.post(ADDRESS, {"path": "/"})
    response = agreeing.post(ADDRESS, {"path": "/search/"})
    assert not response.cookies
    assert Visit.objects.get().pages == 2


def test_who_comes_back_after_half_an_hour_is_a_returning_visitor(agreeing):
    agreeing.post(ADDRESS, {"path": "/"})
    Visit.objects.update(last_seen_at=timezone.now() - datetime.timedelta(minutes=31))
    agreeing.post(ADDRESS, {"path": "/"})
    assert list(Visit.objects.order_by("pk").values_list("is_return", flat=True)) == [False, True]
    assert Visit.objects.values("visitor").distinct().count() == 1


def test_a_made_up_number_is_not_taken_over(agreeing):
    agreeing.cookies["visit"] = "mine"
    assert len(agreeing.post(ADDRESS, {"path": "/"}).cookies["visit"].value) == 32


def test_after_a_no_nothing_is_counted(refusing, statistics):
    statistics.count_all_page_views = True
    statistics.save()
    assert not refusing.post(ADDRESS, {"path": "/"}).cookies
    assert nothing_was_counted()


def test_without_an_answer_nothing_is_counted(newcomer):
    assert not newcomer.post(ADDRESS, {"path": "/"}).cookies
    assert nothing_was_counted()


def test_without_an_answer_only_page_views_are_counted_if_staff_want_them(newcomer, statistics):
    statistics.count_all_page_views = True
    statistics.save()
    response = newcomer.post(ADDRESS, {"path": "/", "from": "https://elsewhere.example/"})
    assert not response.cookies
    assert views_of("/") == 1
    assert not Visit.objects.exists()


def test_a_browser_that_asks_not_to_be_tracked_is_not_counted(newcomer, statistics):
    statistics.count_all_page_views = True
    statistics.save()
    newcomer.post(ADDRESS, {"path": "/"}, headers={"Sec-GPC": "1"})
    assert nothing_was_counted()


def test_an_explicit_yes_goes_before_the_signal_of_the_browser(agreeing):
    agreeing.post(ADDRESS, {"path": "/"}, headers={"Sec-GPC": "1"})
    assert Visit.objects.count() == 1


def test_a_page_that_was_counted_before_the_yes_is_not_counted_twice(agreeing):
    agreeing.post(ADDRESS, {"path": "/", "again": ""})
    assert views_of("/") == 0
    assert Visit.objects.count() == 1


def test_a_closed_campaign_counts_nothing(agreeing, campaign):
    campaign.state = CampaignState.CLOSED
    campaign.save()
    agreeing.post(ADDRESS, {"path": "/"})
    assert nothing_was_counted()


@pytest.mark.parametrize("method", [Method.OFF, Method.PROVIDER])
def test_nothing_is_counted_where_staff_chose_otherwise(agreeing, statistics, method):
    statistics.method = method
    statistics.save()
    assert not agreeing.post(ADDRESS, {"path": "/"}).cookies
    assert nothing_was_counted()


@pytest.mark.parametrize("agent", ["", "Googlebot/2.1", "curl/8.5", "Mozilla/5.0 HeadlessChrome/156.0"])
def test_programs_are_not_counted(agreeing, agent):
    agreeing.post(ADDRESS, {"path": "/"}, headers={"User-Agent": agent})
    assert nothing_was_counted()


@pytest.mark.parametrize("cookie", ["staff", "sessionid"])
def test_staff_are_not_counted(agreeing, cookie):
    agreeing.cookies[cookie] = "1"
    agreeing.post(ADDRESS, {"path": "/"})
    assert nothing_was_counted()


def test_another_site_cannot_count(agreeing):
    assert agreeing.post(ADDRESS, {"path": "/"}, headers={"Origin": "https://elsewhere.example"}).status_code == 403
    assert nothing_was_counted()


def test_a_get_counts_nothing(agreeing):
    assert agreeing.get(ADDRESS).status_code == 405


def test_a_flood_is_not_counted(agreeing, monkeypatch):
    monkeypatch.setattr(views, "MOST_A_MINUTE", 2)
    for _ in range(4):
        assert agreeing.post(ADDRESS, {"path": "/"}).status_code == 204
    assert views_of("/") == 2


@pytest.mark.parametrize(
    "path",
    [
        "",
        "faqs",
        "/" + "a" * 200,
        "/a b",
        "/<script>",
        "https://elsewhere.example/",
        "/nothing-here/",
        "/newsletter/unsubscribe/0a-0-1f.Sig/",
        "/newsletter/%75nsubscribe/0a-0-1f.Sig/",
        "/newsletter//unsubscribe/0a-0-1f.Sig",
        "/NEWSLETTER/Confirm/0a-0-1f.Sig/",
        "/newsletter/confirmed/",
        "/newsletter/check-your-inbox/",
        "/accounts/password/reset/key/1-abc-0123/",
        "/accounts/login/",
        "/helpful/comment/1:abc:Sig",
        "/admin/pages/1/edit/preview/",
        "/cookies/choice",
        "/healthz/live",
        "/neighbourhoods/api/",
        "/neighbourhoods/check/answer/",
    ],
)
def test_an_address_of_none_of_our_counted_pages_is_left_out(agreeing, path):
    agreeing.post(ADDRESS, {"path": path})
    assert not PageCount.objects.exists()


def test_pages_of_the_tree_are_counted_while_they_are_live(agreeing):
    page = news_page("A letter", slug="a-letter")
    agreeing.post(ADDRESS, {"path": "/news/a-letter/"})
    page.unpublish()
    agreeing.post(ADDRESS, {"path": "/news/a-letter/"})
    assert views_of("/news/a-letter/") == 1


@pytest.mark.parametrize(
    "referrer", ["", "http://testserver/about/", "https://www.lbn.example/", "android-app://x", "http://[broken"]
)
def test_our_own_pages_and_oddities_are_no_referring_sites(agreeing, referrer):
    agreeing.post(ADDRESS, {"path": "/", "from": referrer})
    assert Visit.objects.get().referring_site == ""
