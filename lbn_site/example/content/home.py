"""The home page, in place of Wagtail's welcome page. `front_page` fills it once the sections are there."""

from wagtail.models import Page, Site

from lbn_site.home.models import HomePage


def load() -> None:
    """Make the home page the root of the site."""
    root = Page.get_first_root_node()
    home = HomePage(
        title="Neighbourhoods that were left behind",
        slug="front",
        seo_title="Home",
        search_description="The record of the parliamentary group that worked for England’s ‘left behind’ "
        "neighbourhoods: the places, the evidence, and what the group asked for.",
        introduction=(
            '<p>From <embed embedtype="live-figure" key="active-from"/> to '
            '<embed embedtype="live-figure" key="active-to"/>, MPs and peers of several parties worked together for '
            '<embed embedtype="live-figure" key="neighbourhoods"/> places in England where hardship meets a lack of '
            "somewhere to gather, of good connections and of support. This is the record of what they heard, found "
            "and asked for.</p>"
        ),
    )
    root.add_child(instance=home)
    home.save_revision().publish()
    site = Site.objects.get(is_default_site=True)
    welcome = site.root_page
    site.root_page = home
    site.save()
    if welcome.specific_class is Page:
        welcome.delete()
