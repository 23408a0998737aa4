"""The page of one place, and what can be taken away from it."""

import csv
import io
import json
from importlib import import_module

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from lbn_site.neighbourhoods.cards import card_of_place
from lbn_site.neighbourhoods.importing.list_kind import LIST
from lbn_site.neighbourhoods.importing.validate import Checked
from lbn_site.neighbourhoods.models import Edition, Neighbourhood, NeighbourhoodIndexPage, Outline
from lbn_site.neighbourhoods.nearby import nearby
from lbn_site.neighbourhoods.outlines.map import outline_map

from .factories import edition, postcodes, steward, ward

pytestmark = pytest.mark.django_db

MOST_QUERIES = 11


def square(west: float, south: float, size: float = 0.02) -> list:
    """The polygons of a square ward."""
    east, north = round(west + size, 5), round(south + size, 5)
    return [[[[west, south], [east, south], [east, north], [west, north], [west, south]]]]


def page(client, number: int = 1) -> str:
    """The page of a ward of the factories."""
    response = client.get(f"/neighbourhoods/ward-{number}-e05{number:06d}/")
    assert response.status_code == 200
    return response.content.decode()


def words(html: str) -> str:
    """What a reader sees of a page, in one line."""
    text = " ".join(BeautifulSoup(html, "html.parser").main.get_text(" ").split())
    return text.replace(" ,", ",").replace(" .", ".")


@pytest.fixture
def section(home):
    home.add_child(instance=NeighbourhoodIndexPage(title="Neighbourhoods", slug="neighbourhoods"))


RANKED = [
    ward(1, deprivation_rank=40, deprivation_score="35.380", small_areas=8, small_areas_most_deprived_tenth=2),
    ward(2, deprivation_rank=10, small_areas=4, small_areas_most_deprived_tenth=4, latitude="54.60000"),
    ward(3, deprivation_rank=20, small_areas=4, small_areas_most_deprived_tenth=0, region="London"),
]


# Where it ranks


def test_the_rank_is_given_in_words_with_its_total_its_list_and_its_region(client, section):
    edition(rows=RANKED, wards_in_england=7433)
    text = words(page(client))
    assert "ranks 40th among England’s 7,433 wards. That is within the most deprived tenth, the first 743." in text
    assert "Its deprivation score is 35.38; a higher score" in text
    assert "Of the 3 on the list it is 3rd, and of the 2 in the North East it is 2nd." in text
    assert "Source: IMD 2019." in text


def test_a_rank_beyond_the_tenth_says_so_and_why_it_may_be(client, section):
    edition(rows=RANKED, wards_in_england=300, measures_note="Worked out here.")
    text = words(page(client))
    assert "outside the most deprived tenth, the first 30. The rank is worked out for this site" in text


@pytest.mark.parametrize("wards", [None, 39])
def test_without_a_number_of_wards_that_fits_no_rank_among_all_of_them_is_claimed(client, section, wards):
    edition(rows=RANKED, wards_in_england=wards)
    html = page(client)
    assert "ranks <strong>40th</strong>." in html
    assert "among England’s" not in html
    assert "wards of England" not in html
    assert html.count('class="strip"') == 2


def test_a_place_without_a_rank_has_no_ranks(client, section):
    edition(rows=[ward(1), ward(2, deprivation_rank=3)], wards_in_england=7433)
    assert "Where it ranks" not in page(client)


def test_those_without_a_rank_are_not_counted_among_the_ranked(client, section):
    edition(rows=[*RANKED, ward(4)], wards_in_england=7433)
    assert "Of the 3 on the list it is 3rd" in words(page(client))


def test_the_strips_mark_the_place_and_the_tenth_to_scale(client, section):
    edition(rows=RANKED, wards_in_england=500)
    everywhere, listed, in_region = page(client).split('class="strip"')[1:]
    for strip, mark, tenth in ((everywhere, 32.0, 40.0), (listed, 320.0, 400.0), (in_region, 320.0, 400.0)):
        assert f'd="M{mark} 0v10"' in strip
        assert f'class="strip__tenth" d="M0 2h{tenth}v6H0z"' in strip
    assert 'd="M80 2v6M160 2v6M320 2v6"' in listed
    assert 'd="M80 2v6M320 2v6"' in in_region


# Beside its region and England


def test_its_figures_stand_beside_the_sums_of_its_region_and_of_england(client, section):
    edition(rows=RANKED)
    text = words(page(client))
    assert "8,000 people live here. The 2 on the list in the North East 16,000 All 3 on the list 24,000" in text
    shares = "Ward 1 2 of 8 (25%) The 2 on the list in the North East 6 of 12 (50%) All 3 on the list 6 of 16 (38%)"
    assert f"2 of its 8 small areas are among the most deprived tenth in England. {shares} By definition" in text


def test_a_sum_is_not_given_where_a_part_of_it_is_not_known(client, section):
    edition(rows=[ward(1), ward(2), ward(3, region="London", population=None)])
    text = words(page(client))
    assert "The 2 on the list in the North East 16,000 Source: Mid-2020 estimates." in text


def test_the_only_place_of_its_region_is_not_compared_with_itself(client, section):
    edition(rows=RANKED)
    text = words(page(client, 3))
    assert "Of the 3 on the list it is 2nd." in text
    assert "in London" not in text


def test_a_list_of_names_alone_has_plain_pages(client, section):
    edition(
        rows=[
            {"code": "E05000001", "name": "Ward 1", "authority": "Middlesbrough"},
            {"code": "E05000002", "name": "Ward 2", "authority": "Middlesbrough"},
        ]
    )
    html = page(client)
    assert "Ward 1 is one of the 2" in html
    for part in ("In figures", "Where it ranks", "Nearby", "<table", "<svg class", "Postcodes begin", "None"):
        assert part not in html.split("<main")[1].split("</main>")[0], part


def test_more_deprived_small_areas_than_small_areas_are_no_share(client, section):
    edition(rows=[ward(1, small_areas=3, small_areas_most_deprived_tenth=5)])
    assert 'class="bar"' not in page(client)


# What is near


def neighbours(number: int = 1) -> list[tuple[str, bool, str]]:
    row = Neighbourhood.objects.get(code=f"E05{number:06d}")
    return [(other.row.name, other.adjoins, other.distance) for other in nearby(row).neighbours]


def test_places_that_adjoin_come_first_with_their_distances(client, section):
    edition(
        rows=[
            ward(1, latitude="54.51000", longitude="-1.21000"),
            ward(2, latitude="54.51000", longitude="-1.19000"),
            ward(3, latitude="54.51500", longitude="-1.21000"),
            ward(4, latitude="54.53000", longitude="-1.19000"),
        ]
    )
    for number, west, south in ((1, -1.22, 54.5), (2, -1.20, 54.5), (4, -1.20, 54.52)):
        Outline.objects.create(code=f"E05{number:06d}", polygons=square(west, south))
    assert neighbours() == [
        ("Ward 2", True, "0.8 miles (1.3 km)"),
        ("Ward 3", False, "0.3 miles (0.6 km)"),  # whose outline is not known
        ("Ward 4", False, "1.6 miles (2.6 km)"),  # which only meets it at a corner
    ]
    text = words(page(client))
    assert "Ward 2, Middlesbrough: next door, 0.8 miles (1.3 km) Ward 3, Middlesbrough: 0.3 miles" in text
    assert 'class="locator__beside"' in page(client)


def test_a_place_without_a_position_has_neither_map_nor_neighbours(client, section):
    edition(rows=[ward(1, latitude=None, longitude=None), ward(2)])
    html = page(client)
    assert "Nearby on the list" not in html
    assert "locator" not in html.split("<main")[1]


# Where it is


def test_the_beginnings_of_its_postcodes_are_counted(client, section):
    edition()
    release = postcodes("TS3", inside={"E05000001": "1AA"}, near={"E05000001": "1AB"})
    release.outward_codes.create(code="TS4", inside={"E05000001": "2AA2AB2AC", "E05000002": "2AD"})
    release.outward_codes.create(code="TS5", inside={"E05000002": "3AA"})
    text = words(page(client))
    assert "Postcodes begin with TS4 (3), TS3 (2) In brackets" in text
    assert "A directory (August 2023)" in text


def test_postcodes_that_are_not_in_use_yet_are_not_shown(client, section):
    edition()
    release = postcodes("TS3", inside={"E05000001": "1AA"})
    release.is_current = False
    release.save()
    assert "Postcodes begin with" not in page(client)


def test_its_constituencies_have_their_dates(client, section):
    edition(rows=[ward(1, constituencies_2024="Redcar", constituencies_2010="Old Town")])
    text = words(page(client))
    assert "Constituency since the election of 4 July 2024 Redcar" in text
    assert "Constituency from the election of 6 May 2010 to that of 4 July 2024 Old Town" in text


# To take away


def test_the_words_of_the_scale_have_room_below_a_tall_ward():
    ring = [[-1.5, 52.0], [-1.499, 52.0], [-1.499, 52.02], [-1.5, 52.02], [-1.5, 52.0]]
    drawn = outline_map([[ring]], [])
    assert drawn.frame.width < 60
    assert drawn.box.right >= drawn.after_bar + 8 * len(drawn.bar_in_words)


def test_the_citation_names_the_ward_and_its_permanent_address(client, section):
    edition(published="2020")
    expected = "‘Left behind’ neighbourhoods, 2020 edition: Ward 1, Middlesbrough (ward E05000001)."
    html = page(client)
    assert f"A publisher: {expected} https://lbn.example/n/E05000001/</p>" in html.replace(" (2020)", "")
    assert "js/copy" in html


def test_a_draft_has_nothing_to_cite_or_to_download(client, section):
    edition()
    draft = edition("2025-1", [ward(1)], published=False)
    client.force_login(steward())
    html = client.get(reverse("neighbourhood_desk:preview-place", args=[draft.pk, "e05000001"])).content.decode()
    for part in ("Cite and download", ".csv", "js/copy"):
        assert part not in html


def test_a_place_can_be_downloaded_as_a_table_with_the_columns_of_the_list(client, section):
    made = edition(rows=[ward(1, needs_rank=17), ward(2)])
    response = client.get("/n/E05000001.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="E05000001.csv"'
    assert response["Access-Control-Allow-Origin"] == "*"
    whole = client.get(f"/neighbourhoods/data/{made.slug}/neighbourhoods.csv").content.decode()
    [row] = csv.DictReader(io.StringIO(response.content.decode()))
    assert row == next(csv.DictReader(io.StringIO(whole)))
    assert "needs_rank" not in row


def test_a_place_can_be_downloaded_as_a_map_with_all_that_is_known(client, section):
    edition()
    Outline.objects.create(code="E05000001", polygons=square(-1.22, 54.57))
    body = json.loads(client.get("/n/e05000001.geojson").content)
    [feature] = body["features"]
    assert (feature["id"], feature["geometry"]["type"]) == ("E05000001", "MultiPolygon")
    assert (feature["properties"]["population"], feature["properties"]["region"]) == (8000, "North East")
    assert body["credit"] == "Credit where it is due."


@pytest.mark.parametrize("name", ["E05999999.csv", "E05000009.csv", "E05000001.exe", "E05000001.png"])
def test_what_is_not_there_cannot_be_downloaded(client, section, name):
    edition()
    edition("2025-1", [ward(9)], published=False)
    assert client.get(f"/n/{name}").status_code == 404


def test_a_place_that_left_the_list_is_downloaded_as_the_latest_edition_has_it(client, section):
    edition()
    edition("2025-1", [ward(1)])
    assert b"2020 edition" in client.get("/n/E05000003.csv").content
    assert b"2025 edition" in client.get("/n/E05000001.csv").content


def test_a_place_has_a_card_with_its_outline_where_that_is_known(home):
    edition(rows=[ward(1, name="Grange"), ward(2, name="Grange")])
    Outline.objects.create(code="E05000002", polygons=square(-1.22, 54.57))
    cards = [card_of_place("grange", code) for code in ("e05000001", "e05000002")]
    assert [Image.open(io.BytesIO(png)).size for png in cards] == [(1200, 630)] * 2
    assert cards[0] != cards[1]


@pytest.mark.parametrize("code", ["e05000009", "e05999999"])
def test_a_ward_that_was_never_listed_has_no_card(home, code):
    edition()
    edition("2025-1", [ward(9)], published=False)
    with pytest.raises(Http404):
        card_of_place("ward", code)


def test_the_page_of_a_place_names_its_card(client, home):
    edition(rows=[ward(1, name="Grange")])
    card = "/share/neighbourhoods/grange-e05000001.png"
    html = client.get("/neighbourhoods/grange-e05000001/").content.decode()
    assert f'property="og:image" content="https://lbn.example{card}"' in html
    assert client.get(card).content == card_of_place("grange", "e05000001")


# What it costs


def test_the_page_asks_no_more_for_a_hundred_places_than_for_three(client, section):
    edition(rows=[{**RANKED[0], "code": f"E05{number:06d}", "name": f"Ward {number}"} for number in range(1, 101)])
    postcodes("TS3", inside={"E05000001": "1AA"})
    Outline.objects.create(code="E05000001", polygons=square(-1.22, 54.57))
    with CaptureQueriesContext(connection) as queries:
        page(client)
    assert len([sql for sql in queries if "neighbourhoods_" in sql["sql"]]) <= MOST_QUERIES


# The number of wards


def test_editions_of_before_get_the_number_of_wards_that_is_known(home):
    edition(geography="Wards, December 2017")
    edition("2025-1", [ward(1)], geography="Wards, 2023")
    import_module("lbn_site.neighbourhoods.migrations.0007_wards_in_england").fill(apps, None)
    assert dict(Edition.objects.values_list("slug", "wards_in_england")) == {"2020-3": 7433, "2025-1": None}


def test_a_new_list_of_the_same_wards_keeps_their_number_and_one_of_other_wards_does_not(home):
    edition(geography="Wards, December 2017", wards_in_england=7433)
    drafts = [LIST.draft("2025 edition", Checked(ward_year=year), 3) for year in (None, 2017, 2023)]
    assert [draft.wards_in_england for draft in drafts] == [7433, 7433, None]
