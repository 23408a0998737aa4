"""The value of the choice cookie: version, choices and date, nothing else."""

import datetime

import pytest
from django.utils import timezone

from lbn_site.consent import choices
from lbn_site.consent.choices import COOKIE_NAME, Choice
from lbn_site.consent.models import CookieQuestion
from lbn_site.core.models import CampaignState

pytestmark = pytest.mark.usefixtures("optional_cookie")


def request_with(rf, value: str):
    request = rf.get("/")
    request.COOKIES[COOKIE_NAME] = value
    return request


def value(accepted: str = "analytics", age: int = 0, version: int | None = None) -> str:
    version = CookieQuestion.load().version if version is None else version
    return f"{version}.{accepted}.{timezone.localdate() - datetime.timedelta(days=age)}"


@pytest.mark.parametrize("text", ["3.analytics.2026-11-22", "3.none.2026-11-22", "1.analytics+media.2026-11-22"])
def test_a_value_reads_as_it_was_written(text):
    assert str(Choice.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yes",
        "3.analytics",
        "3.analytics.2026-13-40",
        "x.none.2026-11-22",
        "3.none.2026-11-22.no",
        "3..2026-11-22",
    ],
)
def test_a_value_that_is_not_ours_is_no_choice(text):
    assert Choice.parse(text) is None


def test_a_yes_counts(rf):
    assert choices.accepts(request_with(rf, value()), "analytics")


@pytest.mark.parametrize("accepted", ["none", "media"])
def test_anything_else_is_no(rf, accepted):
    assert not choices.accepts(request_with(rf, value(accepted)), "analytics")


@pytest.mark.parametrize(("age", "counts"), [(365, True), (366, False), (-1, True), (-2, False)])
def test_a_choice_is_forgotten_after_twelve_months(rf, age, counts):
    assert choices.accepts(request_with(rf, value(age=age)), "analytics") is counts


def test_an_answer_to_another_version_does_not_count(rf):
    request = request_with(rf, value())
    CookieQuestion.ask_again()
    assert choices.present_choice(request) is None


def test_a_yes_ends_with_the_campaign(rf, campaign):
    campaign.state = CampaignState.CLOSED
    campaign.save()
    assert not choices.accepts(request_with(rf, value()), "analytics")


@pytest.mark.parametrize(("headers", "asks"), [({}, False), ({"Sec-GPC": "1"}, True), ({"Sec-GPC": "0"}, False)])
def test_the_browser_can_ask_not_to_be_tracked(rf, headers, asks):
    assert choices.asks_not_to_be_tracked(rf.get("/", headers=headers)) is asks
