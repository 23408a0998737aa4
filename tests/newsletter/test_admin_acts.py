"""What staff are told, and what is written down, says what happened and no more."""

import pytest
from wagtail.models import ModelLogEntry

from lbn_site.mail.models import OutgoingMessage
from lbn_site.newsletter.models import Subscription
from tests.newsletter.conftest import subscribe, text_of

pytestmark = pytest.mark.django_db


def logged(action: str) -> int:
    return ModelLogEntry.objects.filter(action=action).count()


def pending() -> Subscription:
    return Subscription.objects.create(address="new@example.org", address_key="new@example.org")


def test_a_confirmation_that_was_not_sent_is_not_logged(staff):
    subscription = pending()
    for _ in range(2):
        staff.post(f"/admin/subscribers/person/{subscription.pk}/resend/")
    assert logged("newsletter.resend") == 1


def test_who_was_never_on_the_list_is_promised_no_goodbye(staff):
    address = f"/admin/subscribers/person/{pending().pk}"
    page = text_of(staff.post(f"{address}/unsubscribe/", follow=True))
    assert "They will get no more emails." in page
    assert not OutgoingMessage.objects.filter(kind="newsletter.goodbye").exists()
    address = f"/admin/subscribers/person/{subscribe().pk}"
    assert "They will get one goodbye email" in text_of(staff.post(f"{address}/unsubscribe/", follow=True))


@pytest.mark.parametrize("act", ["pause", "resume", "allow", "retry-failed", "retry-doubtful", "all-arrived"])
def test_what_staff_do_with_all_mail_is_logged(staff, act):
    staff.post(f"/admin/outbox/service/{act}/")
    assert logged(f"mail.{act}") == 1
    assert text_of(staff.get("/admin/reports/site-history/"))


def test_an_act_that_nobody_knows_is_not_found(staff):
    subscribe()
    message = OutgoingMessage.objects.first()
    assert staff.post(f"/admin/outbox/message/{message.pk}/nonsense/").status_code == 404
    assert staff.post("/admin/outbox/service/nonsense/").status_code == 404


def test_the_export_names_the_page_of_the_form_for_confirmed_readers_too(staff):
    subscribe()
    response = staff.get("/admin/subscribers/export/")
    assert b"".join(response.streaming_content).decode().splitlines()[1].endswith('"/newsletter/","Yes."')


def test_fields_have_plain_labels_and_nothing_reads_none(staff):
    subscription = subscribe()
    page = text_of(staff.get(f"/admin/outbox/message/{OutgoingMessage.objects.first().pk}/"))
    assert "Kind label" not in page
    assert "Message-ID" in page
    assert ">None<" not in page.replace(" ", "").replace("\n", "")
    page = text_of(staff.get(f"/admin/subscribers/person/{subscription.pk}/"))
    assert "Asked" in page
    assert page.count("They agreed to these words: ‘Yes.’") == 1
