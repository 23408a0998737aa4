"""Old links reach what they meant, in one hop."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from lbn_site.delivery.old_addresses import target_of
from tests.evidence.factories import session_page
from tests.news.factories import news_page


@pytest.fixture
def letter(home):
    return news_page("A letter", slug="a-letter")


def one_hop(client, address, **extra):
    """The address that one redirect leads to, and its status."""
    response = client.get(address, **extra)
    return response.status_code, response.get("Location")


def test_a_short_link_leads_to_its_page(client, letter):
    Redirect.add_redirect("/?p=1125", redirect_to=letter)
    assert one_hop(client, "/?p=1125") == (301, "/news/a-letter/")
    assert one_hop(client, "/?utm_source=x&p=1125") == (301, "/news/a-letter/")
    assert one_hop(client, "/index.php?p=1125") == (301, "/news/a-letter/")


@pytest.mark.parametrize("query", ["?p=9999", "?p=", "?q=1125", "?p=%00", "?p=1125'--"])
def test_an_unknown_short_link_shows_the_front_page(client, letter, query):
    Redirect.add_redirect("/?p=1125", redirect_to=letter)
    assert client.get(f"/{query}").status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/news/a-letter", "/News/A-Letter/", "/NEWS/A-LETTER", "/news//a-letter/", "/news/a-letter/index.php"],
)
def test_other_case_and_missing_slashes_are_put_right_in_one_hop(client, letter, address):
    assert one_hop(client, address) == (301, "/news/a-letter/")


@pytest.mark.parametrize(
    "behind", [")", ").", ".", "...", "/.", "/)", "%3E", "/%3E", "%20", "/%20", ",", "%E2%80%99", "%C2%A0"]
)
def test_what_stood_behind_the_link_in_a_text_is_no_part_of_it(client, letter, behind):
    Redirect.add_redirect("/old-letter", redirect_to=letter)
    Redirect.add_redirect("/what-is-it.", redirect_to="/faqs/")
    assert one_hop(client, f"/news/a-letter{behind}") == (301, "/news/a-letter/")
    assert one_hop(client, f"/Old-Letter{behind}?utm_source=x") == (301, "/news/a-letter/")
    assert one_hop(client, f"/search{behind}?query=a") == (301, "/search/?query=a")
    assert one_hop(client, f"/feeds/news.atom{behind}") == (301, "/feeds/news.atom")
    assert one_hop(client, f"/neighbourhoods/data/current/neighbourhoods.csv{behind.strip('/')}") == (
        301,
        "/neighbourhoods/data/current/neighbourhoods.csv",
    )
    assert one_hop(client, "/what-is-it.") == (301, "/faqs/")
    assert client.get(f"/nothing{behind}").status_code == 404
    assert one_hop(client, f"/admin{behind}")[1] != "/admin/"


def test_a_query_stays_when_a_slash_is_added(client, letter):
    assert one_hop(client, "/News?kind=letter") == (301, "/news/?kind=letter")


def test_a_query_stays_letter_by_letter(client, letter):
    address = "/search/?query=caf%C3%A9+bar&page=2&kind=news&utm_source=mail"
    assert one_hop(client, address.replace("/search/", "/Search")) == (301, address)


def test_a_redirect_passes_on_what_it_does_not_speak_of(client, letter):
    Redirect.add_redirect("/old-news", redirect_to="/news/")
    Redirect.add_redirect("/older-news", redirect_to="/old-news/")
    Redirect.add_redirect("/old-letter", redirect_to=letter)
    Redirect.add_redirect("/letters", redirect_to="/news/?kind=letter")
    Redirect.add_redirect("/what", redirect_to="/faqs/#what")
    Redirect.add_redirect("/gone", redirect_to="https://archive.example/x")
    assert one_hop(client, "/old-news/?kind=blog&utm_source=x") == (301, "/news/?kind=blog")
    assert one_hop(client, "/Older-News?kind=blog") == (301, "/news/?kind=blog")
    assert one_hop(client, "/old-letter?print=1") == (301, "/news/a-letter/?print=1")
    assert one_hop(client, "/letters/?kind=blog") == (301, "/news/?kind=letter")
    assert one_hop(client, "/what/?a=b") == (301, "/faqs/#what")
    assert one_hop(client, "/gone/?a=b") == (301, "https://archive.example/x")


def test_addresses_with_letters_beyond_ascii_are_found(client, letter):
    Redirect.add_redirect("/news/caf%C3%A9-bar", redirect_to=letter)
    Redirect.add_redirect("/news/thé", redirect_to=letter)
    for address in ("/news/caf%C3%A9-bar/", "/news/caf%c3%a9-bar", "/News/th%C3%A9/", "/news/TH%C3%A9"):
        assert one_hop(client, address) == (301, "/news/a-letter/"), address


def test_views_are_found_too(client, home):
    assert one_hop(client, "/Search?query=x") == (301, "/search/?query=x")


def test_a_redirect_matches_in_any_case(client, letter):
    Redirect.add_redirect("/Report/Conclusion/", redirect_to=letter)
    for address in ("/report/conclusion", "/REPORT/Conclusion/", "/report/conclusion/?utm_medium=mail"):
        assert one_hop(client, address) == (301, "/news/a-letter/")


def test_redirects_in_a_row_take_one_hop(client, letter):
    Redirect.add_redirect("/first", redirect_to="/second/")
    Redirect.add_redirect("/second", redirect_to="https://lbn.example/third/")
    Redirect.add_redirect("/third", redirect_to="/News/A-Letter")
    assert one_hop(client, "/first/") == (301, "/news/a-letter/")


def test_redirects_in_a_circle_end_in_a_plain_404(client, home):
    Redirect.add_redirect("/first", redirect_to="/second/")
    Redirect.add_redirect("/second", redirect_to="/first/")
    assert client.get("/first/").status_code == 404


def test_a_temporary_redirect_in_the_row_makes_it_temporary(client, letter):
    Redirect.add_redirect("/first", redirect_to="/second/")
    Redirect.add_redirect("/second", redirect_to=letter, is_permanent=False)
    assert one_hop(client, "/first/") == (302, "/news/a-letter/")


def test_a_redirect_leads_elsewhere_and_to_anchors(client, home):
    Redirect.add_redirect("/gone", redirect_to="https://archive.example/x")
    Redirect.add_redirect("/what", redirect_to="/faqs/#what")
    assert one_hop(client, "/gone/") == (301, "https://archive.example/x")
    assert one_hop(client, "/what") == (301, "/faqs/#what")


def test_a_redirect_to_an_unpublished_page_is_a_404(client, letter):
    Redirect.add_redirect("/gone", redirect_to=letter)
    letter.unpublish()
    assert client.get("/gone/").status_code == 404


def test_unpublished_pages_are_not_led_to(client, letter):
    letter.unpublish()
    assert client.get("/News/A-Letter/").status_code == 404


@pytest.mark.parametrize("address", ["/\\evil.example/", "/%2F/evil.example/", "/nothing/here/", "/é/"])
def test_an_unknown_address_is_a_404(client, home, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("path", ["//evil.example/", "///evil.example", "//evil.example/?p=1"])
def test_no_address_leads_to_a_host_that_stood_in_its_path(home, path):
    assert target_of(path) is None


def test_a_page_that_is_there_costs_nothing_more(client, letter):
    client.get("/news/a-letter/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/news/a-letter/?utm_source=again").status_code == 200
    assert not [query for query in queries if "wagtailredirects" in query["sql"]]


@pytest.mark.parametrize("host", ["old.example", "WWW.lbn.example", "old.example:80"])
def test_other_host_names_lead_to_the_one_address_in_one_hop(client, letter, settings, host):
    settings.REDIRECT_HOSTS = ["old.example", "www.lbn.example"]
    assert one_hop(client, "/News/A-Letter", headers={"host": host}) == (301, "https://lbn.example/news/a-letter/")
    assert one_hop(client, "/?p=7", headers={"host": host}) == (301, "https://lbn.example/?p=7")


def test_host_scheme_and_former_path_are_put_right_at_once(client, letter, settings):
    settings.REDIRECT_HOSTS = ["old.example"]
    settings.SECURE_SSL_REDIRECT = True
    Redirect.add_redirect("/?p=1125", redirect_to=letter)
    assert one_hop(client, "/?p=1125", headers={"host": "old.example"}) == (301, "https://lbn.example/news/a-letter/")
    assert one_hop(client, "/NEWS") == (301, "https://lbn.example/news/")
    assert client.get("/news/", secure=True).status_code == 200


def test_a_form_sent_to_another_host_keeps_its_method(client, home, settings):
    settings.REDIRECT_HOSTS = ["old.example"]
    response = client.post("/newsletter/", headers={"host": "old.example"})
    assert (response.status_code, response["Location"]) == (308, "https://lbn.example/newsletter/")


def test_the_health_checks_answer_under_any_name(client, home, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_REDIRECT_EXEMPT = [r"^healthz/"]
    assert client.get("/healthz/live").status_code == 200


@pytest.mark.parametrize(
    ("state", "kept"),
    [
        ({"live": False}, []),
        ({"live": True}, ["/news/before"]),
        ({"live": False, "first_published_at": timezone.now()}, ["/news/before"]),
    ],
    ids=["never public", "public", "unpublished"],
)
def test_only_an_address_that_was_public_leaves_a_redirect(home, django_capture_on_commit_callbacks, state, kept):
    page = news_page(slug="before", **state)
    with django_capture_on_commit_callbacks(execute=True):
        page.slug = "after"
        page.save()
    assert list(Redirect.objects.values_list("old_path", flat=True)) == kept


def test_publishing_a_draft_at_another_address_leaves_no_redirect(home, django_capture_on_commit_callbacks):
    page = news_page(slug="before", live=False)
    with django_capture_on_commit_callbacks(execute=True):
        page.slug = "after"
        page.save_revision().publish()
    assert not Redirect.objects.exists()


def test_a_session_without_its_slash_as_the_former_site_linked_it(client, home):
    page = session_page("Session 9", slug="session-9-liveability")
    assert target_of("/evidence/session-9-liveability").url == page.url
