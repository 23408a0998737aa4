"""Explainers and their index, as visitors read them."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from lbn_site.example.content import explainers, texts
from lbn_site.explainers.models import ExplainerPage

from .factories import make_explainer, make_index

LONG_TEXT = "<h2>First</h2><p>a</p><h2>Second</h2><p>b</p><h2>Third</h2><p>c</p>"


@pytest.fixture
def index(home):
    return make_index(home)


def test_an_explainer_shows_its_summary_text_and_trail(client, index):
    make_explainer(index, "The group", summary="In short.", body=[("text", "<p>At length.</p>")])
    page = client.get("/about/the-group/").content.decode()
    assert '<p class="lead">In short.</p>' in page
    assert "<p>At length.</p>" in page
    assert '<nav class="trail" aria-label="You are here">' in page
    assert '<a href="/about/">About</a>' in page


def test_a_long_explainer_lists_its_headings(client, index):
    make_explainer(index, "Long", body=[("text", LONG_TEXT)])
    page = client.get("/about/long/").content.decode()
    assert "On this page" in page
    assert '<a href="#second">Second</a>' in page
    assert '<h2 id="second">Second</h2>' in page


def test_a_short_explainer_does_without_contents(client, index):
    make_explainer(index, "Short", body=[("text", "<h2>One</h2><p>a</p><h2>Two</h2><p>b</p>")])
    assert b"On this page" not in client.get("/about/short/").content


def test_an_old_explainer_says_when_it_was_true_and_what_has_changed(client, index):
    make_explainer(index, "Fund", as_at=datetime.date(2024, 3, 31), since_then="<p>It exists now.</p>")
    page = client.get("/about/fund/").content.decode()
    assert '<time datetime="2024-03-31">31 March 2024</time>' in page
    assert "Since then" in page
    assert "<p>It exists now.</p>" in page


def test_the_others_are_offered_to_read_next_those_after_it_first(client, index):
    for title in ("One", "Two", "Three"):
        make_explainer(index, title)
    make_explainer(index, "Draft", live=False)
    make_explainer(index, "Gone", withdrawn_on=datetime.date(2024, 1, 1), withdrawn_reason="Wrong.")
    titles = [page.title for page in ExplainerPage.objects.get(slug="two").read_next()]
    assert titles == ["Three", "One"]
    page = client.get("/about/two/").content.decode()
    assert "Read next" in page
    assert "Draft" not in page
    assert "Gone" not in page


def test_the_index_leaves_out_drafts_and_withdrawn_pages(client, index):
    make_explainer(index, "Here")
    make_explainer(index, "Draft", live=False)
    make_explainer(index, "Gone", withdrawn_on=datetime.date(2024, 1, 1), withdrawn_reason="Wrong.")
    page = client.get("/about/").content.decode()
    assert '<a href="/about/here/">Here</a>' in page
    assert "Draft" not in page
    assert "Gone" not in page


def test_a_summary_that_is_too_long_is_refused_with_its_length(index):
    page = ExplainerPage(title="Long", slug="long", summary="word " * 61)
    with pytest.raises(ValidationError, match="The summary has 61 words"):
        page.clean()


def test_the_summary_describes_a_page_that_has_no_description(index):
    assert make_explainer(index, "Plain", search_description="", summary="In short.").description == "In short."


def test_a_draft_with_nothing_filled_in_can_be_previewed(index, rf):
    request = rf.get("/")
    draft = make_explainer(index, "Draft", search_description="", live=False)
    draft.title = ""
    draft.body = [("figures", {"heading": None, "figures": [{}], "source": None})]
    response = draft.make_preview_request(request, draft.default_preview_mode)
    assert response.status_code == 200
    assert "None" not in response.content.decode()


def test_an_explainer_costs_few_queries(client, home, django_assert_max_num_queries):
    explainers.load()
    texts.load()
    with django_assert_max_num_queries(27):
        client.get("/about/the-community-wealth-fund/")


@pytest.mark.parametrize(
    "slug", ["the-group", "who-ran-it", "how-neighbourhoods-are-identified", "the-community-wealth-fund"]
)
def test_the_example_explainers_keep_to_the_rules(client, home, slug):
    explainers.load()
    texts.load()
    page = ExplainerPage.objects.get(slug=slug)
    page.full_clean()
    html = client.get(page.url).content.decode()
    assert html.count("<h1") == 1
    assert "…" not in html
