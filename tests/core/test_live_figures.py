"""Live figures: one place, many texts."""

import datetime

import pytest

from lbn_site.core import asked_once, live_figures, rich_text

STORED = '<p>There are <embed embedtype="live-figure" key="neighbourhoods"/> places.</p>'


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, ""), (225, "225"), (12_400, "12,400"), (2_390_133, "2.4 million"), (3_000_000, "3 million")],
)
def test_a_count_reads_as_people_say_it(number, words):
    assert live_figures.in_words(number) == words


def test_a_month_reads_as_month_and_year():
    assert live_figures.month(datetime.date(2020, 6, 1)) == "June 2020"
    assert live_figures.month(None) == ""


@pytest.mark.parametrize(
    ("key", "value"),
    [("neighbourhoods", "225"), ("people", "2.4 million"), ("active-from", "June 2020"), ("active-to", "March 2024")],
)
def test_the_campaign_gives_its_figures(campaign, key, value):
    assert rich_text.figure_text(key) == value


def test_a_page_and_the_search_show_the_present_value(campaign):
    campaign.neighbourhood_count = 206
    campaign.save()
    assert rich_text.plain_text(STORED) == "There are 206 places."
    assert rich_text.expand_db_html(STORED) == "<p>There are 206 places.</p>"


def test_a_figure_that_is_gone_is_an_ellipsis(campaign):
    assert rich_text.plain_text(STORED.replace("neighbourhoods", "gone")) == "There are … places."


def test_a_better_source_is_asked_first_and_may_pass(monkeypatch):
    monkeypatch.setattr(live_figures, "_figures", {})
    live_figures.register("trees", label="Trees", source=lambda: "7")
    answers = iter(["9", None])
    live_figures.provide("trees", lambda: next(answers))
    assert [live_figures.find("trees").value for _ in range(2)] == ["9", "7"]


def test_a_key_cannot_be_registered_twice():
    with pytest.raises(ValueError, match="twice"):
        live_figures.register("people", label="People", source=lambda: "")


def test_a_page_asks_for_each_figure_once(monkeypatch):
    monkeypatch.setattr(live_figures, "_figures", {})
    answers = iter(["1", "2", "3"])
    live_figures.register("steps", label="Steps", source=lambda: next(answers))
    with asked_once.remembered():
        assert [live_figures.find("steps").value for _ in range(2)] == ["1", "1"]
    assert live_figures.find("steps").value == "2"
