"""The hillside on the home page: one lit window for each neighbourhood."""

import re

import pytest

from lbn_site.home.street import MOST_WINDOWS, WINDOW, draw


@pytest.mark.parametrize("lit", [1, 206, 225, 600])
def test_there_is_one_lit_window_for_each(lit):
    assert draw(lit).windows.count(WINDOW) == lit


@pytest.mark.parametrize("lit", [3, 225, 600])
def test_every_window_is_inside_the_drawing(lit):
    drawing = draw(lit)
    across = down = 0
    for command, x, y in re.findall(r"([Mm])(-?\d+) ?(-?\d+)", drawing.windows):
        across, down = (int(x), int(y)) if command == "M" else (across + int(x), down + int(y))
        assert 0 < across < drawing.width - 7
        assert 0 < down < drawing.height - 8


def test_the_225_fill_their_terraces_exactly():
    assert len(draw(225).terraces) == 5
    assert len(draw(226).terraces) == 6


def test_without_a_list_the_houses_are_dark():
    assert draw(0).windows == ""
    assert draw(-1).terraces


def test_a_number_that_is_no_list_does_not_fill_the_page():
    assert draw(2_000_000).windows.count(WINDOW) == MOST_WINDOWS
