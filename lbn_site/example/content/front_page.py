"""What stands on the home page below its introduction. Loaded last: it leads to the other sections."""

from typing import Any

from wagtail.models import Page

from lbn_site.core import ready_parts
from lbn_site.home.models import HomePage

Block = tuple[str, Any]


def load() -> None:
    """Fill the home page, unless staff have begun to."""
    home = HomePage.objects.get()
    if home.body:
        return
    home.actions = [("link", _link(page, text)) for page, text in _actions(home)]
    home.body = [_figures(home), _meaning(home), *_parts(), *_explainers(home), *_news(home)]
    home.save_revision().publish()


def _below(home: HomePage, path: str) -> Page | None:
    return Page.objects.filter(url_path=f"{home.url_path}{path}").live().first()


def _link(page: Page, text: str) -> dict[str, Any]:
    return {"page": page, "address": "", "text": text}


def _page_link(page: Page | None, words: str) -> str:
    return f'<a linktype="page" id="{page.pk}">{words}</a>' if page else words


def _actions(home: HomePage) -> list[tuple[Page, str]]:
    wanted = [("neighbourhoods/", "Find a neighbourhood"), ("about/the-group/", "What the group did")]
    return [(page, text) for path, text in wanted if (page := _below(home, path))]


def _figures(home: HomePage) -> Block:
    how = _page_link(_below(home, "about/how-neighbourhoods-are-identified/"), "How the list was made")
    return (
        "figures",
        {
            "heading": "",
            "figures": [
                {"live": "neighbourhoods", "number": "", "label": "neighbourhoods on the group’s list"},
                {"live": "people", "number": "", "label": "people living in them"},
                {"live": "", "number": "10%", "label": "the most deprived tenth of wards, on two measures at once"},
            ],
            "source": f"<p>The list of 2020, for wards as they were in December 2017. {how}.</p>",
        },
    )


def _meaning(home: HomePage) -> Block:
    why = _page_link(_below(home, "faqs/"), "Read the questions that people ask")
    return (
        "text",
        "<h2>What ‘left behind’ means</h2>"
        "<p>Many places in England are poor. In some of them, something else is missing too: a hall or a pub to meet "
        "in, a bus that runs in the evening, a broadband line that works, a club or a group that anybody can join. "
        "Where both come together, people have little to fall back on when times get harder.</p>"
        "<p>The words say nothing about those who live there. Such places are full of skill, care and history. They "
        "were left behind by others: by investment that went elsewhere, and by the services that followed it.</p>"
        f"<p>{why}.</p>",
    )


def _parts() -> list[Block]:
    return [("part", {"part": key}) for key in ("neighbourhood-map", "neighbourhood-check") if ready_parts.find(key)]


def _explainers(home: HomePage) -> list[Block]:
    slugs = ("the-group", "how-neighbourhoods-are-identified", "the-community-wealth-fund")
    pages = [page for slug in slugs if (page := _below(home, f"about/{slug}/"))]
    cards = [{"page": page, "text": ""} for page in pages]
    return [("cards", {"heading": "Begin here", "cards": cards})] if cards else []


def _news(home: HomePage) -> list[Block]:
    news = _below(home, "news/")
    return [("latest", {"heading": "The latest news", "section": news, "number": 3})] if news else []
