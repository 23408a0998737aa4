"""Emailed links that were changed on their way, by mail programs and by people."""

from urllib.parse import quote

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from lbn_site.core.emailed_links import token_in
from lbn_site.newsletter import tokens
from lbn_site.newsletter.models import Subscription, SubscriptionState
from lbn_site.newsletter.tokens import Purpose
from tests.newsletter.conftest import everything, links_of, subscribe

pytestmark = pytest.mark.django_db

TAILS = ("", ">", ")", ".", ",", " ", "%20", '"', "'", "”", "=", "=\n", "\r\n", "&amp;", "&gt;", "*", "]", ";", "​")
ALTERED = {
    "without its slash": lambda path: path.rstrip("/"),
    "lower case": str.lower,
    "upper case": str.upper,
    "upper case, without its slash": lambda path: path.upper().rstrip("/"),
    "in angle brackets": lambda path: f"/<{path[1:]}>",
    "whole address in angle brackets": lambda path: f"/<https://lbn.example{path}>",
    "two slashes": lambda path: path.replace("/newsletter/", "/newsletter//"),
    "broken over two lines": lambda path: f"{path[:60]}=\r\n{path[60:]}",
    "encoded once more": lambda path: path[:24] + path[24:].replace(".", "%252E").replace("-", "&#45;"),
    "with words behind": lambda path: f"{path.rstrip('/')}\nUnsubscribe",
    **{f"slash and {tail!r}": lambda path, tail=tail: f"{path}{tail}" for tail in TAILS},
    **{f"no slash and {tail!r}": lambda path, tail=tail: f"{path.rstrip('/')}{tail}" for tail in TAILS},
    **{f"{tail!r} and slash": lambda path, tail=tail: f"{path.rstrip('/')}{tail}/" for tail in TAILS},
}
HEADINGS = {
    "confirm": "One last step",
    "never": "Never",
    "unsubscribe": "Unsubscribe?",
    "your-data": "What we hold about you",
}


def sent(path: str) -> str:
    """The path as a browser sends it."""
    return quote(path, safe="/%&;:*,'()")


def test_each_emailed_link_shows_its_page_whatever_happened_to_it(reader):
    for purpose, link in links_of(reader).items():
        assert f"<h1>{HEADINGS[purpose]}" in reader.get(link).content.decode()
        for name, altered in ALTERED.items():
            page = reader.get(sent(altered(link)))
            assert page.status_code == 200, (purpose, name, page.status_code, page.get("Location"))
            assert f"<h1>{HEADINGS[purpose]}" in page.content.decode(), (purpose, name)
            assert page["Cache-Control"] == "no-store", (purpose, name)


@pytest.mark.parametrize("name", ALTERED)
def test_one_click_acts_at_once_whatever_happened_to_the_link(reader, name):
    subscription = subscribe()
    path = sent(ALTERED[name](reader.link("/newsletter/unsubscribe/")))
    response = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    assert (response.status_code, response.content) == (200, b"You are unsubscribed.\n")
    subscription.refresh_from_db()
    assert subscription.state == SubscriptionState.UNSUBSCRIBED


@pytest.mark.parametrize("body", ["List-Unsubscribe=One-Click\r\n", "List-Unsubscribe=one-click"])
def test_one_click_is_understood_however_it_is_written(reader, body):
    subscription = subscribe()
    path = reader.link("/newsletter/unsubscribe/")
    assert Client().post(path, body, content_type="application/x-www-form-urlencoded").status_code == 200
    subscription.refresh_from_db()
    assert subscription.state == SubscriptionState.UNSUBSCRIBED


def test_the_button_of_the_page_behind_an_altered_link_works(reader):
    reader.sign_up()
    page = reader.get(reader.link("/newsletter/confirm/").upper().rstrip("/") + "%3E")
    action = page.content.decode().partition('method="post" action="')[2].partition('"')[0]
    assert reader.post(action)["Location"] == "/newsletter/confirmed/"
    assert Subscription.objects.get().state == SubscriptionState.CONFIRMED


def test_an_altered_link_fetched_fifty_times_changes_nothing(reader):
    links = links_of(reader)
    before = everything()
    for link in links.values():
        for _ in range(50):
            assert reader.get(link.rstrip("/")).status_code == 200
            assert reader.client.head(link.upper()).status_code == 200
    assert everything() == before


@pytest.mark.parametrize("name", ["lower case", "upper case", "without its slash", "no slash and '>'"])
def test_a_link_that_was_sent_before_tokens_had_one_case_works_as_well(reader, name):
    subscription = subscribe()
    said = f"{subscription.public_id.hex}-0-{int(timezone.now().timestamp()):x}"
    former = signing.Signer(salt="newsletter.unsubscribe", sep=".").sign(said)
    assert former != former.lower()
    for path in (f"/newsletter/unsubscribe/{former}/", ALTERED[name](f"/newsletter/unsubscribe/{former}/")):
        assert "<h1>Unsubscribe?" in reader.get(sent(path)).content.decode()


@pytest.mark.parametrize(
    ("purpose", "way_on"), [("confirm", "Sign up again"), ("unsubscribe", "Email me a new link")]
)
@pytest.mark.parametrize("rest", ["", "/", "/x", "/x/", "/ABCdef/", "/%00", "/%0A", "/x/y/z", "/" + "A" * 3_000])
def test_a_link_that_lost_a_part_says_what_to_do_and_is_not_redirected(reader, purpose, way_on, rest):
    for path in (f"/newsletter/{purpose}{rest}", f"/NEWSLETTER/{purpose.upper()}{rest}"):
        for response in (reader.get(path), reader.post(path)):
            assert response.status_code == 404
            assert "This link does not work" in response.content.decode()
            assert way_on in response.content.decode()


@pytest.mark.parametrize("purpose", Purpose)
def test_a_token_is_letters_and_digits_of_one_case(home, purpose):
    token = tokens.make(purpose, Subscription(), version=3)
    assert token == token.lower()
    assert token.replace("-", "").replace(".", "").isalnum()


def test_a_token_with_a_changed_letter_is_nobodys(home):
    token = tokens.make(Purpose.CONFIRM, Subscription())
    for place, character in enumerate(token):
        changed = f"{token[:place]}{'7' if character != '7' else '2'}{token[place + 1 :]}"
        assert tokens.read(Purpose.CONFIRM, changed) is None, place
    assert tokens.read(Purpose.CONFIRM, token[:-1]) is None


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/newsletter/your-data", "/newsletter/your-data/"),
        ("/newsletter/your-data/sent", "/newsletter/your-data/sent/"),
        ("/newsletter/confirmed", "/newsletter/confirmed/"),
    ],
)
def test_addresses_that_hold_no_token_are_still_put_right(reader, path, leads_to):
    assert reader.get(path)["Location"] == leads_to


@pytest.mark.parametrize("text", ["", "=", "<>", "%", "/", "&amp;", "\0", "\u200b", "é", "%25" * 600, "\n\n"])
def test_what_holds_no_token_is_read_as_none(text):
    assert token_in(text) == ""
