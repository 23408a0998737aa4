"""How long comments are kept."""

import datetime

import pytest
from django.utils import timezone

from lbn_site.core import retention
from lbn_site.feedback import services
from lbn_site.feedback.models import FeedbackSettings, Vote


@pytest.fixture
def settings_of_a_month(db) -> FeedbackSettings:
    settings = FeedbackSettings.load()
    settings.keep_comments_days = 30
    settings.save()
    return settings


def give(question, days_ago: int) -> Vote:
    day = timezone.localdate() - datetime.timedelta(days=days_ago)
    return Vote.objects.create(page=question, is_helpful=False, comment="Unclear", given_on=day)


def test_old_comments_go_and_their_votes_stay(question, settings_of_a_month):
    old, young = give(question, 31), give(question, 29)
    assert services.forget_old_comments() == 1
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.comment, young.comment) == ("", "Unclear")
    assert Vote.objects.count() == 2


def test_the_privacy_notice_shows_the_time_by_which_they_go(settings_of_a_month):
    rule = next(rule for rule in retention.all_rules() if rule.key == "comments")
    assert rule.kept_for == "30 days"
