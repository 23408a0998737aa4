"""What pages say in their heads to search engines and to those they are shared with."""

import pytest
from bs4 import BeautifulSoup

from tests.news.factories import news_page

ODD = 'A "quoted" </script><b>& \u2028 ‘letter’'


def head(client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser").head


def tag(found: BeautifulSoup, name: str) -> str | None:
    element = found.find("meta", property=f"og:{name}")
    return element["content"] if element else None


def test_a_page_of_the_tree_says_all_that_a_shared_link_shows(client, home):
    page = news_page("A letter", search_description="What we wrote.")
    found = head(client, page.url)
    assert tag(found, "title") == "A letter"
    assert tag(found, "description") == "What we wrote."
    assert tag(found, "url") == found.find("link", rel="canonical")["href"] == f"https://lbn.example{page.url}"
    assert tag(found, "type") == "article"
    assert not found.find("meta", attrs={"name": "robots"})


def test_odd_words_stay_words(client, home):
    page = news_page(ODD, search_description=ODD)
    found = head(client, page.url)
    assert tag(found, "title").split() == ODD.split()
    assert tag(found, "description").split() == ODD.split()
    assert found.b is None


def test_a_page_that_is_hidden_from_search_engines_can_still_be_shared(client, home):
    found = head(client, news_page("A letter", hidden_from_search_engines=True).url)
    assert found.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert found.find("link", rel="canonical") is None
    assert tag(found, "title") == "A letter"


@pytest.mark.parametrize("address", ["/nothing/", "/search/?q=letter", "/accounts/login/", "/cookies/choice"])
def test_what_is_private_says_nothing(client, home, address):
    found = head(client, address)
    assert found.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert found.find("link", rel="canonical") is None
    assert tag(found, "title") is None


def test_a_preview_says_nothing(admin_client, home):
    page = news_page("A letter")
    response = page.make_preview_request(preview_mode="")
    found = BeautifulSoup(response.content, "html.parser").head
    assert found.find("meta", attrs={"name": "robots"})
    assert tag(found, "title") is None
