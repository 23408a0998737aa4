"""Addresses that programs know on every website."""

import datetime
import re

from django.utils import timezone


def test_a_weakness_can_be_reported(client, campaign):
    campaign.contact_email = "hello@lbn.example"
    campaign.save()
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    text = response.content.decode()
    assert "Contact: mailto:hello@lbn.example\n" in text
    assert "Canonical: https://lbn.example/.well-known/security.txt\n" in text
    expires = datetime.datetime.fromisoformat(re.search(r"Expires: (\S+)\n", text)[1])
    assert timezone.now() < expires < timezone.now() + datetime.timedelta(days=365)


def test_without_an_address_there_is_nobody_to_tell(client, campaign):
    campaign.contact_email = ""
    campaign.save()
    assert client.get("/.well-known/security.txt").status_code == 404


def test_password_managers_find_the_form(client, home):
    response = client.get("/.well-known/change-password")
    assert (response.status_code, response["Location"]) == (302, "/accounts/password/change/")
    assert (
        client.get("/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200/").status_code
        == 404
    )
