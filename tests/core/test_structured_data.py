"""What pages say to machines is what they say to people."""

import datetime
import json
import re

from lbn_site.core.dates import Precision
from lbn_site.core.templatetags.core_tags import json_ld
from lbn_site.evidence.models import Speaker
from lbn_site.news.models import NewsAuthor
from tests.evidence.factories import session_page
from tests.news.factories import news_page
from tests.publications.factories import publication_page

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
NOT_SHOWN = {"@context", "@type", "url", "item", "position", "image", "logo", "eventAttendanceMode"}


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


def test_an_item_without_a_recorded_date_is_no_article(client, home):
    data = data_of(client, news_page("A letter", date_precision=Precision.UNKNOWN))
    assert data["CreativeWork"]["headline"] == "A letter"
    assert "NewsArticle" not in data
    assert "datePublished" not in data["CreativeWork"]


def event_of(client, **fields):
    return data_of(client, session_page(**fields)).get("Event")


def test_a_session_is_an_event_with_its_published_speakers(client, home):
    page = session_page(
        starts_at=datetime.time(14, 0),
        place="Portcullis House, London",
        speakers=[Speaker(name="Ada Example", agreed_to_be_published=True), Speaker(name="Shy Witness")],
    )
    html = client.get(page.url).content.decode()
    event = json.loads(BLOCK.findall(html)[-1])
    assert event["startDate"] == "2020-09-22T14:00:00+01:00"
    assert event["location"]["address"] == "Portcullis House, London"
    assert [person["name"] for person in event["performer"]] == ["Ada Example"]
    assert "Shy Witness" not in html


def test_a_session_whose_place_or_day_is_not_recorded_is_no_event(client, home):
    assert event_of(client, attendance="in-person") is None
    assert event_of(client, place="London", date_precision=Precision.MONTH) is None


def test_a_session_online_is_where_one_joins_it_and_else_on_its_page(client, home):
    page = session_page(attendance="online")
    event = page.structured_data
    assert event["location"] == {"@type": "VirtualLocation", "url": f"https://lbn.example{page.url}"}
    assert event["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    page.joining, page.attendance, page.place = "https://example.org/join", "both", "London"
    kinds = {location["@type"]: location for location in page.structured_data["location"]}
    assert kinds["VirtualLocation"]["url"] == "https://example.org/join"
    assert kinds["Place"]["name"] == "London"


def test_a_publication_is_a_report(client, home):
    report = data_of(client, publication_page("A study", summary="<p>In short.</p>", written_with="A partner"))[
        "Report"
    ]
    assert report["abstract"] == "In short."
    assert [author["name"] for author in report["author"]][1] == "A partner"


def test_the_trail_is_told_as_it_is_shown(client, home):
    trail = data_of(client, news_page())["BreadcrumbList"]
    assert [step["name"] for step in trail["itemListElement"]] == ["Home", "News", "A letter was sent"]
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


def test_the_front_page_says_whose_site_it_is(client, home):
    found = map(json.loads, BLOCK.findall(client.get("/").content.decode()))
    data = {block["@type"]: block for block in found}
    assert data["Organization"]["url"] == data["WebSite"]["url"] == "https://lbn.example/"
    assert data["Organization"]["logo"].endswith(".png")
    assert data["Organization"]["foundingDate"] == "2020-06"


def test_odd_words_end_no_script_and_come_back_as_they_were():
    odd = {"name": '</script><!-- & \u2028\u2029 "quoted" \\'}
    block = json_ld(odd)
    assert json.loads(BLOCK.fullmatch(block)[1]) == odd
    assert not {"<", ">", "&", "\u2028", "\u2029"} & set(BLOCK.fullmatch(block)[1])
