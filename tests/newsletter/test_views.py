"""The way of a reader: sign up, confirm, leave, come back, see and erase."""

import datetime

import pytest
from django.core import mail
from django.test import RequestFactory
from django.utils import timezone

from lbn_site.core import ready_parts
from lbn_site.core.models import CampaignState
from lbn_site.mail.models import OutgoingMessage
from lbn_site.newsletter import bounces, erasure, suppression
from lbn_site.newsletter.models import (
    ConsentEvent,
    EventKind,
    Subscription,
    SubscriptionState,
    Suppression,
    SuppressionReason,
)
from lbn_site.newsletter.services import unsubscribe_by_staff
from tests.newsletter.conftest import shown_a_while_ago, subscribe

pytestmark = pytest.mark.django_db


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
    assert "one click in every mail" in event.wording.text
    assert OutgoingMessage.objects.count() == 1

    link = reader.link("/newsletter/confirm/")
    page = reader.get(link)
    assert "r…@example.org" in page.content.decode()
    assert page["Referrer-Policy"] == "same-origin"
    assert page["Cache-Control"] == "no-store"
    assert page["X-Robots-Tag"] == "noindex"
    response = reader.post(link)
    assert (response.status_code, response["Location"]) == (303, "/newsletter/confirmed/")
    subscription.refresh_from_db()
    assert subscription.state == SubscriptionState.CONFIRMED
    assert [message.subject for message in reader.inbox()] == [
        "Please confirm: news from the group",
        "You are on the list",
    ]


def test_any_number_of_reads_of_a_link_changes_nothing(reader):
    reader.sign_up()
    subscribed = subscribe("other@example.org")
    links = [reader.link("/newsletter/confirm/"), reader.link("/newsletter/never/"), reader.link("/unsubscribe/")]
    before = _everything()
    for link in links:
        for _ in range(25):
            assert reader.get(link).status_code == 200
            assert reader.client.head(link).status_code == 200
    assert _everything() == before
    assert subscribed.events.count() == 2


def test_confirming_twice_is_one_confirmation_and_one_welcome(reader):
    reader.sign_up()
    link = reader.link("/newsletter/confirm/")
    for _ in range(2):
        assert reader.post(link)["Location"] == "/newsletter/confirmed/"
    assert ConsentEvent.objects.filter(kind=EventKind.CONFIRMED).count() == 1
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
        assert "You are on the list already" in page.content.decode()
        assert reader.post(link)["Location"] == "/newsletter/confirmed/"
    assert ConsentEvent.objects.filter(kind=EventKind.CONFIRMED).count() == 1
    assert [message.subject for message in reader.inbox()].count("You are on the list") == 1


@pytest.mark.parametrize("address", ["new", "pending", "confirmed", "unsubscribed", "refused", "never", "erased"])
def test_the_answer_is_the_same_for_every_address(reader, address):
    expected = reader.sign_up("nobody@example.org")
    if address not in {"new", "never"}:
        subscription = subscribe()
        if address == "pending":
            Subscription.objects.filter(pk=subscription.pk).update(state=SubscriptionState.PENDING)
        elif address == "unsubscribed":
            unsubscribe_by_staff(subscription=subscription, staff=None)
        elif address == "refused":
            bounces.address_does_not_exist(subscription)
        elif address == "erased":
            erasure.erase(subscription)
    if address == "never":
        suppression.suppress("reader@example.org", SuppressionReason.NEVER_MAIL)
    response = reader.sign_up()
    assert (response.status_code, response.content) == (expected.status_code, expected.content)
    assert dict(response.items()) == dict(expected.items())


@pytest.mark.parametrize(
    "address",
    ["", "nobody", "a@localhost", "a@[127.0.0.1]", "a@b.co\u202e", "a@b.co\r\nBcc: x@y.org", "a@b.co, c@d.org"],
)
def test_a_text_that_is_no_address_gets_one_error_and_stores_nothing(reader, address):
    response = reader.sign_up(address)
    assert response.status_code == 422
    assert response.content.decode().count('class="error-summary"') == 1
    assert not Subscription.objects.exists()
    assert not OutgoingMessage.objects.exists()


def test_what_was_typed_is_still_there_after_an_error(reader):
    assert 'value="nobody@example"' in reader.sign_up("nobody@example").content.decode()


def test_a_full_trap_stores_nothing_and_says_nothing(reader):
    response = reader.sign_up(website="https://spam.example")
    assert (response.status_code, response["Location"]) == (303, "/newsletter/check-your-inbox/")
    assert not Subscription.objects.exists()


def test_a_very_fast_answer_stores_nothing_and_is_asked_to_press_once_more(reader):
    response = reader.sign_up(moment=(moment := shown_a_while_ago(0)))
    page = response.content.decode()
    assert response.status_code == 200
    assert "press ‘Sign up’ once more" in page
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
    assert "one click in every mail" in page
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
    subscribe()
    token = reader.link("/unsubscribe/").split("/")[3]
    assert reader.post(f"/newsletter/confirm/{token}/").status_code == 404
    assert reader.post(f"/newsletter/never/{token}/").status_code == 404
    assert Subscription.objects.get().state == SubscriptionState.CONFIRMED


def test_an_old_link_offers_a_new_one(reader, monkeypatch):
    reader.sign_up()
    link = reader.link("/newsletter/confirm/")
    Subscription.objects.update(link_version=5)
    page = reader.get(link)
    assert page.status_code == 410
    assert "Send me a new link" in page.content.decode()
    assert reader.post(link).status_code == 410
    assert reader.post(f"{link}again/").status_code == 303
    assert Subscription.objects.get().state == SubscriptionState.PENDING


def test_one_click_in_the_mail_program_unsubscribes_without_cookie_origin_or_redirect(reader, client):
    subscribe()
    [welcome] = [message for message in reader.inbox() if "List-Unsubscribe" in message.extra_headers]
    assert welcome.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = welcome.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("https://lbn.example")
    for content_type in ("application/x-www-form-urlencoded", None):
        body = "List-Unsubscribe=One-Click" if content_type else {"List-Unsubscribe": "One-Click"}
        response = client.post(path, body, **({"content_type": content_type} if content_type else {}))
        assert response.status_code == 200
    assert Subscription.objects.get().state == SubscriptionState.UNSUBSCRIBED
    assert ConsentEvent.objects.filter(kind=EventKind.UNSUBSCRIBED).count() == 1
    assert client.get(path).status_code == 200


def test_a_post_without_that_field_and_from_nowhere_does_nothing(reader, client):
    subscribe()
    assert client.post(reader.link("/unsubscribe/")).status_code == 403
    assert Subscription.objects.get().state == SubscriptionState.CONFIRMED


def test_a_reader_leaves_by_the_page_gets_one_goodbye_and_may_come_back(reader):
    subscribe()
    link = reader.link("/unsubscribe/")
    for _ in range(2):
        assert "You are off the list" in reader.post(link).content.decode()
    assert [message.subject for message in reader.inbox()].count("You are off the list") == 1
    assert Suppression.objects.count() == 1
    assert reader.post(f"{link}reason/", {"reason": "too-many"}).status_code == 200
    assert "back on the list" in reader.post(f"{link}undo/").content.decode()
    assert Subscription.objects.get().state == SubscriptionState.CONFIRMED
    assert not Suppression.objects.exists()


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
    assert "You are off the list" in reader.post(link).content.decode()
    Subscription.objects.all().delete()
    assert "You are off the list" in reader.post(link).content.decode()


def test_somebody_elses_address_is_erased_and_refused_for_ever(reader):
    reader.sign_up("victim@example.org")
    link = reader.link("/newsletter/never/")
    assert "We will not write again" in reader.post(link).content.decode()
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
    assert 'type="email"' not in page
    assert 'type="email"' not in reader.sign_up("third@example.org").content.decode()
    assert "The newsletter has ended" in reader.get(confirm).content.decode()
    assert reader.post(confirm).status_code == 200
    assert Subscription.objects.get(address_key="reader@example.org").state == SubscriptionState.PENDING
    assert "You are off the list" in reader.post(leave).content.decode()


def test_the_call_stands_on_every_page_but_our_own_and_not_when_closed(reader, campaign):
    assert b'class="newsletter-call' in reader.get("/").content
    assert not reader.get("/").cookies
    assert b'class="newsletter-call' not in reader.get("/newsletter/").content
    campaign.state = CampaignState.CLOSED
    campaign.save()
    assert b'class="newsletter-call' not in reader.get("/?now").content


def _everything() -> list:
    rows: list = []
    for model in (Subscription, ConsentEvent, OutgoingMessage, Suppression):
        rows.extend(model.objects.order_by("pk").values_list())
    return rows


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
    campaign.state = CampaignState.CLOSED
    campaign.save()
    assert ready_parts.find("newsletter-sign-up").render({"request": RequestFactory().get("/about/")}).strip() == ""
