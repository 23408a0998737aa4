"""The picture beside a shared link."""

import io

import pytest
from PIL import Image

from lbn_site.core.share_cards import card
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
