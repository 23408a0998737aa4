"""The questions page and the page of one question, as visitors see them."""

import pytest
from bs4 import BeautifulSoup

from .factories import make_question

pytestmark = pytest.mark.django_db


def soup(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_the_page_shows_every_question_with_its_whole_answer(client, index):
    make_question(index, "who-pays", "Who pays?", text="Local Trust paid.")
    page = soup(client, "/faqs/")
    assert page.find(id="who-pays").name == "h2"
    assert page.find(id="who-pays").get_text() == "Who pays?"
    assert "Local Trust paid." in page.main.get_text()
