"""The campaign's state, and what it shows."""

import datetime

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import OperationalError

from lbn_site.core.models import Campaign, CampaignState


@pytest.mark.parametrize(
    ("state", "shows_notice", "is_closed"),
    [
        (CampaignState.OPEN, False, False),
        (CampaignState.WINDING_DOWN, True, False),
        (CampaignState.CLOSED, True, True),
    ],
)
def test_the_state_decides_what_stands(campaign, state, shows_notice, is_closed):
    campaign.state = state
    assert (campaign.shows_notice, campaign.is_closed) == (shows_notice, is_closed)


@pytest.mark.parametrize("path", ["/", "/search/?query=group", "/nothing-here/"])
@pytest.mark.parametrize("state", [CampaignState.WINDING_DOWN, CampaignState.CLOSED])
def test_the_notice_stands_on_every_page(client, campaign, path, state):
    campaign.state = state
    campaign.save()
    html = client.get(path).content.decode()
    assert "active from June 2020 to March 2024" in html
    assert html.count("closing-notice") >= 1


def test_no_notice_stands_while_the_campaign_is_open(client, campaign):
    campaign.state = CampaignState.OPEN
    campaign.save()
    assert "active from June 2020" not in client.get("/").content.decode()


def test_a_change_of_state_reaches_pages_that_were_cached(client, campaign, django_capture_on_commit_callbacks):
    client.get("/")
    with django_capture_on_commit_callbacks(execute=True):
        campaign.notice = "<p>Another notice</p>"
        campaign.save()
    assert "Another notice" in client.get("/").content.decode()


def test_the_notice_as_plain_text_fills_in_its_figures(campaign):
    assert campaign.notice_text.startswith("The group was active from June 2020 to March 2024.")


def test_an_open_campaign_has_no_notice_text(campaign):
    campaign.state = CampaignState.OPEN
    assert campaign.notice_text == ""


def test_a_closing_campaign_needs_a_notice(campaign):
    campaign.notice = ""
    with pytest.raises(ValidationError) as error:
        campaign.full_clean()
    assert "notice" in error.value.message_dict


def test_a_notice_longer_than_two_lines_of_a_phone_is_refused(campaign):
    campaign.full_clean()
    campaign.notice = "<p>" + "The group has ended its work. " * 3 + "</p>"
    with pytest.raises(ValidationError) as error:
        campaign.full_clean()
    assert error.value.message_dict["notice"] == ["Shorten the notice to 70 characters; it has 89 with its figures."]


def test_an_end_before_the_beginning_is_refused(campaign):
    campaign.active_to = datetime.date(2019, 1, 1)
    with pytest.raises(ValidationError) as error:
        campaign.full_clean()
    assert "active_to" in error.value.message_dict


def test_without_the_database_the_campaign_is_shown_as_last_known(campaign, monkeypatch):
    campaign.save()

    def away():
        raise OperationalError("away")

    monkeypatch.setattr(Campaign, "current", away)
    known = Campaign.last_known()
    assert known.shows_notice
    assert "June 2020" in known.notice


def test_without_database_and_cache_the_defaults_are_shown(db, monkeypatch):
    def away():
        raise OperationalError("away")

    cache.clear()
    monkeypatch.setattr(Campaign, "current", away)
    assert not Campaign.last_known().shows_notice


def test_staff_see_the_notice_before_they_save_it(admin_client, campaign):
    campaign.notice = "<p>Not saved yet</p>"
    html = campaign.make_preview_request(preview_mode="").content.decode()
    assert "Not saved yet" in html
