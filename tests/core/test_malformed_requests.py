"""Requests that no page of the admin would send are refused, and real faults stay faults."""

import re

import pytest
from django.http import HttpRequest
from django.urls import get_resolver, reverse
from wagtail.snippets.models import get_snippet_models

from lbn_site.core.malformed_requests import MalformedRequestMiddleware
from lbn_site.explainers.models import ExplainerIndexPage
from lbn_site.home.models import HomePage
from tests.accounts.factories import SuperuserFactory
from tests.site.fuzz import routes_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    client.force_login(SuperuserFactory())
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    "address",
    [
        "/admin/images/chooser/chosen/NaN/",
        "/admin/documents/chooser/chosen/²/",
        "/admin/documents/chooser/chosen-multiple/?id=//",
        "/admin/snippets/choose/people/person/chosen/99999999999999999999/",
    ],
)
def test_a_value_that_no_column_holds_is_a_bad_request(staff, address):
    answer = staff.get(address)
    assert answer.status_code in {400, 404}
    assert answer.status_code == 404 or "We could not understand that request" in answer.content.decode()


def test_a_form_without_its_hidden_fields_is_a_bad_request(staff, home: HomePage):
    answer = staff.post(f"/admin/pages/{home.pk}/edit/", {"title": "Alone"})
    assert answer.status_code == 400


def test_a_form_without_the_field_that_it_is_about_is_a_bad_request(staff):
    assert staff.post("/admin/choose-external-link/").status_code == 400
    assert staff.post("/admin/choose-external-link/", {"external-link-chooser-url": ""}).status_code == 200


@pytest.mark.parametrize("text", ["", "[", "[]", "{}", "null", '{"blocks": 1, "entityMap": {}}'])
def test_rich_text_that_no_editor_wrote_is_refused(staff, home: HomePage, text):
    page = ExplainerIndexPage(title="About", slug="about", introduction="<p>What it is.</p>")
    home.add_child(instance=page)
    answer = staff.post(f"/admin/pages/{page.pk}/edit/", {"title": "About", "introduction": text})
    assert answer.status_code in {200, 302, 400}


@pytest.mark.parametrize("address", ["/admin/failwhale/", "/admin/snippets/choose/people/person/create/"])
def test_pages_that_can_only_fail_are_closed(staff, address):
    assert staff.get(address).status_code == 404
    assert staff.post(address).status_code == 404


@pytest.mark.parametrize("ours", [ValueError("of our own"), KeyError("x"), AttributeError("x"), RuntimeError("x")])
def test_a_fault_of_ours_stays_a_fault(staff, monkeypatch, ours):
    def fails(*arguments, **options):
        raise ours

    monkeypatch.setattr("lbn_site.core.live_figures.all_figures", fails)
    assert staff.get(reverse("core_live_figures")).status_code == 500


def test_outside_the_admin_nothing_is_covered_up():
    request = HttpRequest()
    request.path = request.path_info = "/neighbourhoods/"
    assert MalformedRequestMiddleware(lambda request: None).process_exception(request, OverflowError()) is None


def test_a_host_that_is_not_ours_has_the_sites_own_answer(client):
    answer = client.get("/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "We could not understand that request" in answer.content.decode()


def test_no_page_of_the_admin_falls_over_the_root_of_all_pages(staff, home: HomePage):
    root = home.get_parent()
    routes = {route for route in routes_of(get_resolver()) if route.startswith("admin/pages/")}
    addresses = {re.sub(r"<int:\w+>", str(root.pk), route) for route in routes}
    addresses = {f"/{address}" for address in addresses if "<" not in address}
    assert len(addresses) > 20
    answers = [(send, address) for address in sorted(addresses) for send in (staff.get, staff.post)]
    assert [address for send, address in answers if send(address).status_code >= 500] == []


def test_a_next_page_that_is_none_is_refused(staff, home: HomePage):
    page = ExplainerIndexPage(title="About", slug="about", introduction="<p>What it is.</p>")
    home.add_child(instance=page)
    assert staff.post(f"/admin/pages/{page.pk}/unpublish/", {"next": "'\""}).status_code in {302, 400}


@pytest.mark.parametrize("model", get_snippet_models())
def test_every_list_of_snippets_can_be_searched(staff, home: HomePage, model):
    assert staff.get(reverse(model.snippet_viewset.get_url_name("list")), {"q": "ann"}).status_code == 200
