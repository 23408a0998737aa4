"""What the site says about news and about itself agrees, in each state of the campaign."""

import pytest

from lbn_site.core.models import CampaignState
from lbn_site.example.loader import load_new_sections
from lbn_site.news.models import NewsPage

ENDED = "The group was active from June 2020 to March 2024. No longer updated."
CALL = "Get an email when there is news"


@pytest.fixture
def pages(client, home, campaign):
    """The home page, the news and the sign-up page, in a state of the campaign."""
    load_new_sections(report=lambda text: None)

    def shown(state: str) -> tuple[str, str, str]:
        campaign.state = state
        campaign.save()
        home, news, newsletter = (
            client.get(path).content.decode().replace("\n", " ") for path in ("/", "/news/", "/newsletter/")
        )
        return home, news, newsletter

    return shown


def test_while_it_is_open_readers_can_sign_up_for_news(pages):
    home, news, newsletter = pages(CampaignState.OPEN)
    for page in (home, news, newsletter):
        assert ENDED not in page
    assert CALL in home
    assert "We will email you when there is news" in newsletter
    assert "ended its work" not in newsletter


def test_while_it_winds_down_nothing_promises_more_news_than_there_may_be(pages):
    home, news, newsletter = pages(CampaignState.WINDING_DOWN)
    for page in (home, news, newsletter):
        assert ENDED in page
        assert "latest" not in page.lower()
    assert CALL in home
    assert "ended its work in March 2024, so we will only email you if there is something new" in newsletter


def test_once_it_is_closed_nothing_asks_to_sign_up(pages):
    home, news, newsletter = pages(CampaignState.CLOSED)
    for page in (home, news, newsletter):
        assert ENDED in page
        assert "latest" not in page.lower()
        assert CALL not in page
    assert '<meta name="description" content="The newsletter has closed.">' in newsletter
    assert "so this form is closed" in newsletter


def test_the_launch_says_how_to_reach_the_group_only_where_staff_set_it(client, pages, campaign):
    pages(CampaignState.WINDING_DOWN)
    address = NewsPage.objects.get(slug__startswith="new-appg-launched").url
    launch = client.get(address).content.decode()
    for words in ("@appgleftbehind", "resilient", "thrive and prosper", "COVID-19"):
        assert words in launch
    assert "mailto:" not in launch
    campaign.contact_email = "office@example.org"
    campaign.save()
    launch = client.get(address).content.decode()
    assert launch.count("mailto:office@example.org") == 2  # in the text and in the footer
