"""Staff write a news item."""

import datetime
import re

import pytest
from django.contrib.auth import get_user_model
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from lbn_site.news.models import NewsPage

from .factories import news_index


@pytest.fixture
def staff(client, home):
    client.force_login(get_user_model().objects.create_superuser("ada", "ada@example.org", "a-long-password"))
    return client


def sent(staff, **changes):
    """What the editor's form sends for a new item."""
    data = {
        "title": "A letter",
        "slug": "a-letter",
        "kind": "letter",
        "date": "2021-07-09",
        "date_precision": "day",
        "search_description": "What the letter says.",
        "body": streamfield([("text", rich_text("<p>Dear minister</p>"))]),
        "authors": inline_formset([]),
        "related": streamfield([]),
        "since_then": rich_text(""),
        "comments": inline_formset([]),
        "action-publish": "yes",
        **changes,
    }
    data = {name: value for name, value in data.items() if value is not None}
    return staff.post(f"/admin/pages/add/news/newspage/{news_index().pk}/", nested_form_data(data))


def test_title_kind_date_text_and_description_make_an_item(staff):
    response = sent(staff)
    assert response.status_code == 302
    page = NewsPage.objects.get()
    assert page.live
    assert staff.get("/news/a-letter/").status_code == 200


def test_publishing_asks_for_the_description_beside_its_field(staff):
    response = sent(staff, search_description="")
    assert "Say in one or two sentences what the page is about" in response.content.decode()
    assert not NewsPage.objects.exists()


def test_a_draft_is_saved_without_it(staff):
    response = sent(staff, search_description="", **{"action-publish": None})
    assert response.status_code == 302
    assert not NewsPage.objects.get().live


def test_a_new_item_opens_with_a_place_to_write_in(staff):
    form = staff.get(f"/admin/pages/add/news/newspage/{news_index().pk}/").context["form"]
    assert [(block.block_type, block.value.source) for block in form["body"].value()] == [("text", "")]


def test_what_was_written_stays_when_the_form_comes_back(staff):
    form = sent(staff, title="").context["form"]
    assert ["Dear minister" in block.value.source for block in form["body"].value()] == [True]


@pytest.mark.parametrize("empty", ["", "<p></p>", "<p> </p>"])
def test_a_text_that_was_left_empty_is_not_published(staff, empty):
    texts = [("text", rich_text(empty)), ("text", rich_text("<p>Words</p>")), ("text", rich_text(empty))]
    sent(staff, body=streamfield(texts))
    page = NewsPage.objects.get()
    assert page.live
    assert [block.value.source.count("Words") for block in page.body] == [1]


def test_short_forms_that_nobody_explains_are_told_and_do_no_harm(staff):
    text = "<p>The CWF and the Office for National Statistics (ONS). The ONS.</p>"
    response = sent(staff, body=streamfield([("text", rich_text(text))]))
    assert NewsPage.objects.get().live
    told = [str(message) for message in staff.get(response["Location"]).context["messages"]]
    assert sum("uses CWF without saying what it stands for" in message for message in told) == 1


def test_a_since_then_that_was_left_empty_shows_no_box(staff):
    sent(staff, since_then=rich_text("<p></p>"))
    page = NewsPage.objects.get()
    assert page.since_then == ""
    for stored in ("<p></p>", '<p data-block-key="a1b2c"></p>'):
        NewsPage.objects.update(since_then=stored)
        assert "Since then" not in staff.get(page.url).content.decode()


def test_the_withdrawal_of_a_page_is_open_to_see_once_it_is_withdrawn(staff):
    def is_folded() -> bool:
        html = staff.get(f"/admin/pages/{page.pk}/edit/").content.decode()
        [classes] = re.findall(r'<section class="([^"]*)" id="panel-child-promote-withdraw_this_page-section"', html)
        return "collapsed" in classes

    sent(staff)
    page = NewsPage.objects.get()
    assert is_folded()
    page.withdrawn_on, page.withdrawn_reason = datetime.date(2023, 1, 1), "It was wrong."
    page.save_revision().publish()
    assert not is_folded()


@pytest.mark.parametrize("pasted", ["\v", "\x00", "\u2028", "\x1f", "\x85"])
def test_what_no_feed_can_hold_is_taken_out_of_what_was_pasted(staff, pasted):
    text = f"<p>Dear{pasted}minister</p>"
    body = streamfield([("text", rich_text(text))])
    response = sent(staff, title=f"{pasted}A{pasted} letter", search_description=f"What it{pasted}says.", body=body)
    assert response.status_code == 302
    page = NewsPage.objects.get()
    stored = [page.title, page.search_description, page.body[0].value.source]
    assert not any(pasted in text for text in stored)
    assert staff.get("/feeds/all.atom").status_code == 200
    assert staff.get(page.url).status_code == 200
