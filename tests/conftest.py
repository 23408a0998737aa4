"""What every test may use."""

import pytest
from django.core.cache import cache
from wagtail.models import Site

from lbn_site.core.models import Campaign
from lbn_site.example.content import campaign as example_campaign
from lbn_site.example.content import home as example_home
from lbn_site.home.models import HomePage


@pytest.fixture(autouse=True)
def _empty_cache():
    """No page or campaign is remembered from another test."""
    cache.clear()


@pytest.fixture
def home(db) -> HomePage:
    """A site with its home page and its campaign, winding down."""
    example_campaign.load()
    example_home.load()
    return HomePage.objects.get()


@pytest.fixture
def campaign(home) -> Campaign:
    """The campaign of the site."""
    return Campaign.for_site(Site.objects.get(is_default_site=True))
