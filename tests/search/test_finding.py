"""The search, as visitors use it. The same tests run on SQLite and on PostgreSQL."""

import datetime
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from lbn_site.core import search_sources
from lbn_site.core.search_sources import SearchResult
from lbn_site.faq.models import FAQIndexPage, QuestionPage
from lbn_site.search import finding
from lbn_site.search.excerpts import excerpt, marked
from lbn_site.search.words import corrected, forms_of, words_of
from tests.evidence.factories import session_page
from tests.news.factories import news_page

WITHDRAWN = {"withdrawn_on": datetime.date(2023, 1, 1), "withdrawn_reason": "It was wrong."}


def html_of(client, query: str) -> str:
    response = client.get(f"/search/?{query}")
    assert response.status_code == 200
    return response.content.decode()


def text(words: str) -> list:
    return [("text", f"<p>{words}</p>")]


@pytest.fixture
def question(home) -> QuestionPage:
    index = FAQIndexPage(title="Questions", slug="faqs", search_description="Questions and answers.")
    home.add_child(instance=index)
    page = QuestionPage(
        title="What is a trampoline?", slug="trampoline", search_description="It bounces.", summary="<p>Up.</p>"
    )
    index.add_child(instance=page)
    return page


def test_a_page_is_found_by_the_words_of_its_text(client, home):
    page = news_page("A letter", body=text("The group asked for trampolines in Gateshead."))
    html = html_of(client, "query=gateshead+trampolines")
    assert f'href="{page.url}"' in html
    assert "1 result<" in html
    assert "<mark>trampolines</mark> in <mark>Gateshead</mark>" in html


def test_an_excerpt_has_the_present_figures_of_texts_and_of_blocks(client, home, campaign):
    figure = {"live": "people", "number": "", "label": "people living on trampolines"}
    home.introduction = '<p>There are <embed embedtype="live-figure" key="neighbourhoods"/> trampolines.</p>'
    home.body = [("figures", {"heading": "", "figures": [figure], "source": ""})]
    home.save()
    assert "There are 225 <mark>trampolines</mark>. 2.4 million people living" in html_of(client, "query=trampolines")
    assert f'href="{home.url}"' in html_of(client, "query=225+trampolines")
    campaign.neighbourhood_count = 206
    campaign.save()
    assert "There are 206 <mark>trampolines</mark>" in html_of(client, "query=trampolines")


def test_the_short_name_of_the_field_does_the_same(client, home):
    page = news_page("A letter", body=text("The group asked for trampolines."))
    assert f'href="{page.url}"' in html_of(client, "q=trampolines")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("trampoline", "trampolines"),
        ("trampolines", "trampoline"),
        ("city", "cities"),
        ("bus", "buses"),
        ("BUSES", "bus"),
    ],
)
def test_singular_and_plural_find_each_other(client, home, typed, written):
    news_page("A letter", body=text(f"About {written}."))
    assert "1 result<" in html_of(client, f"query={typed}")


def test_words_that_say_nothing_are_no_obstacle(client, home):
    news_page("A letter", body=text("Trampolines bounce."))
    assert "1 result<" in html_of(client, "query=what+is+a+trampoline%3F")


def test_an_answer_leads_straight_to_its_place_among_the_questions(client, question):
    assert 'href="/faqs/#trampoline"' in html_of(client, "query=trampoline")


def test_the_scope_of_the_questions_leaves_out_other_pages(client, question):
    page = news_page("News of a trampoline")
    html = html_of(client, "query=trampoline&scope=faq")
    assert "/faqs/#trampoline" in html
    assert page.url not in html
    assert "News (1)" in html


def test_results_are_filtered_by_kind(client, home):
    news_page("News of a trampoline")
    session = session_page("Session on the trampoline")
    html = html_of(client, "query=trampoline&kind=evidence")
    assert session.url in html
    assert "/news/news-of-a-trampoline/" not in html
    assert 'kind=evidence&amp;query=trampoline" aria-current="true">Evidence (1)' in html


def test_what_is_not_public_is_not_found(client, home):
    news_page("A draft trampoline", live=False)
    news_page("A scheduled trampoline", live=False, go_live_at=timezone.now() + datetime.timedelta(days=1))
    news_page("An unpublished trampoline").unpublish()
    news_page("A withdrawn trampoline", **WITHDRAWN)
    html = html_of(client, "query=trampoline")
    assert "0 results" in html
    assert "Look everywhere" not in html


def test_a_page_that_has_the_words_in_its_title_comes_first(client, home):
    news_page("About other things", body=text("A trampoline. " * 20))
    news_page("About a trampoline", body=text("Short."))
    html = html_of(client, "query=trampoline")
    assert html.index("about-a-trampoline") < html.index("about-other-things")


def test_a_title_that_is_the_query_comes_before_titles_that_hold_it_and_these_before_texts(client, home):
    named = news_page("The Trampoline Fund")
    long = "One two three four five six seven eight nine ten on a trampoline and its fund"
    holding = news_page(long, slug="long", body=text("Short."))
    news_page("A trampoline", slug="half", body=text("The trampoline fund, the trampoline fund. " * 20))
    news_page("Trampoline fund: news of the trampoline fund", slug="news", body=text("Trampoline fund. " * 20))
    html = html_of(client, "query=trampoline+fund")
    places = [html.index(address) for address in (named.url, "/news/news/", holding.url, "/news/half/")]
    assert places[0] == min(places)
    assert places[3] == max(places)


@pytest.mark.parametrize("typed", ["trampolene", "trampollines", "tramploine"])
def test_a_misspelt_word_finds_what_was_meant_and_says_so(client, home, typed):
    page = news_page("A trampoline for all")
    html = html_of(client, f"query={typed}")
    assert page.url in html
    assert f"Nothing was found for ‘{typed}" in html


def test_where_nothing_has_all_words_some_are_enough(client, home):
    page = news_page("A trampoline for all")
    html = html_of(client, "query=trampoline+xylophone")
    assert page.url in html
    assert "No page has all of these words" in html


def test_without_results_the_page_shows_where_to_begin(client, home):
    html = html_of(client, "query=xylophone")
    assert "0 results" in html
    assert "Nothing was found for ‘xylophone’" in html


SENSELESS = ["", "query=", "query=%20", "query=%22", "query=AND+OR+NOT", "query=*", "query=a*b(", "query=%27%3B--"]
STRANGE = ["query=title%3Ax", "query=%00x", "query=news&kind=x&page=x", "query=news&page=99", "query=" + "x" * 151]


@pytest.mark.parametrize("query", SENSELESS + STRANGE)
def test_no_query_breaks_the_page(client, home, query):
    html = html_of(client, query)
    assert "<h1>Search</h1>" in html


def test_what_was_typed_is_never_markup(client, home):
    news_page("A <b>bold</b> trampoline", body=text("x &lt;script&gt;alert(1)&lt;/script&gt; trampoline"))
    html = html_of(client, "query=trampoline+%3Cscript%3E")
    assert "<script>alert" not in html
    assert "A &lt;b&gt;bold&lt;/b&gt; <mark>trampoline</mark>" in html
    assert "<script>" not in html_of(client, "query=%3Cscript%3Exylophone").replace("<script type", "")


def test_other_apps_results_stand_among_them(client, home, monkeypatch):
    place = SearchResult("Trampoline End", "/neighbourhoods/x/", "A ward of Gateshead", "Neighbourhood")
    monkeypatch.setitem(
        search_sources._sources, "test", lambda query, limit: [place] if "trampoline" in query else []
    )
    html = html_of(client, "query=trampoline&kind=places")
    assert '<a href="/neighbourhoods/x/"><mark>Trampoline</mark> End</a>' in html


def test_results_come_in_pages(client, home):
    for number in range(12):
        news_page(f"Trampoline {number}")
    assert html_of(client, "query=trampoline").count("<h2>") == 10
    assert html_of(client, "query=trampoline&page=2").count("<h2>") == 2


def test_more_hits_than_can_be_weighed_are_cut_to_the_newest(client, home, monkeypatch):
    monkeypatch.setattr(finding, "MOST_HITS", 2)
    for number in range(4):
        news_page(f"Bus {number}", slug=f"bus-{number}")
    assert {hit.title for hit in finding.find("bus").hits} == {"Bus 3", "Bus 2"}


def test_many_results_cost_no_more_queries_than_few(client, home, django_assert_max_num_queries):
    for number in range(12):
        news_page(f"Trampoline {number}")
    html_of(client, "query=trampoline&page=2")
    with django_assert_max_num_queries(18):
        html_of(client, "query=trampoline")


def test_words_are_cut_from_what_was_typed():
    assert words_of("What is the ‘Community-Needs’ Index?") == ["community", "needs", "index"]
    assert words_of("who are you") == ["who", "are", "you"]


@pytest.mark.parametrize(
    ("word", "other"),
    [("buses", "bus"), ("parties", "party"), ("party", "parties"), ("wards", "ward"), ("day", "days")],
)
def test_a_word_has_its_singular_and_its_plural(word, other):
    assert {word, other} <= set(forms_of(word))


@pytest.mark.parametrize("word", ["2020", "uk"])
def test_a_number_or_a_short_word_has_one_form(word):
    assert forms_of(word) == [word]


def test_a_word_the_site_knows_is_left_alone(home):
    news_page("A trampoline for all")
    assert corrected(["trampoline", "trampolines", "qqqq"]) == ["trampoline", "trampolines", "qqqq"]


def test_an_excerpt_begins_near_the_word():
    long = "before " * 100 + "the needle here " + "after " * 100
    assert "<mark>needle</mark>" in excerpt(long, ["needle"])
    assert len(excerpt(long, ["needle"])) < 260
    assert excerpt("short", ["x"]) == "short"
    assert marked("R&D", ["d"]) == "R&amp;<mark>D</mark>"


@pytest.mark.parametrize("query", ["Smiths Wood", "Smith’s Wood", "Smith's-Wood", "smith’s  wood"])
def test_a_page_is_found_with_any_apostrophe_or_none(client, home, query):
    news_page("A letter", body=text("We went to Smith's Wood."))
    assert "1 result<" in html_of(client, urlencode({"query": query}))


@pytest.mark.parametrize("query", ["St Andrews", "St. Andrew’s", "Saint Andrew's"])
def test_a_saint_is_found_as_people_write_one(client, home, query):
    news_page("A letter", body=text("We went to St Andrew’s."))
    assert "1 result<" in html_of(client, urlencode({"query": query}))


def test_a_word_that_is_not_typed_to_its_end_finds_those_that_begin_like_it(client, home):
    news_page("A trampoline")
    assert "results for <strong>trampoline</strong>" in html_of(client, "query=tramp")
