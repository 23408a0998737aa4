"""The picture beside a shared link."""

import io

import pytest
from PIL import Image

from lbn_site.core import public_addresses, share_cards
from lbn_site.core.public_addresses import PublicAddress
from lbn_site.core.share_cards import card, token
from tests.news.factories import news_page


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_a_page_without_a_picture_gets_a_card_of_its_title(client, home):
    page = news_page("A letter")
    assert (
        f'property="og:image" content="https://lbn.example/share/{page.pk}.png"'
        in client.get(page.url).content.decode()
    )
    response = client.get(f"/share/{page.pk}.png")
    assert response["Content-Type"] == "image/png"
    assert opened(response.content).size == (1200, 630)
    assert "s-maxage" in response["Cache-Control"]


def test_a_draft_has_no_card(client, home):
    page = news_page("A secret title", live=False)
    assert client.get(f"/share/{page.pk}.png").status_code == 404


@pytest.mark.parametrize("title", ["", "Short", "word " * 80, "x" * 300, "‘left behind’ – café"])
def test_any_title_makes_a_card(title):
    assert opened(card(title, "The site")).size == (1200, 630)


def test_another_title_is_another_picture():
    assert card("One", "The site") != card("Two", "The site")


def colours(content: bytes, box: tuple[int, int, int, int]) -> set[str]:
    """The colours of a part of the card."""
    found = opened(content).crop(box).getcolors(maxcolors=100_000) or []
    return {"#{:02x}{:02x}{:02x}".format(*colour) for _, colour in found}


SQUARE_WITH_A_HOLE = [[[(0, 0), (9, 0), (9, 9), (0, 9)], [(3, 3), (6, 3), (6, 6), (3, 6)]]]
RIGHT_HALF = (720, 0, 1200, 480)


def test_a_shape_stands_beside_the_title_with_its_holes():
    shown = card("A place " * 9, "The site", shape=SQUARE_WITH_A_HOLE)
    assert colours(shown, (760, 100, 800, 140)) == {token("lamp")}
    assert colours(shown, (920, 260, 940, 280)) == {token("support")}
    assert token("on-support") not in colours(shown, RIGHT_HALF)


@pytest.mark.parametrize("shape", [[], [[[(0, 0), (0, 9), (0, 5)]]]])
def test_a_shape_that_is_hardly_one_breaks_no_card(shape):
    assert opened(card("A place", "The site", below="A city, a region", shape=shape)).size == (1200, 630)


def test_a_line_stands_below_the_title():
    assert card("One", "The site") != card("One", "The site", below="A city, a region")


@pytest.fixture
def offered(home, monkeypatch):
    """A public page that is not in the page tree."""
    address = PublicAddress("/sitemap/", "Every page")
    monkeypatch.setattr(public_addresses, "_sources", {"test": lambda: [address, PublicAddress("/robots.txt")]})


def test_a_page_outside_the_page_tree_has_a_card_too(client, offered):
    html = client.get("/sitemap/").content.decode()
    assert 'property="og:image" content="https://lbn.example/share/sitemap.png"' in html
    assert opened(client.get("/share/sitemap.png").content).size == (1200, 630)


def test_an_app_may_draw_the_cards_of_its_pages(client, offered, monkeypatch):
    monkeypatch.setitem(share_cards._drawings, "readable-sitemap", lambda: b"drawn")
    assert client.get("/share/sitemap.png").content == b"drawn"


@pytest.mark.parametrize("path", ["robots.txt", "search", "nothing/here", "accounts/login"])
def test_what_is_no_public_page_has_no_card(client, offered, path):
    assert client.get(f"/share/{path}.png").status_code == 404


def test_every_card_is_known_to_whoever_copies_the_site(offered):
    assert PublicAddress("/share/sitemap.png") in public_addresses.all_addresses()
