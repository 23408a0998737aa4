"""The way of a reader: sign up, confirm, leave, come back, see and erase."""

import datetime
import re
import socket
import time
from urllib.parse import quote

import pytest
from django.core import mail
from django.test import Client, RequestFactory, TestCase
from django.utils import timezone
from kombu import Connection

from lbn_site.core import ready_parts
from lbn_site.core.models import CampaignState
from lbn_site.home.models import HomePage
from lbn_site.mail import doorbell
from lbn_site.mail.models import OutgoingMessage
from lbn_site.mail.services import pause, resume
from lbn_site.newsletter import bounces, erasure, retention, suppression, tokens
from lbn_site.newsletter.models import (
    ConsentEvent,
    EventKind,
    Limit,
    SignUpPage,
    Subscription,
    SubscriptionState,
    Suppression,
    SuppressionReason,
    Tally,
)
from lbn_site.newsletter.services import unsubscribe_by_staff
from lbn_site.newsletter.tokens import Purpose
from tests.explainers.factories import make_explainer, make_index
from tests.newsletter.conftest import everything, links_of, shown_a_while_ago, subscribe
from tests.newsletter.test_email_address import NOT_ONE_ADDRESS

pytestmark = pytest.mark.django_db
REDIS_CACHE = "lbn_site.core.forgiving_cache.ForgivingRedisCache"


def test_a_reader_signs_up_confirms_and_is_welcomed(reader):
    page = reader.get("/newsletter/")
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert not page.cookies
    assert 'autocomplete="email"' in page.content.decode()

    response = reader.sign_up()
    assert (response.status_code, response["Location"]) == (303, "/newsletter/check-your-inbox/")
    assert reader.get(response["Location"]).status_code == 200
    subscription = Subscription.objects.get()
    assert (subscription.state, subscription.address) == (SubscriptionState.PENDING, "reader@example.org")
    event = subscription.events.get()
    assert (event.kind, event.source) == (EventKind.REQUESTED, "/newsletter/")
    assert "using the link in every email" in event.wording.text
    assert OutgoingMessage.objects.count() == 1

    link = reader.link("/newsletter/confirm/")
    page = reader.get(link)
    assert "r…@example.org" in page.content.decode()
    assert page["Referrer-Policy"] == "strict-origin"
    assert page["Cache-Control"] == "no-store"
    assert page["X-Robots-Tag"] == "noindex"
    response = reader.post(link)
    assert (response.status_code, response["Location"]) == (303, "/newsletter/confirmed/")
    subscription.refresh_from_db()
    assert subscription.state == SubscriptionState.CONFIRMED
    assert [message.subject for message in reader.inbox()] == [
        "Please confirm your subscription",
        "You are subscribed",
    ]


def test_any_number_of_reads_of_a_link_changes_nothing(reader):
    links = links_of(reader)
    before = everything()
    for link in links.values():
        for _ in range(25):
            assert reader.get(link).status_code == 200
            assert reader.client.head(link).status_code == 200
    assert everything() == before


def test_every_page_behind_a_link_stays_private(reader):
    for purpose, link in links_of(reader).items():
        pages = [reader.get(link), reader.get(f"{link[:-5]}/"), reader.client.post(link), reader.post(link)]
        for page, status in zip(pages, (200, 404, 403, 303 if purpose == "confirm" else 200), strict=True):
            assert page.status_code == status
            assert page["Referrer-Policy"] == "strict-origin"
            assert page["Cache-Control"] == "no-store"
            assert page["X-Robots-Tag"] == "noindex"
            assert not page.cookies
            assert not re.findall(r"""(?:src|srcset|action|<link[^>]* href)=["'](?:https?:)?//[^"']*""", _body(page))


def test_confirming_twice_is_one_confirmation_and_one_welcome(reader):
    reader.sign_up()
    link = reader.link("/newsletter/confirm/")
    for _ in range(2):
        assert reader.post(link)["Location"] == "/newsletter/confirmed/"
    event = ConsentEvent.objects.get(kind=EventKind.CONFIRMED)
    assert (event.note, event.wording.text) == ("link version 1", SignUpPage.objects.get().wording)
    assert timezone.now() - event.at < datetime.timedelta(minutes=1)
    assert len(reader.inbox()) == 2


def test_a_link_of_an_address_on_the_list_says_so_however_old(reader):
    reader.sign_up()
    older = reader.link("/newsletter/confirm/")
    reader.sign_up()
    newer = reader.link("/newsletter/confirm/")
    reader.post(newer)
    for link in (older, newer):
        page = reader.get(link)
        assert page.status_code == 200
        assert "You are already on the list" in page.content.decode()
        assert reader.post(link)["Location"] == "/newsletter/confirmed/"
    assert ConsentEvent.objects.filter(kind=EventKind.CONFIRMED).count() == 1
    assert [message.subject for message in reader.inbox()].count("You are subscribed") == 1


@pytest.mark.parametrize("address", ["new", "pending", "confirmed", "unsubscribed", "refused", "never", "erased"])
def test_the_answer_is_the_same_for_every_address(reader, address):
    expected = reader.sign_up("nobody@example.org")
    if address not in {"new", "never"}:
        subscription = subscribe()
        if address == "pending":
            Subscription.objects.filter(pk=subscription.pk).update(state=SubscriptionState.PENDING)
        elif address == "unsubscribed":
            unsubscribe_by_staff(subscription=subscription, staff="ada")
        elif address == "refused":
            bounces.address_does_not_exist(subscription)
        elif address == "erased":
            erasure.erase(subscription)
    if address == "never":
        suppression.suppress("reader@example.org", SuppressionReason.NEVER_MAIL)
    # Of an address that was mailed a moment ago the limit would be met before anything else is looked at.
    Limit.objects.all().delete()
    response = reader.sign_up()
    assert (response.status_code, response.content) == (expected.status_code, expected.content)
    assert dict(response.items()) == dict(expected.items())


@pytest.mark.parametrize("address", NOT_ONE_ADDRESS)
def test_a_text_that_is_no_address_gets_one_error_and_stores_nothing(reader, address):
    response = reader.sign_up(address)
    assert response.status_code == 422
    page = response.content.decode()
    assert page.count('class="error-summary"') == page.count('<a href="#id_email">') == 1
    assert not Subscription.objects.exists()
    assert not OutgoingMessage.objects.exists()


def test_what_was_typed_is_still_there_after_an_error(reader):
    assert 'value="nobody@example"' in reader.sign_up("nobody@example").content.decode()


def test_nothing_but_the_address_is_kept_or_mailed_of_what_was_typed(reader):
    reader.sign_up(name="WIN A PRIZE", message="WIN A PRIZE", source='/";=WIN A PRIZE', subject="WIN A PRIZE")
    reader.sign_up("other@example.org", source="/WIN A PRIZE http://spam.example/")
    assert len(reader.inbox()) == 2
    assert "WIN A PRIZE" not in str([message.message() for message in reader.inbox()])
    assert "WIN A PRIZE" not in str(everything())


def test_a_form_from_a_server_whose_clock_is_ahead_is_taken_at_once(reader):
    assert reader.sign_up(moment=shown_a_while_ago(-240)).status_code == 303
    assert Subscription.objects.exists()


def test_networks_are_told_apart_by_what_the_proxy_says_and_not_by_what_the_sender_claims(reader):
    for number in range(7):
        data = {"email": f"reader{number}@example.org", "moment": shown_a_while_ago()}
        headers = {**reader.origin, "X-Forwarded-For": f"198.51.100.{number}"}
        reader.client.post("/newsletter/sign-up/", data, headers=headers)
    assert OutgoingMessage.objects.due().count() == 5
    assert OutgoingMessage.objects.count() == 7


def test_whoever_must_wait_for_their_email_is_told_how_long(reader):
    for number in range(5):
        assert reader.sign_up(f"reader{number}@example.org")["Location"] == "/newsletter/check-your-inbox/"
    answer = reader.sign_up("reader6@example.org")
    assert answer["Location"] == "/newsletter/check-your-inbox/?minutes=10"
    page = reader.get(answer["Location"]).content.decode()
    assert "we will email you a link in about 10 minutes" in page
    assert "We are sending you an email with a link" not in page


def test_whoever_comes_too_late_for_a_busy_network_is_told_when_to_come_back_and_keeps_what_they_typed(reader):
    for number in range(20):
        reader.sign_up(f"reader{number}@example{number}.org")
    answer = reader.sign_up("reader21@example.org")
    page = answer.content.decode()
    assert (answer.status_code, answer["Cache-Control"]) == (429, "no-store")
    assert 86_000 < int(answer["Retry-After"]) <= 86_400
    assert "nothing was sent" in page
    assert "Please try again in 24 hours" in page
    assert 'value="reader21@example.org"' in page
    assert not Subscription.objects.filter(address="reader21@example.org").exists()


@pytest.mark.parametrize("minutes", ["", "0", "-1", "x", "10000", "９", "1e3", "1\n"])
def test_an_odd_number_of_minutes_in_the_address_is_left_out(reader, minutes):
    page = reader.get(f"/newsletter/check-your-inbox/?minutes={quote(minutes)}")
    assert "We are sending you an email with a link" in page.content.decode()


def test_while_no_email_leaves_nobody_is_told_that_theirs_is_on_its_way_alone(reader):
    for path in ("/newsletter/check-your-inbox/", "/newsletter/your-data/sent/"):
        assert "We cannot send email at the moment" not in reader.get(path).content.decode()
        pause(because="a test")
        page = reader.get(path).content.decode()
        assert "We cannot send email at the moment" in page
        assert "We are sending you an email with a link" not in page
        resume()


def test_asking_too_often_for_ones_data_is_answered_with_the_minutes_to_wait(reader):
    for number in range(5):
        assert reader.post("/newsletter/your-data/", {"email": f"a{number}@example.org"}).status_code == 303
    answer = reader.post("/newsletter/your-data/", {"email": "a6@example.org"})
    assert (answer.status_code, answer["Retry-After"]) == (429, "600")
    assert "try again in 10 minutes" in answer.content.decode()
    assert 'value="a6@example.org"' in answer.content.decode()


def test_no_other_server_is_asked_while_somebody_waits(reader, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a request needs no network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    for address in ("a@example.org", "b@bücher.example"):
        assert reader.sign_up(address).status_code == 303
    assert OutgoingMessage.objects.count() == 2


def test_a_full_trap_stores_nothing_and_a_person_whose_browser_filled_it_is_told(reader):
    response = reader.sign_up(website="https://spam.example")
    page = response.content.decode()
    assert response.status_code == 200
    assert "press ‘Sign up’ again" in page
    assert 'value="reader@example.org"' in page
    assert "spam.example" not in page
    assert not Subscription.objects.exists()


def test_a_very_fast_answer_stores_nothing_and_is_asked_to_press_once_more(reader):
    response = reader.sign_up(moment=(moment := shown_a_while_ago(0)))
    page = response.content.decode()
    assert response.status_code == 200
    assert "press ‘Sign up’ again" in page
    assert 'value="reader@example.org"' in page
    assert f'value="{moment}"' in page
    assert not Subscription.objects.exists()


def test_a_very_fast_answer_is_the_same_for_every_address(reader):
    reader.sign_up("known@example.org")
    moment = shown_a_while_ago(0)
    known, new = (
        reader.sign_up(f"{name}@example.org", moment=moment).content.decode() for name in ("known", "newer")
    )
    assert known.replace("known@", "newer@") == new


@pytest.mark.parametrize("address", ["", "nobody"])
def test_a_very_fast_mistake_gets_its_error(reader, address):
    response = reader.sign_up(address, moment=shown_a_while_ago(0))
    assert response.status_code == 422
    assert 'class="error-summary"' in response.content.decode()


@pytest.mark.parametrize(
    "moment",
    ["", "forged:abc:def", shown_a_while_ago(25 * 3600)],
    ids=["never shown", "forged", "shown yesterday"],
)
def test_who_did_not_see_the_whole_form_sees_it_first(reader, moment):
    response = reader.sign_up(moment=moment, source="/about/")
    page = response.content.decode()
    assert response.status_code == 200
    assert 'value="reader@example.org"' in page
    assert 'value="/about/"' in page
    assert "using the link in every email" in page
    assert not Subscription.objects.exists()


def test_a_post_from_another_site_is_refused(reader, client):
    response = client.post(
        "/newsletter/sign-up/", {"email": "a@example.org"}, headers={"Origin": "https://elsewhere.example"}
    )
    assert response.status_code == 403
    assert not Subscription.objects.exists()


@pytest.mark.parametrize("path", ["confirm", "unsubscribe", "never", "your-data"])
@pytest.mark.parametrize("token", ["x", "a" * 500, "0-0-0.x", "%F0%9F%92%8C"])
def test_a_link_that_we_did_not_make_is_not_found(reader, path, token):
    for response in (reader.get(f"/newsletter/{path}/{token}/"), reader.post(f"/newsletter/{path}/{token}/")):
        assert response.status_code == 404
        assert "This link does not work" in response.content.decode()


def test_a_link_of_one_purpose_does_not_serve_another(reader):
    links = links_of(reader)
    before = everything()
    for purpose, link in links.items():
        token = link.split("/")[3]
        for other in {*links, "your-data/use"} - {purpose}:
            assert reader.post(f"/newsletter/{other}/{token}/").status_code == 404, (purpose, other)
            one_click = {"List-Unsubscribe": "One-Click"}
            assert reader.client.post(f"/newsletter/{other}/{token}/", one_click).status_code in {403, 404}
    assert everything() == before


def test_an_old_link_offers_a_new_one(reader, monkeypatch):
    reader.sign_up()
    link = reader.link("/newsletter/confirm/")
    Subscription.objects.update(link_version=5)
    page = reader.get(link)
    assert page.status_code == 410
    assert "Send me a new link" in page.content.decode()
    assert reader.post(link).status_code == 410
    held = reader.post(f"{link}again/")
    assert (held.status_code, "another link in 10 minutes" in held.content.decode()) == (429, True)
    assert len(reader.inbox()) == 1
    Limit.objects.all().delete()
    assert reader.post(f"{link}again/")["Location"] == "/newsletter/check-your-inbox/"
    assert len(reader.inbox()) == 2
    assert Subscription.objects.get().state == SubscriptionState.PENDING


def test_whoever_confirmed_meanwhile_is_told_so_when_asking_for_a_new_link(reader):
    reader.sign_up()
    link = reader.link("/newsletter/confirm/")
    reader.post(link)
    assert reader.post(f"{link}again/")["Location"] == link
    assert "on the list" in reader.get(link).content.decode()


def test_the_new_link_works_the_old_one_does_not_and_the_record_keeps_the_words(reader):
    reader.sign_up()
    old = reader.link("/newsletter/confirm/")
    Subscription.objects.update(requested_at=timezone.now() - datetime.timedelta(days=6.9))
    reader.post(f"{old}again/")
    assert len(reader.inbox()) == 1  # the address was mailed a moment ago
    Limit.objects.all().delete()
    reader.post(f"{old}again/")
    new = reader.link("/newsletter/confirm/")
    assert (len(reader.inbox()), new == old) == (2, False)
    assert reader.post(old).status_code == 410
    retention.purge()
    assert timezone.now() - Subscription.objects.get().requested_at < datetime.timedelta(minutes=1)
    assert reader.post(new)["Location"] == "/newsletter/confirmed/"
    assert ConsentEvent.objects.get(kind=EventKind.CONFIRMED).wording.text == SignUpPage.objects.get().wording


URLENCODED = "application/x-www-form-urlencoded"
ONE_CLICKS = {
    "urlencoded": lambda client, path: client.post(path, "List-Unsubscribe=One-Click", content_type=URLENCODED),
    "multipart": lambda client, path: client.post(path, {"List-Unsubscribe": "One-Click"}),
}


@pytest.mark.parametrize("how", ONE_CLICKS)
def test_one_click_in_the_mail_program_unsubscribes_without_cookie_origin_or_redirect(reader, client, how):
    subscribe()
    [welcome] = [message for message in reader.inbox() if "List-Unsubscribe" in message.extra_headers]
    assert welcome.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = welcome.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("https://lbn.example")
    for _ in range(2):
        assert ONE_CLICKS[how](Client(enforce_csrf_checks=True), path).status_code == 200
    assert Subscription.objects.get().state == SubscriptionState.UNSUBSCRIBED
    assert ConsentEvent.objects.filter(kind=EventKind.UNSUBSCRIBED).count() == 1
    assert client.get(path).status_code == 200


def test_one_click_works_two_years_later_under_a_new_key_and_while_all_else_is_away(reader, settings, monkeypatch):
    subscription = subscribe()
    two_years_ago = timezone.now() - datetime.timedelta(days=731)
    with monkeypatch.context() as earlier:
        earlier.setattr(timezone, "now", lambda: two_years_ago)
        token = tokens.make(Purpose.UNSUBSCRIBE, subscription)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another" * 10
    nothing_there = "redis://127.0.0.1:1"
    settings.CACHES = {"default": {"BACKEND": REDIS_CACHE, "LOCATION": nothing_there}}
    settings.MAIL_TRANSPORT, settings.EMAIL_PORT = "lbn_site.mail.smtp.WatchedEmailBackend", 1
    monkeypatch.setattr(doorbell, "_publish", lambda message_id: Connection(nothing_there).connect())
    started = time.monotonic()
    with TestCase.captureOnCommitCallbacks(execute=True):
        response = ONE_CLICKS["urlencoded"](Client(), f"/newsletter/unsubscribe/{token}/")
    assert (response.status_code, time.monotonic() - started < 1) == (200, True)
    subscription.refresh_from_db()
    assert subscription.state == SubscriptionState.UNSUBSCRIBED


def test_a_post_without_that_field_and_from_nowhere_does_nothing(reader, client):
    subscribe()
    assert client.post(reader.link("/unsubscribe/")).status_code == 403
    assert Subscription.objects.get().state == SubscriptionState.CONFIRMED


def test_a_reader_leaves_by_the_page_gets_one_goodbye_and_may_come_back(reader):
    subscribe()
    link = reader.link("/unsubscribe/")
    for _ in range(2):
        assert "You have unsubscribed" in reader.post(link).content.decode()
    assert [message.subject for message in reader.inbox()].count("You are unsubscribed") == 1
    assert Suppression.objects.count() == 1
    for reason in ("too-many", "<b>made up</b>"):
        assert reader.post(f"{link}reason/", {"reason": reason}).status_code == 200
    assert list(Tally.objects.filter(what__startswith="left").values_list("what", "count")) == [("left: too-many", 1)]
    assert "back on the list" in reader.post(f"{link}undo/").content.decode()
    assert Subscription.objects.get().state == SubscriptionState.CONFIRMED
    assert not Suppression.objects.exists()
    reader.post(link)
    assert [message.subject for message in reader.inbox()].count("You are unsubscribed") == 1


def test_after_a_day_leaving_cannot_be_undone(reader):
    subscribe()
    link = reader.link("/unsubscribe/")
    reader.post(link)
    Subscription.objects.update(unsubscribed_at=timezone.now() - datetime.timedelta(hours=25))
    assert reader.post(f"{link}undo/").status_code == 410
    assert Subscription.objects.get().state == SubscriptionState.UNSUBSCRIBED


def test_the_link_to_leave_works_after_erasure(reader):
    subscription = subscribe()
    link = reader.link("/unsubscribe/")
    erasure.erase(subscription)
    assert "You have unsubscribed" in reader.post(link).content.decode()
    Subscription.objects.all().delete()
    assert "You have unsubscribed" in reader.post(link).content.decode()


def test_somebody_elses_address_is_erased_and_refused_for_ever(reader):
    reader.sign_up("victim@example.org")
    link = reader.link("/newsletter/never/")
    assert "We will not email you again" in reader.post(link).content.decode()
    mail.outbox.clear()
    reader.sign_up("Victim@example.org")
    assert reader.inbox() == []
    assert not Subscription.objects.exclude(address="").exists()


def test_a_reader_sees_downloads_and_erases_what_we_hold(reader):
    subscribe()
    assert reader.post("/newsletter/your-data/", {"email": "READER@example.org"}).status_code == 303
    link = reader.link("/newsletter/your-data/")
    assert "reader@example.org" not in reader.get(link).content.decode()
    page = reader.post(link).content.decode()
    assert "reader@example.org" in page
    assert "confirmed the subscription" in page
    use = _form_action(page, "/newsletter/your-data/use/")
    data = reader.post(use, {"act": "download"}).json()
    assert (data["address"], data["record"][0]["what"]) == ("reader@example.org", "asked to subscribe")
    assert "Tick the box" in reader.post(use, {"act": "erase"}).content.decode()
    assert "Your data is erased" in reader.post(use, {"act": "erase", "sure": "yes"}).content.decode()
    assert Subscription.objects.get().state == SubscriptionState.ERASED
    assert not OutgoingMessage.objects.exclude(recipient="").exists()


def test_the_link_to_what_we_hold_works_once(reader):
    subscribe()
    reader.post("/newsletter/your-data/", {"email": "reader@example.org"})
    link = reader.link("/newsletter/your-data/")
    reader.post(link)
    assert reader.post(link).status_code == 410


def test_asking_for_an_unknown_address_answers_the_same_and_mails_nobody(reader):
    subscribe()
    known = reader.post("/newsletter/your-data/", {"email": "reader@example.org"})
    unknown = reader.post("/newsletter/your-data/", {"email": "nobody@example.org"})
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert not OutgoingMessage.objects.filter(recipient="nobody@example.org").exists()


def test_a_closed_campaign_explains_and_takes_no_sign_up_but_links_still_answer(reader, campaign):
    reader.sign_up()
    confirm = reader.link("/newsletter/confirm/")
    subscribe("other@example.org")
    leave = reader.link("/unsubscribe/")
    campaign.state = CampaignState.CLOSED
    campaign.save()
    page = reader.get("/newsletter/").content.decode()
    assert "The campaign has ended" in page
    assert '<a href="/">go to the home page</a>' in page
    assert 'type="email"' not in page
    assert 'type="email"' not in reader.sign_up("third@example.org").content.decode()
    assert "The newsletter has ended" in reader.get(confirm).content.decode()
    assert reader.post(confirm).status_code == 200
    assert Subscription.objects.get(address_key="reader@example.org").state == SubscriptionState.PENDING
    assert "You have unsubscribed" in reader.post(leave).content.decode()


def test_the_call_stands_on_every_page_but_our_own_and_not_when_closed(reader, campaign):
    assert b'class="newsletter-call' in reader.get("/").content
    assert not reader.get("/").cookies
    assert b'class="newsletter-call' not in reader.get("/newsletter/").content
    campaign.state = CampaignState.CLOSED
    campaign.save()
    assert b'class="newsletter-call' not in reader.get("/?now").content


def _body(page) -> str:
    """The page without the addresses of itself that it gives to machines."""
    return re.sub(r"<link rel=.?canonical[^>]*>", "", page.content.decode())


def _form_action(page: str, part: str) -> str:
    start = page.index(part)
    return page[start : page.index('"', start)]


def test_the_form_as_a_part_of_another_page_leads_to_the_whole_form(reader, campaign):
    request = RequestFactory().get("/about/")
    part = ready_parts.find("newsletter-sign-up").render({"request": request})
    assert 'action="/newsletter/sign-up/"' in part
    assert 'value="/about/"' in part
    response = reader.post("/newsletter/sign-up/", {"email": "reader@example.org", "source": "/about/"})
    assert 'value="reader@example.org"' in response.content.decode()
    page = make_explainer(
        make_index(HomePage.objects.get()), "Nearby", body=[("part", {"part": "newsletter-sign-up"})]
    )
    first, kept = reader.get(page.url), reader.get(page.url)
    assert 'action="/newsletter/sign-up/"' in kept.content.decode()
    assert "public" in kept["Cache-Control"]
    assert (kept.content, kept.cookies.output()) == (first.content, "")
    assert "csrf" not in kept.content.decode()
    campaign.state = CampaignState.CLOSED
    campaign.save()
    assert ready_parts.find("newsletter-sign-up").render({"request": RequestFactory().get("/about/")}).strip() == ""


def test_an_old_link_to_leave_says_that_one_is_off_the_list(reader):
    subscription = subscribe()
    link = reader.link("/newsletter/unsubscribe/")
    assert "Unsubscribe?" in reader.get(link).content.decode()
    reader.post(link)
    assert "You have unsubscribed" in reader.get(link).content.decode()
    erasure.erase(subscription)
    assert "You have unsubscribed" in reader.get(link).content.decode()


@pytest.mark.parametrize(("state", "is_told"), [("open", False), ("winding-down", True), ("closed", False)])
def test_while_winding_down_the_form_says_that_mails_will_be_few(reader, campaign, state, is_told):
    campaign.state, campaign.notice = state, "<p>It has ended.</p>"
    campaign.save()
    page = reader.get("/newsletter/").content.decode()
    assert ("ended its work in March 2024, so we will only email you" in page) == is_told


def test_who_asks_twice_for_the_link_is_not_told_that_we_hold_nothing(reader):
    page = reader.get("/newsletter/your-data/sent/").content.decode()
    assert "one link in ten minutes, and three a day at most" in page
