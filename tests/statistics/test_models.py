"""What staff may enter."""

import pytest
from django.core.exceptions import ValidationError

from lbn_site.consent.models import CookieQuestion
from lbn_site.statistics.models import Method, Provider, StatisticsSettings

COMPLETE = {
    "method": Method.PROVIDER,
    "provider": Provider.MATOMO,
    "provider_url": "https://stats.example.org",
    "provider_site": "1",
}


def test_a_complete_provider_is_taken():
    settings = StatisticsSettings(**COMPLETE)
    settings.clean()
    assert settings.provider_origin == "https://stats.example.org"
    assert not settings.counts_visits


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("provider", ""),
        ("provider_url", ""),
        ("provider_url", "http://stats.example.org"),
        ("provider_url", "https://user:word@stats.example.org"),
        ("provider_url", "https://stats.example.org/?site=1"),
        ("provider_url", "https://stats.example.org/#site"),
        ("provider_url", "https://stats.example.org/matomo.js"),
        ("provider_url", "https://stats.example.org/a;b"),
        ("provider_site", ""),
        ("provider_site", "lbn.example"),
    ],
)
def test_an_incomplete_provider_is_refused_at_its_field(field, value):
    with pytest.raises(ValidationError) as refused:
        StatisticsSettings(**{**COMPLETE, field: value}).clean()
    assert list(refused.value.message_dict) == [field]


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://stats.example.org/app/", "https://stats.example.org"),
        ("https://stats.example.org:8443", "https://stats.example.org:8443"),
        ("https://Zähler.example.org", "https://xn--zhler-gra.example.org"),
    ],
)
def test_the_policy_can_hold_the_host_of_a_provider(address, origin):
    settings = StatisticsSettings(**{**COMPLETE, "provider_url": address})
    settings.full_clean()
    assert settings.provider_origin == origin


def test_a_provider_that_is_not_chosen_has_no_host():
    assert StatisticsSettings(**{**COMPLETE, "method": Method.BUILT_IN}).provider_origin == ""


@pytest.mark.parametrize(("days", "fine"), [(0, False), (1, True), (90, True), (91, False)])
@pytest.mark.django_db
def test_single_visits_are_kept_for_one_to_ninety_days(days, fine):
    settings = StatisticsSettings(keep_visits_days=days)
    if fine:
        settings.full_clean()
    else:
        with pytest.raises(ValidationError):
            settings.full_clean()


@pytest.mark.parametrize(
    ("changes", "asks"),
    [
        ({"method": Method.PROVIDER}, True),
        ({"method": Method.OFF}, False),
        ({"keep_visits_days": 7}, False),
        ({"provider_url": "https://elsewhere.example.org"}, False),
    ],
)
def test_everybody_is_asked_again_when_somebody_else_begins_to_count(statistics, changes, asks):
    StatisticsSettings.objects.update(**{**COMPLETE, "method": Method.BUILT_IN})
    before, settings = CookieQuestion.current().version, StatisticsSettings.current()
    for name, value in changes.items():
        setattr(settings, name, value)
    settings.save()
    assert CookieQuestion.current().version == before + asks


@pytest.mark.parametrize(
    ("name", "value"), [("provider", Provider.GOATCOUNTER), ("provider_url", "https://elsewhere.example.org")]
)
def test_another_program_asks_again_too(statistics, name, value):
    StatisticsSettings.objects.update(**COMPLETE)
    before, settings = CookieQuestion.current().version, StatisticsSettings.current()
    setattr(settings, name, value)
    settings.save()
    assert CookieQuestion.current().version == before + 1
