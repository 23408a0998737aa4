"""The people: the line-up at the launch, and the later co-chairs."""

from datetime import date

from lbn_site.core.dates import Precision
from lbn_site.home.models import HomePage
from lbn_site.people.models import House, KeyDate, PeoplePage, Person, Role, Term

LAUNCH = date(2020, 7, 14)
# A co-chair is first named as such before 6 and 8 December 2021.
CO_CHAIRS_BY = date(2021, 12, 1)
CO_CHAIR_NOTE = "In this role by December 2021."


def load() -> None:
    """Make the page and the people."""
    page = PeoplePage(
        title="People",
        slug="people",
        show_in_menus=False,
        search_description="The officers of the group at its launch, its later co-chairs, and its secretariat.",
        introduction="<p>Choose a date to see who held which role.</p>",
    )
    page.key_dates.set(
        [
            KeyDate(date=LAUNCH, label="At the launch"),
            KeyDate(date=date(2023, 10, 25), label="When the 2023 report was in the news"),
        ]
    )
    HomePage.objects.get().add_child(instance=page)
    _person("Paul Howell MP", "Howell, Paul", Role.CHAIR, party="Conservative", constituency="Sedgefield")
    _person("Dame Diana Johnson DBE MP", "Johnson, Diana", Role.VICE_CHAIR, party="Labour")
    _person("Nicola Richards MP", "Richards, Nicola", Role.VICE_CHAIR)
    _person("Sharon Hodgson MP", "Hodgson, Sharon", Role.OFFICER)
    _person("Jack Brereton MP", "Brereton, Jack", Role.OFFICER)
    _person("Ian Levy MP", "Levy, Ian", Role.OFFICER)
    for person in Person.objects.filter(sort_name__in=["Howell, Paul", "Johnson, Diana"]):
        launch = person.terms.get()
        person.terms.add(
            Term(
                role=Role.CO_CHAIR,
                party=launch.party,
                house=House.COMMONS,
                constituency=launch.constituency,
                began_on=CO_CHAIRS_BY,
                began_precision=Precision.UNKNOWN,
                note=CO_CHAIR_NOTE,
            )
        )
        person.save()


def _person(name: str, sort_name: str, role: Role, *, party: str = "", constituency: str = "") -> None:
    term = Term(
        role=role,
        party=party,
        house=House.COMMONS,
        constituency=constituency,
        began_on=LAUNCH,
        end_not_recorded=True,
    )
    Person.objects.create(name=name, sort_name=sort_name, terms=[term])
