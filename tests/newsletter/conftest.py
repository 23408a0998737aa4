"""The sign-up page, and ways to act as a reader with a browser."""

import time

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core import mail

from lbn_site.example.content import newsletter as example_newsletter
from lbn_site.mail import delivery, doorbell
from lbn_site.newsletter import forms
from lbn_site.newsletter.email_address import parse
from lbn_site.newsletter.models import SignUpPage, Subscription
from lbn_site.newsletter.services import request_subscription


@pytest.fixture(autouse=True)
def bell(monkeypatch):
    """No worker listens in these tests; what rang is kept."""
    rung: list = []
    monkeypatch.setattr(doorbell, "_publish", rung.append)
    doorbell.forget_failures()
    return rung


@pytest.fixture
def sign_up_page(home) -> SignUpPage:
    example_newsletter.load()
    return SignUpPage.objects.get()


@pytest.fixture
def staff(client, sign_up_page):
    """A signed-in administrator."""
    user = get_user_model().objects.create_superuser("ada", "ada@example.org", "a long password")
    client.force_login(user)
    return client


def text_of(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


SHORTEST_LINK = 100


class Reader:
    """Somebody with a browser and an inbox."""

    origin = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}

    def __init__(self, client) -> None:
        self.client = client

    def sign_up(self, address: str = "reader@example.org", **fields):
        data = {"email": address, "website": "", "moment": shown_a_while_ago(), "source": "/newsletter/", **fields}
        return self.post("/newsletter/sign-up/", data)

    def post(self, path: str, data: dict | None = None):
        return self.client.post(path, data or {}, headers=self.origin)

    def get(self, path: str):
        return self.client.get(path)

    def inbox(self) -> list:
        """What has arrived, after delivery."""
        delivery.deliver_due()
        return mail.outbox

    def link(self, part: str) -> str:
        """The newest path in the inbox that holds this part."""
        for message in reversed(self.inbox()):
            for word in message.body.split():
                if part in word and len(word) > SHORTEST_LINK:
                    return word.removeprefix("https://lbn.example")
        raise AssertionError(f"No link with {part} in {[message.subject for message in mail.outbox]}")


@pytest.fixture
def reader(client, sign_up_page) -> Reader:
    return Reader(client)


def shown_a_while_ago(seconds: float = 60) -> str:
    """What the form holds when it was shown so long ago."""
    original = time.time
    try:
        time.time = lambda: original() - seconds
        return forms._signer.sign("shown")
    finally:
        time.time = original


def everything() -> dict[str, list]:
    """Every row that the newsletter and the outbox hold, by model."""
    return {
        model.__name__: list(model.objects.order_by("pk").values_list())
        for app in ("newsletter", "mail")
        for model in apps.get_app_config(app).get_models()
        if model._meta.managed
    }


def links_of(reader: Reader) -> dict[str, str]:
    """The path of one link of each purpose: of somebody who was asked to confirm, and of a subscriber."""
    reader.sign_up()
    found = {"confirm": reader.link("/newsletter/confirm/"), "never": reader.link("/newsletter/never/")}
    subscribe("other@example.org")
    found["unsubscribe"] = reader.link("/newsletter/unsubscribe/")
    reader.post("/newsletter/your-data/", {"email": "other@example.org"})
    return found | {"your-data": reader.link("/newsletter/your-data/")}


def subscribe(address: str = "reader@example.org") -> Subscription:
    """A confirmed subscriber."""
    from lbn_site.newsletter import services, tokens

    request_subscription(address=parse(address), network="192.0.2.1", source="/newsletter/", wording="Yes.")
    subscription = Subscription.objects.get(address_key=parse(address).key)
    token = tokens.make(tokens.Purpose.CONFIRM, subscription, version=subscription.link_version)
    services.confirm(link=tokens.read(tokens.Purpose.CONFIRM, token))
    subscription.refresh_from_db()
    return subscription
