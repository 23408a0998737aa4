"""The page of one place, and what can be taken away from it."""

import io

import pytest
from django.http import Http404
from PIL import Image

from lbn_site.neighbourhoods.cards import card_of_place
from lbn_site.neighbourhoods.models import Outline

from .factories import edition, ward

pytestmark = pytest.mark.django_db


def square(west: float, south: float, size: float = 0.02) -> list:
    """The polygons of a square ward."""
    east, north = round(west + size, 5), round(south + size, 5)
    return [[[[west, south], [east, south], [east, north], [west, north], [west, south]]]]


def test_a_place_has_a_card_with_its_outline_where_that_is_known(home):
    edition(rows=[ward(1, name="Grange"), ward(2, name="Grange")])
    Outline.objects.create(code="E05000002", polygons=square(-1.22, 54.57))
    cards = [card_of_place("grange", code) for code in ("e05000001", "e05000002")]
    assert [Image.open(io.BytesIO(png)).size for png in cards] == [(1200, 630)] * 2
    assert cards[0] != cards[1]


@pytest.mark.parametrize("code", ["e05000009", "e05999999"])
def test_a_ward_that_was_never_listed_has_no_card(home, code):
    edition()
    edition("2025-1", [ward(9)], published=False)
    with pytest.raises(Http404):
        card_of_place("ward", code)


def test_the_page_of_a_place_names_its_card(client, home):
    edition(rows=[ward(1, name="Grange")])
    card = "/share/neighbourhoods/grange-e05000001.png"
    html = client.get("/neighbourhoods/grange-e05000001/").content.decode()
    assert f'property="og:image" content="https://lbn.example{card}"' in html
    assert client.get(card).content == card_of_place("grange", "e05000001")
