"""The state and the facts of the campaign."""

import datetime
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site

from lbn_site.core.models import Campaign, CampaignState


def load() -> None:
    """Name the site, and set the campaign to the state of the original site: winding down."""
    site = Site.objects.get(is_default_site=True)
    address = urlsplit(settings.SITE_URL)
    site.hostname = address.hostname
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.site_name = "APPG for ‘left behind’ neighbourhoods"
    site.save()
    campaign = Campaign.for_site(site)
    campaign.state = CampaignState.WINDING_DOWN
    campaign.active_from = datetime.date(2020, 6, 1)
    campaign.active_to = datetime.date(2024, 3, 31)
    campaign.neighbourhood_count = 225
    campaign.people_count = 2_400_000
    campaign.notice = (
        '<p>The group was active from <embed embedtype="live-figure" key="active-from"/> to '
        '<embed embedtype="live-figure" key="active-to"/>. No longer updated.</p>'
    )
    campaign.closed_message = (
        "<p>The campaign has ended, so this form is closed. You can still read everything on this website.</p>"
    )
    campaign.disclaimer = (
        "<p>This is not an official website of the House of Commons or the House of Lords. It has not been approved "
        "by either House or its committees. All-party parliamentary groups are informal groups of members of both "
        "Houses with a common interest in particular issues.</p>"
    )
    campaign.secretariat = "<p>Local Trust (registered charity 1147511) was the group’s secretariat.</p>"
    campaign.save()
