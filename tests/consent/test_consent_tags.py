"""The notice in the page, and the Cookies page."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lbn_site.consent.models import Cookie, CookieQuestion
from lbn_site.core.models import CampaignState
from lbn_site.core.styles import csp_hash
from lbn_site.feedback.models import FeedbackSettings
from lbn_site.statistics.models import StatisticsSettings

pytestmark = pytest.mark.usefixtures("optional_cookie")


def soup(client, path: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(path).content, "html.parser")


def test_the_notice_is_first_in_the_page_and_a_labelled_region(client):
    body = soup(client, "/").body
    first = body.find(True, recursive=False)
    assert (first.name, first["aria-label"]) == ("section", "Cookies")
    assert first["class"][0] == "cookie-notice"
    assert first.find_next("a", class_="skip-link")


def test_accept_and_reject_are_the_same_element(client):
    accept, reject = soup(client, "/").select(".cookie-notice button")
    assert (accept.name, accept["class"]) == (reject.name, reject["class"])
    assert (accept.text, reject.text) == ("Accept", "Reject")
    assert accept.find_next_sibling() is reject


@pytest.mark.parametrize("cookie", ["", "1.analytics.2026-11-22", "1.none.2026-11-22"])
def test_the_page_is_the_same_whatever_the_visitor_chose(client, cookie):
    plain = client.get("/about-nothing/").content, client.get("/").content
    client.cookies["cookie_choice"] = cookie
    client.cookies["_ga"] = "GA1.2"
    assert (client.get("/about-nothing/?x=1").content, client.get("/?x=1").content) == plain
    assert not client.get("/?x=2").cookies


def test_nothing_optional_no_notice(client):
    Cookie.objects.filter(category="analytics").delete()
    text = client.get("/").content.decode()
    assert '<section class="cookie-notice' not in text
    assert "consent.js" not in text


def test_a_closed_campaign_shows_no_notice_and_no_script(client, campaign):
    campaign.state = CampaignState.CLOSED
    campaign.save()
    text = client.get("/").content.decode()
    assert '<section class="cookie-notice' not in text
    assert "consent.js" not in text
    page = soup(client, "/cookies/")
    assert "no optional cookies at present" in page.main.text
    assert not page.select("main form")
    assert "_stats" not in page.main.text
    assert "cookie_choice" not in page.main.text
    assert "None, unless you are a member of staff" in page.main.text


def test_a_change_in_the_register_purges_the_pages(client, django_capture_on_commit_callbacks):
    assert "Rewritten" not in client.get("/cookies/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        cookie = Cookie.objects.get(name="_stats")
        cookie.purpose = "Rewritten."
        cookie.save()
    assert "Rewritten." in client.get("/cookies/").content.decode()


def test_the_script_knows_the_version_that_is_asked(client):
    assert soup(client, "/").find(id="consent")["data-version"] == str(CookieQuestion.load().version)


@pytest.mark.parametrize("path", ["/", "/cookies/", "/privacy/"])
def test_a_new_page_asks_for_settings_and_cookies_once_and_writes_none(client, path):
    settings = (CookieQuestion, StatisticsSettings, FeedbackSettings)
    for model in settings:
        model.objects.all().delete()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    queries = [query["sql"] for query in captured]
    assert not [sql for sql in queries if not sql.startswith("SELECT")]
    for model in (*settings, Cookie):
        assert sum(f'"{model._meta.db_table}" ' in sql for sql in queries) == 1, model


def test_the_cookies_page_has_the_choice_itself_and_no_notice(client):
    page = soup(client, "/cookies/")
    assert not page.select(".cookie-notice")
    assert page.select_one("main form")["action"] == "/cookies/choice"
    assert not page.select("main form input[type=hidden]")


def test_the_cookies_page_lists_the_register_by_category(client):
    page = soup(client, "/cookies/")
    assert "None, unless" not in page.main.text
    assert [heading.text for heading in page.select("main h3")] == [
        "Necessary cookies",
        "Optional cookies that count visits",
        "Cookies for staff who sign in",
    ]
    row = page.find("code", string="_stats").find_parent("tr")
    assert [cell.text.strip() for cell in row.find_all(["th", "td"])] == [
        "_stats", "Counts visits.", "This website", "30 days"
    ]  # fmt: skip


def test_the_only_inline_script_hides_an_answered_notice_and_is_named_in_the_policy(client):
    response = client.get("/")
    (script,) = BeautifulSoup(response.content, "html.parser").find_all("script", src=False, type=None)
    assert script.find_parent("section")["class"][0] == "cookie-notice"
    assert f"cookie_choice={CookieQuestion.load().version}." in script.string
    assert csp_hash(script.string) in response["Content-Security-Policy"]
