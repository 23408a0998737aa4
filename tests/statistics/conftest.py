"""A site that counts visits, and browsers that said yes, no, or nothing."""

import pytest
from django.test import Client
from django.utils import timezone

from lbn_site.consent.models import CookieQuestion
from lbn_site.statistics.models import Method, StatisticsSettings

BROWSER = {
    "Sec-Fetch-Site": "same-origin",
    "Origin": "http://testserver",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
}


@pytest.fixture
def statistics(home) -> StatisticsSettings:
    """Visits are counted of people who agree; page views only of them."""
    settings = StatisticsSettings.load()
    settings.method = Method.BUILT_IN
    settings.save()
    return settings


@pytest.fixture
def newcomer() -> Client:
    """A browser whose user has not answered."""
    return Client(headers=BROWSER, enforce_csrf_checks=True)


def answer(newcomer: Client, accepted: str) -> Client:
    newcomer.cookies["cookie_choice"] = f"{CookieQuestion.load().version}.{accepted}.{timezone.localdate()}"
    return newcomer


@pytest.fixture
def agreeing(newcomer) -> Client:
    return answer(newcomer, "analytics")


@pytest.fixture
def refusing(newcomer) -> Client:
    return answer(newcomer, "none")
