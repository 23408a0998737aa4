"""The list of neighbourhoods: both editions, outlines, postcodes, and the page that shows them."""

from lbn_site.example.markup import rich_text
from lbn_site.home.models import HomePage
from lbn_site.neighbourhoods import shipped
from lbn_site.neighbourhoods.models import NeighbourhoodIndexPage


def load() -> None:
    """Load what the project ships, and make the page."""
    shipped.load_all()
    home = HomePage.objects.get()
    page = NeighbourhoodIndexPage(
        title="Neighbourhoods",
        slug="neighbourhoods",
        show_in_menus=True,
        search_description="‘Left behind’ neighbourhoods in England, by name, council, region or constituency.",
        introduction=rich_text(
            "There are {neighbourhoods} ‘left behind’ neighbourhoods in England, and about {people} people live in "
            "them. These wards are in the most deprived 10% on two measures."
        ),
        check_introduction=rich_text("The list covers England only, with its wards as they were in December 2017."),
        not_meant=rich_text(
            "Being on the list says nothing about the people who live there: read "
            "[[/faqs/why-do-we-use-the-term-left-behind/|why we use the term ‘left behind’]]. It gives no right to "
            "funding either. Not being on it rules nobody out: each funder sets its own rules."
        ),
    )
    home.add_child(instance=page)
    page.save_revision().publish()
