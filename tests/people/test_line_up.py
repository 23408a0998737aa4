"""The group at any date."""

import datetime

import pytest

from lbn_site.example.content import people as example_people
from lbn_site.people.line_up import LineUp
from lbn_site.people.models import Person, Role, Term

LAUNCH = datetime.date(2020, 7, 14)


@pytest.fixture
def people(home):
    example_people.load()


def roles(terms) -> dict[str, str]:
    return {term.person.sort_name: term.role for term in terms}


def test_at_the_launch_there_were_one_chair_two_vice_chairs_and_three_officers(people):
    assert roles(LineUp.at(LAUNCH).in_post) == {
        "Howell, Paul": "chair",
        "Johnson, Diana": "vice-chair",
        "Richards, Nicola": "vice-chair",
        "Brereton, Jack": "officer",
        "Hodgson, Sharon": "officer",
        "Levy, Ian": "officer",
    }


def test_later_there_were_two_co_chairs_and_others_whose_end_is_not_recorded(people):
    line_up = LineUp.at(datetime.date(2023, 10, 25))
    assert roles(line_up.in_post) == {"Howell, Paul": "co-chair", "Johnson, Diana": "co-chair"}
    assert set(roles(line_up.unsure)) == {"Richards, Nicola", "Brereton, Jack", "Hodgson, Sharon", "Levy, Ian"}


def test_before_the_launch_nobody_is_on_record(people):
    assert LineUp.at(datetime.date(2020, 7, 13)).is_empty


def test_without_a_date_it_is_the_group_at_its_end(people):
    assert LineUp.at(None).date == datetime.date(2024, 3, 31)


def test_a_person_who_left_is_there_until_the_last_day(home):
    term = Term(role=Role.MEMBER, began_on=LAUNCH, ended_on=datetime.date(2021, 5, 6))
    Person.objects.create(name="Ada Example MP", sort_name="Example, Ada", terms=[term])
    assert LineUp.at(datetime.date(2021, 5, 6)).in_post
    assert LineUp.at(datetime.date(2021, 5, 7)).is_empty


def test_the_page_shows_the_day_that_is_asked_for(client, people):
    html = client.get("/people/?on=2020-07-14").content.decode()
    assert "On 14 July 2020" in html
    assert html.index("Paul Howell MP") < html.index("Dame Diana Johnson DBE MP") < html.index("Ian Levy MP")
    assert "Sedgefield" in html
    assert "Local Trust" in html


@pytest.mark.parametrize("asked", ["", "yesterday", "2020-13-40", "0000-00-00"])
def test_a_senseless_date_shows_the_last_day(client, people, asked):
    assert "On 31 March 2024" in client.get(f"/people/?on={asked}").content.decode()


def test_a_day_after_the_end_is_said_to_be_one(client, people):
    assert "The group had ended by then" in client.get("/people/?on=2025-01-01").content.decode()
