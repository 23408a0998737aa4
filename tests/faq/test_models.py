"""The questions page and the page of one question, as visitors see them."""

import datetime
import json

import pytest
from bs4 import BeautifulSoup
from wagtail.contrib.redirects.models import Redirect

from lbn_site.core import live_figures

from .factories import make_question, make_topic

pytestmark = pytest.mark.django_db

EIGHT = ["one", "two", "three", "four", "five", "six", "seven", "eight"]


def soup(client, path="/faqs/"):
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def structured_data(page):
    blocks = (json.loads(script.string) for script in page.find_all("script", type="application/ld+json"))
    return next(block for block in blocks if block["@type"] == "FAQPage")


def words(element):
    return " ".join(element.get_text(" ").split())


def link_to(page, text="it"):
    return f'<a id="{page.pk}" linktype="page">{text}</a>'


def test_the_page_shows_every_question_as_a_heading_with_its_whole_answer(client, index):
    make_question(index, "who-pays", "Who pays?", summary="<p>A charity.</p>", text="Local Trust paid.")
    page = soup(client)
    assert page.find(id="who-pays").name == "h2"
    assert page.find(id="who-pays").get_text() == "Who pays?"
    assert words(page.select_one(".question__answer")) == "A charity. Local Trust paid."


def test_questions_stand_under_their_topics_in_the_order_of_both(client, index):
    group, names = make_topic("The group", sort_order=2), make_topic("The list", sort_order=1)
    for slug, topic in [("a", group), ("b", names), ("c", None), ("d", group)]:
        make_question(index, slug, topic=topic)
    page = soup(client)
    headings = [heading.get_text() for heading in page.main.select("section :is(h2, h3)")]
    assert headings == ["The list", "B?", "The group", "A?", "D?", "More questions", "C?"]
    assert page.find(id="b").name == "h3"


def test_a_new_order_in_the_page_tree_is_the_order_on_the_page(client, index):
    first, second = make_question(index, "first"), make_question(index, "second")
    second.move(first, pos="left")
    assert [heading.get_text() for heading in soup(client).select(".question > h2")] == ["Second?", "First?"]


def test_up_to_eight_answers_stand_open_with_a_list_of_contents(client, index):
    for slug in EIGHT:
        make_question(index, slug)
    page = soup(client)
    assert not page.main.find("details")
    assert [link["href"] for link in page.select(".faq-contents a")] == [f"#{slug}" for slug in EIGHT]


def test_more_answers_are_folded_side_by_side_and_each_on_its_own(client, index):
    for slug in [*EIGHT, "nine"]:
        make_question(index, slug)
    page = soup(client)
    folded = page.main.find_all("details")
    assert len(folded) == 9
    assert not any(details.find("details") or details.get("name") or details.has_attr("open") for details in folded)
    assert page.find(id="nine").parent.name == "summary"


def test_a_withdrawn_question_leaves_the_answers_but_keeps_its_anchor(client, index):
    make_question(index, "stays")
    make_question(
        index, "gone", text="Old words.", withdrawn_on=datetime.date(2024, 3, 1), withdrawn_reason="It was wrong."
    )
    page = soup(client)
    assert "Old words." not in page.get_text()
    assert page.find(id="gone").a["href"] == "/faqs/gone/"
    assert "withdrawn on 1 March 2024" in page.find(id="gone").get_text()


def test_drafts_and_unpublished_questions_do_not_show(client, index):
    make_question(index, "public")
    make_question(index, "retracted").unpublish()
    make_question(index, "draft", live=False).unpublish()
    assert [heading.get_text() for heading in soup(client).select(".question > h2")] == ["Public?"]


def test_an_answer_says_when_it_was_true_where_from_and_what_changed_since(client, index):
    source = {
        "title": "The report",
        "url": "https://example.org/r",
        "publisher": "OCSI",
        "published_on": datetime.date(2020, 7, 1),
    }
    make_question(
        index,
        "fund",
        as_at=datetime.date(2024, 3, 31),
        since_then="<p>It was set up.</p>",
        sources=[("source", source)],
    )
    text = words(soup(client).select_one(".question"))
    assert "As at 31 March 2024" in text
    assert "Since then It was set up." in text
    assert "Source: The report , OCSI, 1 July 2020" in text


def test_live_figures_in_short_and_long_answers_show_their_value(client, index):
    figure = '<embed embedtype="live-figure" key="neighbourhoods"/>'
    make_question(index, "how-many", summary=f"<p>There are {figure}.</p>", text=f"All {figure}.")
    value = live_figures.find("neighbourhoods").value
    assert words(soup(client).select_one(".question__answer")) == f"There are {value}. All {value}."


def test_after_a_rename_the_old_anchor_and_the_old_address_still_lead_there(
    client, index, django_capture_on_commit_callbacks
):
    question = make_question(index, "old-name")
    with django_capture_on_commit_callbacks(execute=True):
        question.slug = "new-name"
        question.save_revision().publish()
    page = soup(client)
    assert page.find(id="old-name").find_parent(id="new-name")
    response = client.get("/faqs/old-name/")
    assert (response.status_code, response["Location"]) == (301, "/faqs/new-name/")


def test_after_a_rename_the_old_anchor_leads_to_a_withdrawn_question_too(client, index):
    gone = make_question(index, "gone", withdrawn_on=datetime.date(2024, 3, 1), withdrawn_reason="It was wrong.")
    Redirect.add_redirect("/faqs/old-name", redirect_to=gone, is_permanent=True)
    assert soup(client).find(id="old-name").find_parent(id="gone")


def test_an_anchor_that_another_question_took_over_belongs_to_that_one(client, index):
    renamed = make_question(index, "new-name")
    Redirect.add_redirect("/faqs/shared", redirect_to=renamed, is_permanent=True)
    make_question(index, "shared")
    anchors = soup(client).find_all(id="shared")
    assert [anchor.name for anchor in anchors] == ["h2"]


def test_an_address_that_staff_added_by_hand_becomes_an_anchor_too(client, index):
    question = make_question(index, "fund")
    Redirect.add_redirect("/faq/what-is-the-fund", redirect_to=question, is_permanent=True)
    assert soup(client).find(id="what-is-the-fund").find_parent(id="fund")


def test_links_between_questions_stay_on_the_questions_page(client, index):
    other = make_question(index, "other")
    typed = '<a href="/faqs/#other">typed</a>'
    make_question(index, "linking", text=f"See {link_to(other)} or {typed}.")
    links = soup(client).select(".question__answer a")
    assert [link["href"] for link in links] == ["#other", "#other"]


def test_links_on_the_page_of_one_question_lead_to_the_other_questions(client, index):
    other = make_question(index, "other")
    make_question(index, "linking", text=f'See {link_to(other)} or <a href="#other">typed</a>.')
    links = soup(client, "/faqs/linking/").select(".question__answer a")
    assert [link["href"] for link in links] == ["/faqs/other/", "/faqs/#other"]


def test_the_targets_of_links_are_listed_once_each_for_paper(client, index):
    away = '<a href="https://example.org/?a=1&amp;b=2">away</a>'
    make_question(index, "one", text=f"{away} and again {away}")
    make_question(index, "two", text='<a href="/news/">news</a>')
    page = soup(client)
    assert [note.get_text() for note in page.select(".link-notes li")] == [
        "https://example.org/?a=1&b=2",
        "https://lbn.example/news/",
    ]
    assert [link["data-note"] for link in page.select(".question__answer a")] == ["1", "1", "2"]


def test_structured_data_says_what_readers_read(client, index):
    topics = make_topic("The list", sort_order=2), make_topic("The group", sort_order=1)
    source = {"title": "The report"}
    for number, topic in enumerate(topics):
        make_question(
            index,
            f"q{number}",
            text="One.</p><ul><li>‘Two’ &amp; more</li><li><b>three</b></li></ul><p>End",
            as_at=datetime.date(2024, 3, 31),
            since_then="<p>Much.</p>",
            sources=[("source", source)],
            topic=topic,
        )
    page = soup(client)
    data = structured_data(page)
    said = [
        (entry["name"], " ".join(entry["acceptedAnswer"]["text"].split()), entry["url"])
        for entry in data["mainEntity"]
    ]
    seen = [
        (
            question.h3.get_text(),
            words(question.select_one(".question__answer")),
            f"https://lbn.example/faqs/#{question.h3['id']}",
        )
        for question in page.select(".question")
    ]
    assert data["@type"] == "FAQPage"
    assert said == seen
    assert "‘Two’ & more three End As at 31 March 2024 Since then Much." in said[0][1]


def test_structured_data_stands_on_the_questions_page_only_and_without_withdrawn_answers(client, index):
    make_question(index, "stays")
    make_question(index, "gone", withdrawn_on=datetime.date(2024, 3, 1), withdrawn_reason="It was wrong.")
    data = structured_data(soup(client))
    assert [entry["name"] for entry in data["mainEntity"]] == ["Stays?"]
    assert "FAQPage" not in soup(client, "/faqs/stays/").decode()


def test_a_question_has_a_page_of_its_own_with_its_canonical_address_and_trail(client, index):
    make_question(index, "who-pays", "Who pays?", summary="<p>A charity.</p>", text="Local Trust paid.")
    page = soup(client, "/faqs/who-pays/")
    assert page.h1.get_text() == "Who pays?"
    assert "Local Trust paid." in page.main.get_text()
    assert page.find("link", rel="canonical")["href"] == "https://lbn.example/faqs/who-pays/"
    assert page.find("meta", attrs={"name": "description"})["content"] == "A charity."
    assert [link.get_text() for link in page.select(".trail a")] == ["Home", "Questions and answers"]


def test_the_page_of_a_question_leads_to_others_of_its_topic(client, index):
    topic = make_topic()
    for slug, of_topic in [("asked", topic), ("near", topic), ("far", None)]:
        make_question(index, slug, topic=of_topic)
    links = [link["href"] for link in soup(client, "/faqs/asked/").select("main section a")]
    assert links == ["/faqs/near/", "/faqs/#asked"]


def test_without_scripts_the_filter_is_a_form_to_the_search(client, index):
    make_question(index, "one")
    form = soup(client).select_one("form.faq-filter")
    assert (form["action"], form.get("method", "get")) == ("/search/", "get")
    assert form.select_one("input[type=search]")["name"] == "query"
    assert form.select_one("input[type=hidden]").attrs["value"] == "faq"


def test_an_empty_questions_page_says_so(client, index):
    assert "There are no questions here yet." in soup(client).main.get_text()


def test_thirty_questions_with_topics_sources_links_and_renames_need_twelve_queries_at_most(
    client, index, django_assert_max_num_queries
):
    topic = make_topic()
    first = make_question(index, "first")
    for number in range(29):
        question = make_question(
            index,
            f"question-{number}",
            topic=topic if number % 2 else None,
            text=f"See {link_to(first)}.",
            since_then=f"<p>See {link_to(first)}.</p>",
            sources=[("source", {"title": "A report"})],
        )
        Redirect.add_redirect(f"/faqs/old-{number}", redirect_to=question, is_permanent=True)
    with django_assert_max_num_queries(12):
        page = soup(client)
    assert len(page.main.find_all("details")) == 30
    assert page.find(id="old-3").find_parent(id="question-3")


@pytest.fixture
def linking(index):
    """A question that stands under a topic and links to another one."""
    return make_question(index, "linking", text=f"See {link_to(make_question(index, 'other'))}.", topic=make_topic())


def test_the_page_of_a_question_needs_twelve_queries_at_most(client, linking, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        soup(client, linking.url)


def test_after_any_other_page_the_page_of_a_question_needs_eight_queries_at_most(
    client, linking, django_assert_max_num_queries
):
    soup(client, "/")
    with django_assert_max_num_queries(8):
        soup(client, linking.url)
