"""The question below answers."""

import datetime

import pytest
from bs4 import BeautifulSoup

from lbn_site.core.models import CampaignState

ADDRESSES = ["/faqs/", "/faqs/what-is-it/"]


def forms(client, address: str) -> list:
    return BeautifulSoup(client.get(address).content, "html.parser").select("form.helpful")


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_answer_asks_with_two_equal_buttons_and_no_token(client, question, address):
    (form,) = forms(client, address)
    assert (form["action"], form["method"]) == (f"/helpful/{question.pk}", "post")
    assert [(button["value"], button.text) for button in form.find_all("button")] == [("yes", "Yes"), ("no", "No")]
    assert form.legend.text == "Was this answer helpful?"
    assert not form.find_all("input")
    assert not client.get(address).cookies


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_closed_campaign_does_not_ask(client, question, campaign, address):
    campaign.state = CampaignState.CLOSED
    campaign.save()
    assert forms(client, address) == []


def test_a_withdrawn_answer_does_not_ask(client, question):
    question.withdrawn_on = datetime.date(2026, 11, 1)
    question.withdrawn_reason = "Out of date."
    question.save_revision().publish()
    assert forms(client, "/faqs/what-is-it/") == []


def test_pages_that_take_no_votes_do_not_ask(client, home):
    assert forms(client, "/") == []
