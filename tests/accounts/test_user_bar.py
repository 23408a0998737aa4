"""Staff find the ways from a public page to the desk; visitors get nothing of it."""

import pytest
from django.contrib.auth.models import Group

from lbn_site.explainers.models import ExplainerIndexPage

from .factories import UserFactory

AJAX = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}


@pytest.fixture
def about(home):
    return home.add_child(instance=ExplainerIndexPage(title="About", slug="about", search_description="About."))


def bar(client, path: str) -> str:
    return client.get("/admin/userbar/", {"path": path}, **AJAX).content.decode()


def test_staff_can_edit_the_page_and_add_one_below_it(admin_client, about):
    text = bar(admin_client, "/about/")
    assert f'href="/admin/pages/{about.pk}/edit/"' in text
    assert f'href="/admin/pages/{about.pk}/add_subpage/"' in text
    assert 'href="/admin/"' in text


def test_the_front_page_is_found_too(admin_client, home):
    assert f'href="/admin/pages/{home.pk}/edit/"' in bar(admin_client, "/")


@pytest.mark.parametrize("path", ["/search/", "/nothing/here/", "no-path", ""])
def test_where_no_page_stands_only_the_desk_is_offered(admin_client, home, path):
    text = bar(admin_client, path)
    assert "Edit this page" not in text
    assert 'href="/admin/"' in text


def test_a_page_that_visitors_cannot_see_is_not_given_away(admin_client, about):
    about.unpublish()
    assert "Edit this page" not in bar(admin_client, "/about/")


def test_those_who_may_not_edit_get_no_such_link(client, about):
    steward = UserFactory()
    steward.groups.add(Group.objects.get(name="Data steward"))
    client.force_login(steward)
    text = bar(client, "/about/")
    assert "Edit this page" not in text
    assert "Add a page here" not in text


def test_visitors_get_a_plain_refusal_and_no_sign_in_page(client, about):
    client.cookies["staff"] = "1"
    response = client.get("/admin/userbar/", {"path": "/about/"}, **AJAX)
    assert response.status_code == 403
    assert response.cookies["staff"]["max-age"] == 0


def test_a_public_page_is_the_same_for_staff_and_visitors(client, admin_client, about):
    assert client.get("/about/").content == admin_client.get("/about/").content
    assert "Edit this page" not in client.get("/about/").content.decode()
