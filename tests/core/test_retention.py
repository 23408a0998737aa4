"""One list says how long data is kept, to readers and to the jobs that delete."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from lbn_site.core import retention


@pytest.fixture(autouse=True)
def _own_rules(monkeypatch):
    monkeypatch.setattr(retention, "_rules", {})


def rule(days: int) -> retention.Rule:
    return retention.register("visits", what="Visits", days=lambda: days, after="the visit")


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, "1 day"), (30, "30 days"), (365, "1 year"), (730, "2 years"), (400, "400 days"), (0, "0 days")],
)
def test_readers_see_the_days_in_words(days, words):
    assert rule(days).kept_for == words


def test_the_job_deletes_by_the_same_number():
    assert timezone.now() - rule(30).cutoff() - datetime.timedelta(days=30) < datetime.timedelta(seconds=5)


def test_a_changed_setting_changes_the_notice_at_once():
    setting = {"days": 30}
    kept = retention.register("visits", what="Visits", days=lambda: setting["days"], after="the visit")
    setting["days"] = 7
    assert kept.kept_for == "7 days"


def test_rules_stand_in_the_order_of_registration():
    first = rule(1)
    second = retention.register("comments", what="Comments", days=lambda: 2, after="the comment")
    assert retention.all_rules() == [first, second]


def test_a_key_is_registered_once():
    rule(1)
    with pytest.raises(ValueError, match="registered twice"):
        rule(2)


@pytest.mark.django_db
def test_old_rows_go_in_small_transactions_and_others_stay(monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 2)
    Group.objects.bulk_create([Group(name=f"old {number}") for number in range(5)] + [Group(name="new")])
    sizes = []

    def delete(rows):
        sizes.append(len(rows))
        rows.delete()

    assert retention.in_batches(Group.objects.filter(name__startswith="old"), delete) == 5
    assert sizes == [2, 2, 1]
    assert Group.objects.filter(name="new").exists()
    assert retention.in_batches(Group.objects.filter(name__startswith="old"), delete) == 0
