"""The register, and when visitors are asked again."""

import pytest

from lbn_site.consent import known_cookies, register
from lbn_site.consent.categories import Category
from lbn_site.consent.known_cookies import KnownCookie
from lbn_site.consent.models import Cookie, CookieQuestion
from lbn_site.core.models import CampaignState

from .factories import CookieFactory

pytestmark = pytest.mark.usefixtures("optional_cookie")


def version() -> int:
    return CookieQuestion.load().version


def test_a_new_optional_cookie_asks_everybody_again():
    before = version()
    cookie = CookieFactory(name="_more")
    assert version() == before + 1
    assert cookie.version == before + 1


@pytest.mark.parametrize(
    ("field", "value"), [("provider", "Example Statistics"), ("name", "_renamed"), ("category", Category.ANALYTICS)]
)
def test_another_provider_or_name_asks_again_but_the_same_does_not(optional_cookie, field, value):
    before = version()
    changed = getattr(optional_cookie, field) != value
    setattr(optional_cookie, field, value)
    optional_cookie.save()
    assert version() == before + changed


def test_a_corrected_text_asks_nobody(optional_cookie):
    before = version()
    optional_cookie.purpose = "Counts visits and returning visitors."
    optional_cookie.save()
    assert version() == before


def test_removing_a_cookie_asks_nobody(optional_cookie):
    before = version()
    optional_cookie.delete()
    assert version() == before


def test_a_necessary_cookie_asks_nobody():
    before = version()
    CookieFactory(name="needed", category=Category.NECESSARY)
    assert version() == before


def test_a_draft_asks_nobody_until_it_is_published():
    before = version()
    draft = CookieFactory(name="_draft", live=False)
    assert version() == before
    assert draft.name not in names_shown()
    draft.save_revision().publish()
    assert version() == before + 1
    assert draft.name in names_shown()


def test_a_necessary_cookie_that_becomes_optional_asks_again():
    cookie = CookieFactory(name="moved", category=Category.NECESSARY)
    before = version()
    cookie.category = Category.ANALYTICS
    cookie.save()
    assert version() == before + 1


def names_shown() -> set[str]:
    return {cookie.name for group in register.groups() for cookie in group.cookies}


def test_the_cookies_of_our_own_code_are_there_by_themselves():
    assert {"cookie_choice", "sessionid", "csrftoken"} <= names_shown()
    Cookie.objects.filter(name="sessionid").delete()
    Cookie.objects.filter(name="csrftoken").update(purpose="In our own words.")
    register.add_known_cookies()
    assert Cookie.objects.get(name="sessionid").category == Category.STAFF
    assert Cookie.objects.get(name="csrftoken").purpose == "In our own words."


def test_a_cookie_of_a_part_that_is_switched_off_is_not_shown_or_asked_about(optional_cookie, monkeypatch):
    monkeypatch.setattr(known_cookies, "_known", {})
    known_cookies.register(KnownCookie(optional_cookie.name, "analytics", "Counts.", "30 days", in_use=lambda: False))
    assert optional_cookie.name not in names_shown()
    assert register.asked_categories() == []


def test_a_known_cookie_is_registered_once():
    with pytest.raises(ValueError, match="registered twice"):
        known_cookies.register(KnownCookie("cookie_choice", "necessary", "x", "x"))


def test_a_closed_campaign_uses_no_optional_cookies(campaign, optional_cookie):
    assert optional_cookie.name in names_shown()
    campaign.state = CampaignState.CLOSED
    campaign.save()
    assert optional_cookie.name not in names_shown()
    assert register.asked_categories() == []


@pytest.mark.parametrize(
    ("row", "cookie", "covered"),
    [
        ("_pk_id*", "_pk_id.1.1fff", True),
        ("_pk_id*", "_pk", False),
        ("visit", "visit", True),
        ("visit", "visits", False),
    ],
)
def test_a_row_covers_its_cookie(row, cookie, covered):
    assert Cookie(name=row).covers(cookie) is covered
