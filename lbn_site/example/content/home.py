"""The home page, in place of Wagtail's welcome page. `front_page` fills it once the sections are there."""

from wagtail.models import Page, Site

from lbn_site.example.markup import rich_text
from lbn_site.home.models import HomePage


def load() -> None:
    """Make the home page the root of the site."""
    root = Page.get_first_root_node()
    home = HomePage(
        title="England’s ‘left behind’ neighbourhoods",
        slug="front",
        seo_title="Home",
        search_description="The record of the parliamentary group for England’s ‘left behind’ neighbourhoods: the "
        "places, the evidence, and what the group called for.",
        introduction=rich_text(
            "From {active-from} to {active-to}, MPs and peers from different parties worked together for "
            "{neighbourhoods} neighbourhoods that face deprivation and also lack places to meet, good connections "
            "and people taking part. This website is the record of their work."
        ),
    )
    root.add_child(instance=home)
    site = Site.objects.get(is_default_site=True)
    welcome = site.root_page
    site.root_page = home
    site.save()
    if welcome.specific_class is Page:
        welcome.delete()
