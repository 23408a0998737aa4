"""What pages say to machines is what they say to people."""

import datetime
import json
import re

from lbn_site.core.dates import Precision
from lbn_site.evidence.models import Speaker
from lbn_site.news.models import NewsAuthor
from tests.evidence.factories import session_page
from tests.news.factories import news_page
from tests.publications.factories import publication_page

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
NOT_SHOWN = {"@context", "@type", "url", "item", "position"}


def data_of(client, page) -> dict[str, dict]:
    """The blocks of the page by their type, after each of their facts was found in its visible text."""
    html = client.get(page.url).content.decode()
    blocks = {data["@type"]: data for data in map(json.loads, BLOCK.findall(html))}
    visible = BLOCK.sub("", html)
    for data in blocks.values():
        for fact in facts_of(data):
            assert fact in visible, fact
    return blocks


def facts_of(data):
    if isinstance(data, dict):
        for name, value in data.items():
            if name not in NOT_SHOWN:
                yield from facts_of(value)
    elif isinstance(data, list):
        for value in data:
            yield from facts_of(value)
    else:
        yield str(data)


def test_a_news_item_says_what_it_shows(client, home):
    page = news_page("A letter")
    page.authors.add(NewsAuthor(name="Ada Example"))
    page.save()
    article = data_of(client, page)["NewsArticle"]
    assert (article["headline"], article["datePublished"]) == ("A letter", "2021-07-09")
    assert article["author"] == [{"@type": "Person", "name": "Ada Example"}]
    assert article["url"] == f"https://lbn.example{page.url}"


def test_a_date_that_is_not_recorded_is_not_told_to_machines(client, home):
    assert "datePublished" not in data_of(client, news_page(date_precision=Precision.UNKNOWN))["NewsArticle"]


def test_a_session_is_an_event_with_its_published_speakers(client, home):
    page = session_page(
        starts_at=datetime.time(14, 0),
        speakers=[Speaker(name="Ada Example", agreed_to_be_published=True), Speaker(name="Shy Witness")],
    )
    html = client.get(page.url).content.decode()
    event = json.loads(BLOCK.findall(html)[-1])
    assert event["startDate"] == "2020-09-22T14:00:00+01:00"
    assert [person["name"] for person in event["performer"]] == ["Ada Example"]
    assert "Shy Witness" not in html


def test_a_publication_is_a_report(client, home):
    report = data_of(client, publication_page("A study", summary="<p>In short.</p>"))["Report"]
    assert report["abstract"] == "In short."


def test_the_trail_is_told_as_it_is_shown(client, home):
    trail = data_of(client, news_page())["BreadcrumbList"]
    assert [step["name"] for step in trail["itemListElement"]] == ["Home", "News"]
    assert trail["itemListElement"][1]["item"] == "https://lbn.example/news/"


def test_a_withdrawn_page_says_nothing_of_itself(client, home):
    page = news_page(withdrawn_on=datetime.date(2023, 1, 1), withdrawn_reason="It was wrong.")
    assert "NewsArticle" not in data_of(client, page)


def test_the_closing_notice_is_told_with_its_words_on_every_page(client, campaign):
    page = news_page()
    campaign.state, campaign.notice = "closed", "<p>The group has ended.</p>"
    campaign.save()
    assert data_of(client, page)["WebPage"]["creativeWorkStatus"] == "The group has ended."
    assert '"creativeWorkStatus":"The group has ended."' in client.get("/nothing/").content.decode()


def test_an_open_campaign_tells_machines_of_no_end(client, campaign):
    campaign.state = "open"
    campaign.save()
    assert "WebPage" not in data_of(client, news_page())
