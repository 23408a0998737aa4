"""The list of neighbourhoods: both editions, outlines, postcodes, and the page that shows them."""

from lbn_site.home.models import HomePage
from lbn_site.neighbourhoods import shipped
from lbn_site.neighbourhoods.models import NeighbourhoodIndexPage

COUNT = '<embed embedtype="live-figure" key="neighbourhoods"/>'
PEOPLE = '<embed embedtype="live-figure" key="people"/>'


def load() -> None:
    """Load what the project ships, and make the page."""
    shipped.load_all()
    home = HomePage.objects.get()
    page = NeighbourhoodIndexPage(
        title="Neighbourhoods",
        slug="neighbourhoods",
        show_in_menus=True,
        search_description="The list of ‘left behind’ neighbourhoods in England: find yours by name, council, region "
        "or constituency.",
        introduction=f"<p>There are {COUNT} wards in England that are among the most deprived tenth on two measures "
        f"at once: how poor a place is, and how much it lacks places to meet, connections and shared activity. About "
        f"{PEOPLE} people live in them.</p>",
        check_introduction="<p>Type your postcode. Your browser finds the answer itself, from a small file for the "
        "first half of it. Only where scripts are off is the full postcode sent to us; we answer and do not keep "
        "it.</p>",
        not_meant="<p>The list describes places, not the people who live there. Being on it gives no right to any "
        "grant, and not being on it shuts nobody out of one: funders set their own rules.</p>",
    )
    home.add_child(instance=page)
    page.save_revision().publish()
