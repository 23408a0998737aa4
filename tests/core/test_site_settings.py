"""Settings that pages ask for."""

import pytest
from wagtail.models import Site

from lbn_site.consent.models import CookieQuestion
from lbn_site.core import asked_once
from lbn_site.core.campaign import Campaign
from lbn_site.feedback.models import FeedbackSettings
from lbn_site.statistics.models import StatisticsSettings

pytestmark = pytest.mark.django_db
SETTINGS = [Campaign, CookieQuestion, FeedbackSettings, StatisticsSettings]


def test_all_settings_come_with_one_query(django_assert_num_queries):
    for setting in SETTINGS:
        setting.load()
    with asked_once.remembered(), django_assert_num_queries(1):
        assert all(setting.current().pk for setting in SETTINGS)


def test_where_staff_have_not_chosen_the_defaults_hold_and_no_row_is_written():
    assert FeedbackSettings.current().is_asked
    assert not FeedbackSettings.objects.exists()


def test_a_site_that_is_not_set_up_has_the_defaults():
    Site.objects.all().delete()
    assert CookieQuestion.current().version == 1
