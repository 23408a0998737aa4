"""The home page, in place of Wagtail's welcome page."""

from wagtail.models import Page, Site

from lbn_site.home.models import HomePage


def load() -> None:
    """Make the home page the root of the site."""
    root = Page.get_first_root_node()
    home = HomePage(
        title="Neighbourhoods that were left behind",
        slug="front",
        search_description="The record of the parliamentary group that worked for 225 ‘left behind’ neighbourhoods.",
    )
    root.add_child(instance=home)
    home.save_revision().publish()
    site = Site.objects.get(is_default_site=True)
    welcome = site.root_page
    site.root_page = home
    site.save()
    if welcome.specific_class is Page:
        welcome.delete()
