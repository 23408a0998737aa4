"""Very many sign-ups in an hour: staff and monitors hear of it."""

import pytest
from django.contrib.auth.models import Group

from lbn_site.mail import sweep
from lbn_site.newsletter import services
from lbn_site.newsletter.email_address import parse

pytestmark = pytest.mark.django_db
WORDS = "newsletter sign-ups in the last hour"


def sign_up(*names: str) -> None:
    for name in names:
        services.request_subscription(
            address=parse(f"{name}@example.org"), network="192.0.2.1", source="/newsletter/", wording="Yes."
        )


def test_a_flood_is_told_on_the_first_page_of_the_desk_and_to_monitors(admin_client, settings):
    settings.NEWSLETTER_ALARM_PER_HOUR = 2
    sweep.note()
    sign_up("a", "b")
    assert WORDS not in admin_client.get("/admin/").content.decode()
    assert admin_client.get("/healthz/mail").status_code == 200
    sign_up("c")
    assert WORDS in admin_client.get("/admin/").content.decode()
    answer = admin_client.get("/healthz/mail")
    assert answer.status_code == 503
    assert WORDS in answer.json()["problems"][0]


def test_who_may_not_see_the_outbox_is_not_told(client, django_user_model, settings):
    settings.NEWSLETTER_ALARM_PER_HOUR = 1
    sweep.note()
    sign_up("a", "b")
    writer = django_user_model.objects.create_user("writer", "writer@example.org", "a long password for a test")
    writer.groups.add(Group.objects.get(name="Writer"))
    client.force_login(writer)
    answer = client.get("/admin/")
    assert answer.status_code == 200
    assert WORDS not in answer.content.decode()
