"""The choice about optional cookies: kept in one cookie, with and without JavaScript."""

import datetime

import pytest
from django.utils import timezone

from lbn_site.consent.choices import COOKIE_NAME
from lbn_site.consent.models import Cookie, CookieQuestion, Kind
from lbn_site.core.models import CampaignState

from .factories import CookieFactory

ADDRESS = "/cookies/choice"
pytestmark = pytest.mark.usefixtures("optional_cookie")


def test_a_yes_is_kept_and_the_visitor_goes_back_to_the_same_page(visitor):
    response = visitor.post(ADDRESS, {"all": "yes"}, headers={"Referer": "http://testserver/about/?page=2"})
    assert (response.status_code, response["Location"]) == (303, "/about/?page=2#cookies-saved")
    version = CookieQuestion.load().version
    assert response.cookies[COOKIE_NAME].value == f"{version}.analytics.{timezone.localdate()}"
    assert response["Cache-Control"] == "no-store"


def test_a_no_is_kept_as_long_and_in_the_same_way(visitor):
    kept = {}
    for answer in ("yes", "no"):
        cookie = visitor.post(ADDRESS, {"all": answer}).cookies[COOKIE_NAME]
        kept[answer] = {key: cookie[key] for key in ("max-age", "samesite", "path", "secure", "httponly")}
    assert cookie.value.split(".")[1] == "none"
    assert kept["no"] == kept["yes"]
    assert kept["no"] == {
        "max-age": 365 * 86400, "samesite": "Lax", "path": "/", "secure": True, "httponly": ""
    }  # fmt: skip


def test_the_cookie_is_secure_only_where_the_site_is(visitor, settings):
    settings.SITE_URL = "http://127.0.0.1:8000"
    assert not visitor.post(ADDRESS, {"all": "no"}).cookies[COOKIE_NAME]["secure"]


def test_a_choice_on_the_cookies_page_is_confirmed_there(visitor):
    response = visitor.post(
        ADDRESS, {"analytics": "no"}, headers={"Referer": "http://testserver/cookies/"}, follow=True
    )
    assert response.redirect_chain == [(ADDRESS, 303)]
    text = response.content.decode()
    assert "Your choice is saved: no optional cookies." in text
    assert '<input type="radio" name="analytics" value="no" required id="id_analytics_1" checked>' in text


def test_nothing_is_ticked_before_the_first_choice(client):
    for address in (ADDRESS, "/cookies/"):
        text = client.get(address).content.decode()
        assert text.count('type="radio"') == 2
        assert "checked" not in text


def test_no_answer_is_no_choice_and_says_what_to_do(visitor):
    response = visitor.post(ADDRESS, {})
    assert response.status_code == 422
    assert "Choose yes or no for: optional cookies that count visits." in response.content.decode()
    assert not response.cookies


@pytest.mark.parametrize("answer", ["", "maybe", "YES"])
def test_an_unknown_answer_is_no_choice(visitor, answer):
    assert not visitor.post(ADDRESS, {"all": answer}).cookies
    assert not visitor.post(ADDRESS, {"analytics": answer}).cookies


def test_a_post_from_another_site_changes_nothing(visitor):
    response = visitor.post(ADDRESS, {"all": "yes"}, headers={"Origin": "https://elsewhere.example"})
    assert response.status_code == 403
    assert not response.cookies


@pytest.mark.parametrize(
    ("referer", "location"),
    [
        ("", "/#cookies-saved"),
        ("http://testserver//elsewhere.example/x", "/elsewhere.example/x#cookies-saved"),
        ("http://testserver/cookies/choice", ADDRESS),
    ],
)
def test_the_way_back_stays_on_this_site(visitor, referer, location):
    assert visitor.post(ADDRESS, {"all": "no"}, headers={"Referer": referer})["Location"] == location


def test_withdrawing_deletes_the_optional_cookies_and_no_other(visitor):
    visitor.cookies["_stats"] = "abc"
    visitor.cookies["something_else"] = "abc"
    response = visitor.post(ADDRESS, {"all": "no"})
    assert response.cookies["_stats"]["max-age"] == 0
    assert "something_else" not in response.cookies


def test_a_yes_deletes_nothing(visitor):
    visitor.cookies["_stats"] = "abc"
    assert list(visitor.post(ADDRESS, {"all": "yes"}).cookies) == [COOKIE_NAME]


def test_cookies_whose_names_vary_are_deleted_by_their_beginning(visitor):
    CookieFactory(name="_pk_id*")
    visitor.cookies["_pk_id.1.1fff"] = "abc"
    visitor.cookies["_pk_other"] = "abc"
    assert set(visitor.post(ADDRESS, {"all": "no"}).cookies) == {COOKIE_NAME, "_pk_id.1.1fff"}


def test_the_script_is_told_which_browser_storage_to_clear(visitor):
    CookieFactory(name="stats_ignore", kind=Kind.STORAGE)
    refused = visitor.post(ADDRESS, {"all": "no"}, headers={"Accept": "application/json"})
    assert refused.json() == {"clear": ["stats_ignore"]}
    assert visitor.post(ADDRESS, {"all": "yes"}, headers={"Accept": "application/json"}).json() == {"clear": []}


def test_a_closed_campaign_asks_nothing_and_keeps_nothing(visitor, campaign):
    campaign.state = CampaignState.CLOSED
    campaign.save()
    response = visitor.post(ADDRESS, {"all": "yes"})
    assert not response.cookies
    assert "no optional cookies at present" in response.content.decode()


def test_global_privacy_control_is_told_and_can_be_overruled(visitor):
    response = visitor.get(ADDRESS, headers={"Sec-GPC": "1"})
    assert "Global Privacy Control" in response.content.decode()
    assert (
        visitor.post(ADDRESS, {"all": "yes"}, headers={"Sec-GPC": "1"}).cookies[COOKIE_NAME].value.count("analytics")
    )


def test_the_page_shows_when_the_visitor_chose(visitor):
    day = timezone.localdate() - datetime.timedelta(days=10)
    visitor.cookies[COOKIE_NAME] = f"{CookieQuestion.load().version}.analytics.{day}"
    text = visitor.get(ADDRESS).content.decode()
    assert "yes, we may use optional cookies" in text
    assert f"{day:%B %Y}" in text


def test_a_register_without_optional_cookies_asks_nothing(visitor):
    Cookie.objects.filter(category="analytics").delete()
    assert "no optional cookies at present" in visitor.get(ADDRESS).content.decode()
