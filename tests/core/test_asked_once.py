"""What a page asks for in many places is asked for once."""

from itertools import count

import pytest

from lbn_site.core import asked_once
from lbn_site.core.models import Campaign


def test_within_a_page_the_first_answer_is_remembered_by_its_key():
    numbers = count()
    with asked_once.remembered():
        answers = [asked_once.ask(key, lambda: next(numbers)) for key in ("a", "a", "b")]
    assert answers == [0, 0, 1]


def test_the_next_page_asks_anew():
    numbers = count()
    for expected in (0, 1):
        with asked_once.remembered():
            assert asked_once.ask("a", lambda: next(numbers)) == expected


def test_outside_of_a_page_nothing_is_remembered():
    numbers = count()
    assert [asked_once.ask("a", lambda: next(numbers)) for _ in range(2)] == [0, 1]


@pytest.mark.django_db
def test_a_page_reads_the_campaign_once(campaign, django_assert_num_queries):
    with asked_once.remembered(), django_assert_num_queries(1):
        assert [Campaign.current().name for _ in range(3)] == [campaign.name] * 3


def test_what_stands_on_every_page_is_handed_from_one_page_to_the_next():
    numbers = count()
    handed_on = {}
    for page in range(2):
        with asked_once.remembered(handed_on):
            assert asked_once.ask_for_every_page("menu", lambda: next(numbers)) == 0
            assert asked_once.ask("of this page", lambda page=page: page) == page
    assert handed_on == {"menu": 0}


def test_what_every_page_asks_can_be_answered_before_any_page_does(monkeypatch):
    monkeypatch.setattr(asked_once, "_questions_of_every_page", [])
    numbers = count()

    @asked_once.for_every_page
    def number() -> int:
        return next(numbers)

    answers = asked_once.answers_of_every_page()
    with asked_once.remembered(answers):
        assert [number(), number()] == [0, 0]
    assert number() == 1
