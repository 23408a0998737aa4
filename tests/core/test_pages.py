"""What every page type can do."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from lbn_site.core.pages import withdrawn_page_ids
from lbn_site.delivery.page_cache import start_new_generation
from lbn_site.explainers.models import ExplainerIndexPage, ExplainerPage
from tests.explainers.factories import make_explainer


@pytest.fixture
def explainer(home) -> ExplainerPage:
    index = home.add_child(instance=ExplainerIndexPage(title="About", slug="about"))
    return index.add_child(
        instance=ExplainerPage(title="The group", slug="the-group", search_description="What it was.")
    )


def withdraw(page, **fields):
    page.withdrawn_on = datetime.date(2024, 4, 1)
    page.withdrawn_reason = "It is out of date."
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_addresses_are_relative_and_the_canonical_one_is_the_public_one(explainer, client):
    assert explainer.url == "/about/the-group/"
    assert explainer.full_url == "https://lbn.example/about/the-group/"
    html = client.get("/about/the-group/", headers={"host": "localhost"}).content.decode()
    assert '<link rel="canonical" href="https://lbn.example/about/the-group/">' in html


def test_a_withdrawn_page_says_why_since_when_and_what_instead(explainer, client):
    withdraw(explainer, successor=explainer.get_parent())
    response = client.get("/about/the-group/")
    html = response.content.decode()
    assert response.status_code == 200
    assert "1 April 2024" in html
    assert "It is out of date." in html
    assert 'href="/about/"' in html


def test_a_successor_may_be_elsewhere(explainer, client):
    withdraw(explainer, successor_url="https://example.org/newer/")
    assert 'href="https://example.org/newer/"' in client.get("/about/the-group/").content.decode()


def test_a_withdrawn_page_leaves_the_sitemap(explainer, client):
    assert "/about/the-group/" in client.get("/sitemap.xml").content.decode()
    withdraw(explainer)
    assert "/about/the-group/" not in client.get("/sitemap.xml?again").content.decode()


def test_withdrawn_pages_are_found_in_one_query(explainer, django_assert_num_queries):
    withdraw(explainer)
    with django_assert_num_queries(1):
        assert withdrawn_page_ids() == {explainer.pk}


def test_a_page_cannot_be_withdrawn_without_a_reason(explainer):
    explainer.withdrawn_on = datetime.date(2024, 4, 1)
    with pytest.raises(ValidationError) as error:
        explainer.full_clean()
    assert "withdrawn_reason" in error.value.message_dict


def test_a_page_hidden_from_search_engines_says_so(explainer, client):
    explainer.hidden_from_search_engines = True
    explainer.save_revision().publish()
    assert '<meta name="robots" content="noindex">' in client.get("/about/the-group/").content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_are_for_reading_only(explainer, client, method):
    response = getattr(client, method)("/about/the-group/")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_nobody_can_put_a_page_behind_a_password(explainer, admin_user):
    tester = Page.objects.get(pk=explainer.pk).specific.permissions_for_user(admin_user)
    assert not tester.can_set_view_restrictions()
    assert tester.can_publish()


def test_a_page_whose_texts_link_to_many_pages_costs_no_more_queries(explainer, client):
    def queries() -> int:
        start_new_generation()
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/about/the-group/").status_code == 200
        return len(asked)

    def link_to(*pages: Page) -> None:
        explainer.body = [("text", f'<p><a linktype="page" id="{page.pk}">More</a></p>') for page in pages]
        explainer.save_revision().publish()

    others = [make_explainer(explainer.get_parent(), f"Other {number}") for number in range(5)]
    link_to(others[0])
    with_one_link = queries()
    link_to(*others)
    assert queries() == with_one_link
