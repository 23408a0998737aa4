"""The sitemaps and robots.txt."""

import datetime
import re

from defusedxml import ElementTree

from lbn_site.core import public_addresses
from lbn_site.core.public_addresses import PublicAddress
from tests.news.factories import news_page

WITHDRAWN = {"withdrawn_on": datetime.date(2023, 1, 1), "withdrawn_reason": "It was wrong."}
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def addresses(client) -> list[str]:
    response = client.get("/sitemap.xml")
    assert response["Content-Type"].startswith("application/xml")
    return [element.text for element in ElementTree.fromstring(response.content).iter(LOC)]


def test_the_sitemap_holds_every_public_page_once_and_each_answers(client, home):
    news_page("A letter", slug="a-letter")
    found = addresses(client)
    assert "https://lbn.example/news/a-letter/" in found
    assert len(found) == len(set(found))
    for address in found:
        assert client.get(address.removeprefix("https://lbn.example")).status_code == 200


def test_what_is_not_for_search_engines_is_left_out_of_both(client, home):
    news_page("A draft", slug="draft", live=False)
    news_page("Withdrawn", slug="withdrawn", **WITHDRAWN)
    news_page("Hidden", slug="hidden", hidden_from_search_engines=True)
    found = " ".join(addresses(client)) + client.get("/sitemap/").content.decode()
    for slug in ("draft", "withdrawn", "hidden"):
        assert f"/news/{slug}/" not in found


def test_addresses_of_other_apps_are_listed(client, home, monkeypatch):
    offered = [PublicAddress("/place/x/", "Place X"), PublicAddress("/place/x.json")]
    monkeypatch.setitem(public_addresses._sources, "test", lambda: offered)
    assert "https://lbn.example/place/x/" in addresses(client)
    assert "https://lbn.example/place/x.json" not in addresses(client)
    assert '<a href="/place/x/">Place X</a>' in client.get("/sitemap/").content.decode()


def test_the_readable_sitemap_is_a_tree(client, home):
    news_page("A letter", slug="a-letter")
    html = client.get("/sitemap/").content.decode()
    assert re.search(r'<a href="/news/">News</a><ul><li><a href="/news/a-letter/">A letter</a></li></ul>', html)


def test_robots_may_read_all_but_the_admin(client, home):
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert "Disallow: /admin/" in response.content.decode()
    assert "Sitemap: https://lbn.example/sitemap.xml" in response.content.decode()
