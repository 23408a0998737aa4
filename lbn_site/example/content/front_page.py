"""What the home page has below its introduction. Loaded last: it leads to the other sections."""

from typing import Any

from wagtail.models import Page

from lbn_site.core import ready_parts
from lbn_site.example.markup import rich_text
from lbn_site.home.models import HomePage

Block = tuple[str, Any]

MEANING = """
## What ‘left behind’ means

Two kinds of need come together in a ‘left behind’ neighbourhood. One is social and economic deprivation. The other is
what the community lacks: places to meet, good connections (by road, by rail and online), and people taking part in
community life.

The words are about places that have missed out on investment. They are not a judgement on the people who live there.

Read [[why-do-we-use-the-term-left-behind|why we use the term]], or see [[faqs|all questions and answers]].
"""


def load() -> None:
    """Fill the home page, unless staff have begun to."""
    home = HomePage.objects.get()
    if home.body:
        return
    home.actions = [("link", _link(page, text)) for page, text in _actions(home)]
    home.body = [_figures(), ("text", rich_text(MEANING)), *_parts(), *_explainers(home), *_news(home)]
    if home.latest_revision_id:
        home.save_revision().publish()
    else:  # made in this very run: its history begins when all sections are loaded
        home.save()


def _below(home: HomePage, path: str) -> Page | None:
    return Page.objects.filter(url_path=f"{home.url_path}{path}").live().first()


def _link(page: Page, text: str) -> dict[str, Any]:
    return {"page": page, "address": "", "text": text}


def _actions(home: HomePage) -> list[tuple[Page, str]]:
    wanted = [("about/the-group/", "What the group did"), ("neighbourhoods/", "See the whole list")]
    return [(page, text) for path, text in wanted if (page := _below(home, path))]


def _figures() -> Block:
    return (
        "figures",
        {
            "heading": "",
            "figures": [
                {"live": "neighbourhoods", "number": "", "label": "neighbourhoods on the group’s list"},
                {"live": "people", "number": "", "label": "people who live in them"},
                {"live": "", "number": "10%", "label": "of wards: the most deprived on both of two measures"},
            ],
            "source": rich_text(
                "The list of 2020, for wards as they were in December 2017. "
                "[[how-neighbourhoods-are-identified|How the list was made]]."
            ),
        },
    )


def _parts() -> list[Block]:
    return [("part", {"part": "neighbourhood-map"})] if ready_parts.find("neighbourhood-map") else []


def _explainers(home: HomePage) -> list[Block]:
    slugs = ("the-group", "how-neighbourhoods-are-identified", "the-community-wealth-fund")
    pages = [page for slug in slugs if (page := _below(home, f"about/{slug}/"))]
    cards = [{"page": page, "text": ""} for page in pages]
    return [("cards", {"heading": "Start here", "cards": cards})] if cards else []


def _news(home: HomePage) -> list[Block]:
    news = _below(home, "news/")
    return [("latest", {"heading": "News from the group", "section": news, "number": 3})] if news else []
