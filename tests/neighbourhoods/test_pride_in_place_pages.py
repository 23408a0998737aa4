"""What visitors read about Pride in Place: on the overview, on the page of a place, in the file and in the search."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lbn_site.core import live_figures, public_addresses, search_sources
from lbn_site.neighbourhoods.importing import desk
from lbn_site.neighbourhoods.models import NeighbourhoodIndexPage
from lbn_site.neighbourhoods.pride_in_place.downloads import FIELDS
from lbn_site.neighbourhoods.pride_in_place.kind import PRIDE_IN_PLACE
from lbn_site.neighbourhoods.pride_in_place.overlaps import Part

from .factories import area, csv_of, edition, pride_in_place, steward, town, ward, without_ward

pytestmark = pytest.mark.django_db
OVERVIEW = "/neighbourhoods/pride-in-place/"
WHOLLY, IN_TWO, A_PART, BY_NAME, NONE, NEAR_A_TOWN = range(1, 7)


@pytest.fixture
def current(home):
    home.add_child(instance=NeighbourhoodIndexPage(title="Neighbourhoods", slug="neighbourhoods"))
    wards = [ward(number, small_areas=4, authority="Leeds") for number in range(1, 6)]
    edition("2020-6", [*wards, ward(NEAR_A_TOWN, authority="Hull")])
    return pride_in_place(
        [
            area(WHOLLY),
            area(IN_TWO, inside=3),
            area(12, ward=IN_TWO, inside=1),
            area(A_PART, inside=1),
            area(BY_NAME, cohort="2026 expansion"),
            without_ward(20),
            town("Cottingham", "Hull"),
            town("Aberdeen", "Hull") | {"nation": "Scotland"},
        ]
    )


def read(client, address: str) -> str:
    """The words of a page's main part, without markup."""
    response = client.get(address)
    assert response.status_code == 200, address
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    words = " ".join(re.sub(r"</?(a|strong)\b[^>]*>", "", main).replace("<", " <").split())
    return " ".join(re.sub(r"<[^>]+>", " ", words).split())


def place(client, number: int) -> str:
    return read(client, f"/neighbourhoods/ward-{number}-e05{number:06d}/")


# The page of a place


def test_a_ward_wholly_inside_says_so_and_where(client, current):
    page = place(client, WHOLLY)
    assert "All 4 small areas of Ward 1 lie in Area 1, an area that the government chose" in page
    assert "The final boundary may differ. The share is of small areas, not of people." in page


def test_a_ward_in_two_areas_is_added_up_first(client, current):
    page = place(client, IN_TWO)
    assert "All 4 small areas of Ward 2 lie in areas that the government chose" in page
    assert "3 in Area 2 (Phase 2), 1 in Area 12 (Phase 2)" in page


def test_a_part_is_given_as_a_share_of_small_areas(client, current):
    assert "1 of the 4 small areas (25%) of Ward 3 lies in Area 3" in place(client, A_PART)


def test_what_is_known_by_name_alone_is_called_so(client, current):
    assert "This one is known by its name alone" in place(client, BY_NAME)
    assert "by its name alone" not in place(client, WHOLLY)


def test_no_row_is_said_not_to_mean_no(client, current):
    page = place(client, NONE)
    assert "No small area of Ward 5 lies in a neighbourhood chosen for phase 2" in page
    assert "This does not mean that Ward 5 is not in the programme." in page
    assert "Cottingham" not in page


def test_a_town_in_the_same_council_area_is_named_without_a_conclusion(client, current):
    page = place(client, NEAR_A_TOWN)
    assert "In Hull it covers Cottingham. We do not know whether Ward 6 is part of that." in page
    assert "Aberdeen" not in page


def test_a_ward_of_another_edition_is_passed_over_in_silence(client, current):
    edition("2025-1", [ward(77)])
    assert "Pride in Place" not in place(client, 77)


def test_before_any_data_are_published_nothing_is_said(client, home):
    edition()
    assert "Pride in Place" not in place(client, 1)
    assert client.get(OVERVIEW).status_code == 404
    assert "pride-in-place" not in client.get("/neighbourhoods/data/").content.decode()
    assert OVERVIEW not in {address.path for address in public_addresses.all_addresses()}
    assert search_sources.find("pride in place") == []
    assert live_figures.find("pride-in-place-overlap").value == ""


# The overview


def test_the_overview_gives_the_totals(client, current):
    page = read(client, OVERVIEW)
    assert "Of the 6 ‘left behind’ neighbourhoods, 4 overlap with an area that it chose, 3 of them by half" in page
    assert "Wards on the list that overlap 3 4" in page
    assert "of these, wholly inside 2 3" in page
    assert "Small areas inside 9 13" in page
    assert "of these, with a ward on the list 4 5" in page


@pytest.mark.parametrize(
    "caveat",
    [
        "No row does not mean ‘not in the programme’.",
        "2 of the 6 wards have no row. Of these, 1 is in a council area with a town of phase 1.",
        "The areas are not the final boundaries.",
        "The shares are of small areas, not of people.",
        "Ward 4 is counted by name.",
        "That does not mean that one led to the other.",
        "The Pride in Place Impact Fund is a separate programme.",
    ],
)
def test_the_overview_says_what_the_figures_do_not_say(client, current, caveat):
    assert caveat in read(client, OVERVIEW)


def test_nobody_is_said_to_have_brought_it_about(client, current):
    page = read(client, OVERVIEW) + place(client, WHOLLY) + place(client, NONE)
    assert not re.search(r"thanks to|because of|as a result|led to (?!the other)|campaign(ed|ing) (for|led)", page)


def test_the_largest_shares_come_first(client, current):
    html = client.get(OVERVIEW).content.decode()
    table = html.partition('<caption class="visually-hidden">Neighbourhoods on the list and')[2]
    assert re.findall(r">(Ward \d)</a>", table) == ["Ward 1", "Ward 2", "Ward 4", "Ward 3"]


def test_the_data_page_the_sitemap_and_the_search_know_the_overview(client, current):
    assert OVERVIEW in client.get("/neighbourhoods/data/").content.decode()
    assert OVERVIEW in client.get("/neighbourhoods/").content.decode()
    (address,) = (found for found in public_addresses.all_addresses() if found.path == OVERVIEW)
    assert address.title == "Pride in Place"
    for words in ("pride in place", "Pride place", "PRIDE IN PLACE programme"):
        assert OVERVIEW in {result.url for result in search_sources.find(words)}
    for words in ("pride of leeds", "place", "", "in"):
        assert OVERVIEW not in {result.url for result in search_sources.find(words)}


def test_a_draft_is_previewed_by_staff_and_hidden_from_visitors(client, current):
    record = desk.submit_list(
        name="x.csv", data=csv_of([area(5)]), edition_name="Draft", expected_count=1, kind=PRIDE_IN_PLACE
    )
    client.force_login(steward())
    preview = read(client, reverse("pride_in_place_desk:preview", args=[record.pride_in_place.pk]))
    assert "A preview of a draft: visitors do not see it." in preview
    assert "Ward 5" in preview
    client.logout()
    file = reverse("neighbourhoods-pride-in-place-download", args=[record.pride_in_place.slug, "pride-in-place.csv"])
    assert client.get(file).status_code == 404


# The file


def file_of(edition) -> str:
    return reverse("neighbourhoods-pride-in-place-download", args=[edition.slug, "pride-in-place.csv"])


def test_the_file_holds_every_row_and_its_credit(client, current):
    rows = list(csv.DictReader(io.StringIO(client.get(file_of(current)).content.decode())))
    assert [name for name, _ in FIELDS] == list(rows[0])
    assert len(rows) == 8
    (part,) = (row for row in rows if row["ward_code"] == "E05000003")
    assert (part["ward_name"], part["ward_authority"], part["share"]) == ("Ward 3", "Leeds", "0.2500")
    assert {row["credit"] for row in rows} == {"Credit."}


def test_the_file_can_be_handed_in_again(client, current):
    checked = desk.read_and_check(PRIDE_IN_PLACE, "x.csv", client.get(file_of(current)).content)
    assert checked.errors == []
    assert len(checked.rows) == 8


def test_the_file_stays_the_same_when_its_texts_change(client, current):
    before = client.get(file_of(current)).content
    current.credit = "Another credit."
    current.save()
    response = client.get(file_of(current))
    assert response.content == before
    assert "immutable" in response["Cache-Control"]
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("name", ["x.csv", "datapackage.json", "pride-in-place.csv.gz"])
def test_there_is_no_other_file(client, current, name):
    assert client.get(f"{OVERVIEW}data/{current.slug}/{name}").status_code == 404
    assert client.get(f"{OVERVIEW}data/nothing/pride-in-place.csv").status_code == 404


# Ten thousand of them


@pytest.mark.slow
def test_ten_thousand_rows_are_cut_into_pages(client, home):
    edition("2020-1", [ward(number, small_areas=4) for number in range(1, 10_001)])
    pride_in_place([area(number, inside=1 + number % 4) for number in range(1, 10_001)])
    with CaptureQueriesContext(connection) as queries:
        first = client.get(OVERVIEW).content.decode()
    assert "Page 1 of 100" in first
    assert first.count('<a href="/neighbourhoods/ward-') == 100
    assert len(first) < 120_000
    assert len(queries) < 40
    last = client.get(f"{OVERVIEW}?page=100").content.decode()
    assert last.count('<a href="/neighbourhoods/ward-') == 100
    assert 'content="noindex"' in last
    with CaptureQueriesContext(connection) as queries:
        client.get("/neighbourhoods/ward-1-e05000001/")
    assert len(queries) < 40


def test_the_table_is_described_for_programs(client, current):
    folder = f"{OVERVIEW}data/{current.slug}/"
    table = client.get(f"{folder}pride-in-place.csv")
    assert '<pride-in-place.csv-metadata.json>; rel="describedby"' in table["Link"]
    told = client.get(f"{folder}pride-in-place.csv-metadata.json")
    assert told["Content-Type"] == "application/csvm+json"
    columns = [column["name"] for column in told.json()["tableSchema"]["columns"]]
    assert columns == next(csv.reader(io.StringIO(table.content.decode())))
    page = client.get("/neighbourhoods/data/").content.decode()
    assert page.count('"@type":"Dataset"') == 2


@pytest.mark.parametrize(("inside", "small_areas", "percent"), [(5, 8, 63), (1, 8, 13), (1, 300, 1), (299, 300, 99)])
def test_a_half_of_a_per_cent_is_rounded_up(inside, small_areas, percent):
    assert Part(inside, small_areas).percent == percent
