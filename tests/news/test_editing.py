"""Staff write a news item."""

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
