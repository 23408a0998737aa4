"""The maps: no mark hides another, whatever the list; numbers, names, what changed since the edition before."""

import csv
import random
import re
from itertools import combinations
from math import dist

import pytest

from lbn_site.neighbourhoods import shipped
from lbn_site.neighbourhoods.models import Neighbourhood, NeighbourhoodIndexPage
from lbn_site.neighbourhoods.outlines.board import Board
from lbn_site.neighbourhoods.outlines.england import HEIGHT, WIDTH, england_map
from lbn_site.neighbourhoods.outlines.grid import to_national_grid
from lbn_site.neighbourhoods.outlines.region import RegionMap, region_map
from lbn_site.neighbourhoods.outlines.shapes import Box, regions
from lbn_site.neighbourhoods.outlines.symbols import DOT, LARGE_DIAMOND, SMALL_DOT

from .factories import edition, ward

REGIONS = sorted(shape.name for shape in regions().values())
MANY = 10_000


def overlaps(spots: list[tuple[float, float]], radius: float) -> list:
    """The pairs of marks that touch."""
    return [pair for pair in combinations(spots, 2) if dist(*pair) < 2 * radius]


def spots_in(path: str) -> list[tuple[float, float]]:
    """Where the marks of a path begin."""
    return [(float(x), float(y)) for x, y in re.findall(r"M([\d.]+) ([\d.]+)", path)]


def shipped_places() -> list[Neighbourhood]:
    """The places of the shipped list, with their region and position only."""
    with (shipped.FOLDER / "2020-225.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    grid = to_national_grid([(float(row["longitude"]), float(row["latitude"])) for row in rows])
    return [
        Neighbourhood(
            pk=pk, name=row["name"], authority=row["authority"], region=row["region"], easting=x, northing=y
        )
        for pk, (row, (x, y)) in enumerate(zip(rows, grid, strict=True))
    ]


def map_of(region: str, places: list[Neighbourhood], **options) -> RegionMap:
    drawn = region_map(region, places, **options)
    assert drawn is not None
    return drawn


@pytest.mark.parametrize("region", REGIONS)
def test_no_mark_on_the_map_of_a_region_hides_another(region):
    places = [row for row in shipped_places() if row.region == region]
    drawn = map_of(region, places, symbols={row.pk: LARGE_DIAMOND for row in places[::3]})
    assert len(drawn.marks) == len(places)
    assert overlaps([(mark.x, mark.y) for mark in drawn.marks], LARGE_DIAMOND.radius) == []


@pytest.mark.parametrize("region", REGIONS)
def test_marks_stay_near_their_places(region):
    """A map may lie by the width of a large town, and says by how much."""
    places = [row for row in shipped_places() if row.region == region]
    drawn = map_of(region, places)
    assert drawn.moved == round(max(mark.moved for mark in drawn.marks))
    assert drawn.moved <= 15
    assert sum(mark.moved for mark in drawn.marks) / len(places) <= 5


@pytest.mark.parametrize("region", REGIONS)
def test_names_keep_clear_of_the_marks_and_of_one_another(region):
    drawn = map_of(region, [row for row in shipped_places() if row.region == region])
    assert 2 <= len(drawn.names) <= 6
    boxes = [_box(name) for name in drawn.names]
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    dots = [Box(mark.x - 4, mark.y - 4, 8, 8) for mark in drawn.marks]
    assert not any(box.overlaps(dot) for box in boxes for dot in dots)


def _box(name) -> Box:
    """As wide as letters of 12 pixels are on average."""
    width = 6 * len(f"{name.text} {name.count}")
    return Box(name.x - {"start": 0, "middle": width / 2, "end": width}[name.anchor], name.y - 9, width, 11)


def test_a_name_drops_the_words_that_only_official_lists_write():
    place = Neighbourhood(pk=1, authority="Bristol, City of", easting=358_000, northing=173_000)
    assert [name.text for name in map_of("South West", [place]).names] == ["Bristol"]


def test_a_name_without_room_is_left_out():
    place = Neighbourhood(pk=1, authority="Long " * 20, easting=358_000, northing=173_000)
    assert map_of("South West", [place]).names == []


def test_a_hundred_places_on_one_spot_are_a_hundred_marks():
    places = [Neighbourhood(pk=pk, authority="A", easting=450_000, northing=520_000) for pk in range(100)]
    drawn = map_of("North East", places)
    assert len(drawn.marks) == 100
    assert overlaps([(mark.x, mark.y) for mark in drawn.marks], LARGE_DIAMOND.radius) == []


@pytest.mark.parametrize("position", [(None, None), (450_000, None), (0, 0), (9_999_999, 9_999_999)])
def test_a_place_without_a_position_in_the_region_is_counted_as_left_out(position):
    easting, northing = position
    lost = Neighbourhood(pk=1, authority="A", easting=easting, northing=northing)
    found = Neighbourhood(pk=2, authority="A", easting=450_000, northing=520_000)
    assert region_map("North East", [lost]) is None
    drawn = map_of("North East", [lost, found])
    assert (len(drawn.marks), drawn.left_out) == (1, 1)


def test_a_region_that_no_outline_is_known_of_has_no_map():
    place = Neighbourhood(pk=1, authority="A", easting=450_000, northing=520_000)
    assert region_map("Wales", [place]) is None


def test_ten_thousand_marks_on_a_board_never_touch():
    chance = random.Random(1)
    board = Board(WIDTH, HEIGHT)
    board.keep_clear(Box(100, 100, 30, 15))
    hung = [board.hang_once(chance.gauss(150, 40), chance.gauss(150, 60), DOT.radius) for _ in range(MANY)]
    pegs = [peg for peg in hung if peg]
    assert 500 < len(pegs) < MANY
    assert overlaps(pegs, DOT.radius) == []
    assert not any(98 < x < 132 and 98 < y < 117 for x, y in pegs)


def test_a_full_board_takes_no_more():
    board = Board(20, 20)
    hung = [board.hang(10, 10, 4) for _ in range(30)]
    assert None in hung
    assert overlaps([peg for peg in hung if peg], 4) == []


@pytest.mark.django_db
def test_the_map_of_england_draws_every_place_and_says_how_many_each_region_has(client, home):
    shipped.load_edition(shipped.editions()[-1])
    rows = Neighbourhood.objects.on_current_list()
    drawn = england_map(rows)
    spots = spots_in(drawn.marks[0].path)
    assert (len(spots), drawn.is_crowded) == (225, False)
    assert overlaps(spots, DOT.radius) == []
    assert {region.shape.name: region.count for region in drawn.regions}["North East"] == 56
    numbers = [Box(region.x - 4, region.y - 6, 8, 12) for region in drawn.regions]
    assert not any(number.overlaps(Box(x - 2, y - 2, 4, 4)) for number in numbers for x, y in spots)


@pytest.mark.django_db
def test_where_the_list_is_long_a_mark_stands_for_several_and_none_hides_another(home):
    chance = random.Random(2)
    at = {"latitude": "54.57600", "longitude": "-1.21600"}
    rows = [
        {
            **ward(number),
            **at,
            "latitude": f"{chance.uniform(50.5, 55):.5f}",
            "longitude": f"{chance.uniform(-3, 0):.5f}",
        }
        for number in range(1, 601)
    ]
    made = edition(rows=rows)
    drawn = england_map(made.neighbourhoods.all())
    spots = spots_in(drawn.marks[0].path)
    assert drawn.is_crowded
    assert overlaps(spots, DOT.radius) == []
    among = made.neighbourhoods.all()
    of_region = map_of("North East", list(among.filter(latitude__gt=54.7)[:30]), among=among)
    large = [(mark.x, mark.y) for mark in of_region.marks]
    small = spots_in(of_region.others)
    assert small
    assert overlaps(small, SMALL_DOT.radius) == []
    assert all(dist(one, other) > LARGE_DIAMOND.radius + SMALL_DOT.radius for one in large for other in small)


@pytest.fixture
def two_editions(home):
    """Ward 2 left, ward 3 joined, ward 4 has another code since; ward 5 left, and the earlier list says not where."""
    home.add_child(instance=NeighbourhoodIndexPage(title="Neighbourhoods", slug="neighbourhoods"))
    nowhere = {"latitude": None, "longitude": None}
    edition("2019-4", [ward(1), ward(2, name="Gone"), ward(4, name="Recoded"), ward(5, name="Lost", **nowhere)])
    return edition("2020-3", [ward(1), ward(3, name="Fresh"), ward(6, name="Recoded")])


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/neighbourhoods/map/", "/neighbourhoods/regions/north-east/"])
def test_what_changed_is_said_in_symbols_and_in_words(client, two_editions, address):
    html = client.get(address).content.decode()
    assert "In both editions: 2</span>" in html
    assert "New in the 2020 edition: 1</span>" in html
    assert "Only in the 2019 edition: 1</span>" in html
    assert "1 neighbourhood is new and 2 have left the list: " in html
    assert ">Gone</a>, Middlesbrough" in html
    assert "The map does not show 1 of those that left" in html


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/neighbourhoods/map/", "/neighbourhoods/regions/north-east/"])
def test_those_that_left_are_drawn_where_their_position_is_known(client, two_editions, address):
    html = client.get(address).content.decode()
    assert html.count('<path class="map__diamond"') == 2  # one of them in the key
    assert html.count('<path class="map__cross"') == 2


@pytest.mark.django_db
def test_a_table_says_what_changed_in_each_region(client, two_editions):
    html = client.get("/neighbourhoods/map/").content.decode()
    row = html.split(">North East</a></th>")[1].split("</tr>")[0]
    assert row == "<td>3</td><td>1</td><td>2</td>"


@pytest.mark.django_db
def test_the_table_of_a_region_says_which_are_new(client, two_editions):
    html = client.get("/neighbourhoods/regions/north-east/").content.decode()
    fresh = html.split(">Fresh</a></th>")[1].split("</tr>")[0]
    assert "New in the 2020 edition" in fresh
    assert html.count("<td>In both editions</td>") == 2


@pytest.mark.django_db
def test_where_nothing_changed_the_page_says_so(client, home):
    edition("2019-4", [ward(1)])
    edition("2020-3", [ward(1)])
    html = client.get("/neighbourhoods/regions/north-east/").content.decode()
    assert "All of them were in the 2019 edition too, and none has left since." in html


@pytest.mark.django_db
def test_the_first_edition_is_compared_with_nothing(client, home):
    edition(rows=[ward(1)])
    for address in ("/neighbourhoods/map/", "/neighbourhoods/regions/north-east/"):
        html = client.get(address).content.decode()
        assert "map__key" not in html.split("</style>")[1]
        assert "North East" in html


@pytest.mark.django_db
def test_a_list_without_positions_still_has_its_pages(client, home):
    edition(rows=[ward(1, latitude=None, longitude=None)])
    assert ">North East: 1</title>" in client.get("/neighbourhoods/map/").content.decode()
    html = client.get("/neighbourhoods/regions/north-east/").content.decode()
    assert "<svg viewBox=" not in html.split("<main")[1].split("</main>")[0]
    assert ">Ward 1</a>" in html


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/neighbourhoods/map/", "/neighbourhoods/regions/north-east/"])
def test_without_scripts_no_keyboard_and_no_screen_reader_stops_at_the_map(client, two_editions, address):
    html = client.get(address).content.decode()
    drawing = html.split("data-map>")[1].split("</svg>")[0]
    assert re.search(r'<svg [^>]*aria-hidden="true" data-map>', html)
    assert drawing.count("<a ") == drawing.count('tabindex="-1"') > 0
