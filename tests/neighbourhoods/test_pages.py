"""What visitors see of the list: the table, places, areas, editions, the map."""

from importlib import import_module
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from django.utils.text import slugify

from lbn_site.core import search_sources
from lbn_site.example.content import neighbourhoods as example
from lbn_site.explainers.models import ExplainerPage
from lbn_site.neighbourhoods.editions import publish_edition
from lbn_site.neighbourhoods.importing.compare import compare
from lbn_site.neighbourhoods.models import Edition, NeighbourhoodIndexPage, Place

from .factories import edition, ward

pytestmark = pytest.mark.django_db
CORBY = {"authority": "Corby", "authority_now": "North Northamptonshire", "region": "East Midlands"}


@pytest.fixture
def listed(home):
    """Three places: two Granges in different authorities, one of them abolished."""
    home.add_child(instance=NeighbourhoodIndexPage(title="Neighbourhoods", slug="neighbourhoods"))
    return edition(
        rows=[
            ward(1, name="Grange", constituencies_2024="Redcar|Easington", constituencies_2024_shares="0.75|0.25"),
            ward(2, name="Grange", population=None, **CORBY),
            ward(3, name="Annfield Plain", population=12_345, authority="County Durham"),
        ]
    )


def page(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def names(html: str) -> list[str]:
    """The first column of the list, from top to bottom."""
    body = html.split("<tbody>")[1].split("</tbody>")[0]
    return [part.split(">")[2].split("<")[0] for part in body.split('<th scope="row"')[1:]]


def test_the_list_shows_every_place_with_its_authority_of_then_and_now(client, listed):
    html = page(client, "/neighbourhoods/")
    assert names(html) == ["Annfield Plain", "Grange", "Grange"]
    assert "Corby, now North Northamptonshire" in html
    assert "<strong>3</strong> neighbourhoods" in html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("words=grange", 2),
        ("words=grange+corby", 1),
        ("words=easington", 1),
        ("words=E05000003", 1),
        ("region=North+East", 2),
        ("region=north-east", 2),
        ("authority=Corby", 1),
        ("authority=North+Northamptonshire", 1),
        ("constituency=Redcar", 1),
        ("region=East+Midlands&words=annfield", 0),
        ("authority=nowhere", 0),
        ("authority=%E5%8C%97%E4%BA%AC", 0),
        ("words=%25", 0),
    ],
)
def test_the_list_is_filtered_by_the_address_and_says_how_many(client, listed, query, found):
    html = page(client, f"/neighbourhoods/?{query}")
    assert f"<strong>{found}</strong> of 3 neighbourhoods" in html
    assert 'role="status"' in html


def test_the_filter_takes_an_authority_as_words_and_keeps_one_that_an_address_asks_for(client, listed):
    assert "All authorities" not in page(client, "/neighbourhoods/")
    for name in ("Corby", "North Northamptonshire"):
        assert "<strong>1</strong> of 3 neighbourhoods" in page(
            client, "/neighbourhoods/?" + urlencode({"words": name})
        )
        html = page(client, "/neighbourhoods/?" + urlencode({"authority": name}))
        assert f"<option selected>{name}</option>" in html


def test_the_filter_takes_a_constituency_as_words_and_keeps_one_that_an_address_asks_for(client, home):
    home.add_child(instance=NeighbourhoodIndexPage(title="Neighbourhoods", slug="neighbourhoods"))
    edition(rows=[ward(1, constituencies_2010="Old Town|Redcar", constituencies_2024="Redcar|Easington")])
    html = page(client, "/neighbourhoods/")
    assert "Place, council or constituency</label>" in html
    assert "All constituencies" not in html
    for words in ("old+town", "easington"):
        assert "<strong>1</strong> of 1 neighbourhoods" in page(client, f"/neighbourhoods/?words={words}")
    html = page(client, "/neighbourhoods/?constituency=old-town")
    assert "<option selected>Old Town</option>" in html
    assert "<strong>1</strong> of 1 neighbourhoods" in html


@pytest.mark.parametrize("address", ["map/", "regions/north-east/", "grange-e05000001/"])
def test_every_map_comes_with_its_colours(client, listed, address):
    html = page(client, f"/neighbourhoods/{address}")
    assert '<path class="map__land"' in html
    assert ".map__land{fill:var(--support-tint)" in html


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("name", "Annfield Plain"),
        ("-name", "Grange"),
        ("-population", "Annfield Plain"),
        ("x;", "Annfield Plain"),
    ],
)
def test_the_list_is_sorted_by_the_address(client, listed, sort, first):
    assert names(page(client, f"/neighbourhoods/?sort={sort}"))[0] == first


def test_a_place_without_a_figure_comes_last_both_ways(client, listed):
    for sort in ("population", "-population"):
        assert "North Northamptonshire" in page(client, f"/neighbourhoods/?sort={sort}").rsplit("<tr>", 1)[1]


def test_the_sorted_column_says_so_and_keeps_the_filter(client, listed):
    html = page(client, "/neighbourhoods/?words=grange&sort=-region")
    assert html.count('aria-sort="') == 1
    assert 'aria-sort="descending"><a href="?words=grange&amp;sort=region#list">Region' in html


def test_a_long_list_is_cut_into_pages(client, home):
    home.add_child(instance=NeighbourhoodIndexPage(title="Neighbourhoods", slug="neighbourhoods"))
    edition(rows=[ward(number) for number in range(1, 402)])
    assert len(names(page(client, "/neighbourhoods/"))) == 300
    assert len(names(page(client, "/neighbourhoods/?page=2"))) == 101
    assert len(names(page(client, "/neighbourhoods/?page=999"))) == 101


@pytest.mark.parametrize("query", ["", "?words=grange&sort=-region", "?constituency=Redcar"])
def test_the_list_itself_costs_six_queries_at_most(client, listed, query):
    """Beside what the frame of every page costs."""
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/neighbourhoods/{query}")
    assert len([sql for sql in queries if 'neighbourhoods_neighbourhood"' in sql["sql"]]) <= 6


def test_the_page_of_a_place_says_where_it_is_and_why_it_is_listed(client, listed):
    html = page(client, "/neighbourhoods/grange-e05000001/")
    assert "Deprived on both indices." in html
    assert "8,000 people live here." in html
    assert "Mid-2020 estimates" in html
    assert "Redcar</a> (75% of residents)" in html
    assert "Grange</a>, North Northamptonshire" in html  # its nearest other
    assert 'rel="canonical" href="https://lbn.example/neighbourhoods/grange-e05000001/"' in html


def test_a_place_in_an_abolished_authority_names_both(client, listed):
    html = page(client, "/neighbourhoods/grange-e05000002/")
    facts = html.split("Where it is")[1]
    assert 'Council now (2024)</dt><dd><a href="/neighbourhoods/authorities/north-northamptonshire/">' in facts
    assert 'Council when the list was drawn up</dt><dd><a href="/neighbourhoods/authorities/corby/">' in facts


@pytest.mark.parametrize("address", ["/n/E05000001/", "/n/e05000001/", "/neighbourhoods/old-name-e05000001/"])
def test_every_other_address_of_a_place_leads_there_in_one_step(client, listed, address):
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (301, "/neighbourhoods/grange-e05000001/")


@pytest.mark.parametrize("address", ["/n/E05999999/", "/neighbourhoods/nowhere-e05999999/", "/n/x/"])
def test_a_ward_that_was_never_listed_has_no_page(client, listed, address):
    assert client.get(address).status_code == 404


def test_a_place_that_left_the_list_keeps_its_page(client, listed):
    edition("2025-1", [ward(1, name="Grange")])
    html = page(client, "/neighbourhoods/annfield-plain-e05000003/")
    assert "On an earlier list" in html
    assert "/authorities/county-durham/" not in html  # that page holds the current list only
    assert "2025 edition</a>: not on the list" in html


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/neighbourhoods/regions/", "East Midlands"),
        ("/neighbourhoods/regions/north-east/", "Neighbourhoods in the North East"),
        ("/neighbourhoods/authorities/", "North Northamptonshire"),
        ("/neighbourhoods/authorities/corby/", "It is now part of"),
        ("/neighbourhoods/authorities/north-northamptonshire/", "it was Corby"),
        ("/neighbourhoods/constituencies/", "Easington"),
        ("/neighbourhoods/constituencies/easington/", "since 2024"),
        ("/neighbourhoods/map/", "North East: 2"),
        ("/neighbourhoods/editions/", "3 neighbourhoods"),
        ("/neighbourhoods/data/", "neighbourhoods.csv"),
    ],
)
def test_every_way_through_the_list_has_its_page(client, listed, address, expected):
    assert expected in page(client, address)


@pytest.mark.parametrize("kind", ["regions", "authorities", "constituencies"])
def test_an_area_without_places_has_no_page(client, listed, kind):
    assert client.get(f"/neighbourhoods/{kind}/nowhere/").status_code == 404


def test_an_authority_that_was_only_renamed_is_not_called_part_of_itself(client, home):
    names = {"authority": "Shepway", "authority_now": "Folkestone and Hythe"}
    edition(rows=[ward(1, authority_code="E07000112", authority_code_now="E07000112", **names)])
    assert "It is now called" in page(client, "/neighbourhoods/authorities/shepway/")


def test_the_difference_of_two_editions_is_worked_out(client, listed):
    edition("2025-2", [ward(1, name="Grange Town"), ward(4, name="Byker")])
    html = page(client, "/neighbourhoods/editions/2025-2/")
    assert "1 neighbourhoods are on both. 1 joined and 2 left." in html
    assert "Grange is now <a" in html
    assert page(client, "/neighbourhoods/editions/2025-2/compared-with/2020-3/").count("Byker") == 1


def test_before_any_list_is_published_the_page_says_so(client, home):
    home.add_child(instance=NeighbourhoodIndexPage(title="Neighbourhoods", slug="neighbourhoods"))
    assert "No list has been published yet" in page(client, "/neighbourhoods/")
    assert client.get("/neighbourhoods/check/").status_code == 404


def test_publishing_an_edition_empties_the_cache(client, listed, django_capture_on_commit_callbacks):
    assert "Byker" not in page(client, "/neighbourhoods/")
    draft = edition("2025-1", [ward(4, name="Byker")], published=False)
    with django_capture_on_commit_callbacks(execute=True):
        publish_edition(edition=draft)
    assert "Byker" in page(client, "/neighbourhoods/")


def test_the_address_of_the_section_is_fixed(listed):
    section = NeighbourhoodIndexPage.objects.get()
    section.slug = "places"
    with pytest.raises(Exception, match="stays ‘neighbourhoods’"):
        section.full_clean()


def test_the_sitemap_names_every_place(client, listed):
    assert "https://lbn.example/neighbourhoods/grange-e05000001/" in page(client, "/sitemap.xml")


def test_the_search_finds_places(listed):
    [found] = search_sources.find("annfield")
    assert (found.title, found.kind) == ("Annfield Plain, County Durham", "Neighbourhood")


def test_a_page_that_names_a_place_is_named_on_its_page(client, listed, home):
    place = Place.objects.get(code="E05000003")
    text = ExplainerPage(title="A visit to Annfield Plain", slug="visit")
    text.body = [("places", {"heading": "Places", "places": [place]})]
    home.add_child(instance=text)
    assert "A visit to Annfield Plain" in page(client, place.get_absolute_url())
    assert place.get_absolute_url() in page(client, "/visit/")


def test_the_map_can_stand_on_any_page_which_alone_carries_its_styles(client, listed, home):
    text = ExplainerPage(title="Where they are", slug="where")
    home.add_child(instance=text)
    assert ".map__dot" not in page(client, "/where/")
    text.body = [("part", {"part": "neighbourhood-map"})]
    text.save_revision().publish()
    shown = page(client, "/where/")
    label = "Map of England with a dot for each neighbourhood on the list. East Midlands: 1. East of England: 0."
    assert f'role="img" aria-label="{label}' in shown
    assert 'href="/neighbourhoods/map/"' in shown
    assert 'href="/neighbourhoods/regions/north-east/"' not in shown
    assert ".map__dot" in shown


def test_the_map_on_a_page_waits_for_the_first_list(client, home):
    home.body = [("part", {"part": "neighbourhood-map"})]
    home.save_revision().publish()
    assert "Map of England" not in page(client, "/")


def test_needs_ranks_are_shown_only_where_staff_allow_it(client, home):
    made = edition(rows=[ward(1, needs_rank=17)])
    assert "Community Needs Index, OCSI" not in page(client, "/neighbourhoods/ward-1-e05000001/")
    assert b"needs_rank" not in client.get("/neighbourhoods/data/2020-3/neighbourhoods.csv").content
    made.needs_ranks_may_be_published = True
    made.save()
    cache.clear()
    assert "It ranks 17th on the Community Needs Index" in page(client, "/neighbourhoods/ward-1-e05000001/")


def test_the_example_content_makes_the_section(client, home):
    example.load()
    html = page(client, "/neighbourhoods/")
    assert "in the most deprived 10% on two measures" in html
    assert Edition.objects.current().slug == "2020-225"
    for address in ("/neighbourhoods/editions/2019-206/", "/neighbourhoods/editions/2020-225/"):
        assert "2019 edition" in page(client, address)


@pytest.fixture
def oddly_named(home):
    """Places whose names people write in many ways, with the page of the list."""
    home.add_child(instance=NeighbourhoodIndexPage(title="Neighbourhoods", slug="neighbourhoods"))
    yorkshire = "Yorkshire and The Humber"
    return edition(
        rows=[
            ward(1, name="St Andrew's", authority="Kingston upon Hull, City of", region=yorkshire),
            ward(2, name="Berwick Hills & Pallister", authority="Redcar and Cleveland"),
            ward(3, name="Byker", authority="Newcastle upon Tyne"),
            ward(4, name="Golf Green", authority="Tendring", county="Essex", region="East of England"),
            ward(5, name="Smith's Wood", authority="Solihull", region="West Midlands"),
            ward(6, name="Kingswood", authority="Corby", authority_now="North Northamptonshire"),
        ]
    )


WRITTEN = [
    ("St Andrew’s", "St Andrew's"),
    ("St. Andrew's", "St Andrew's"),
    ("saint andrews hull", "St Andrew's"),
    ("St Andrew’s, Yorkshire & the Humber", "St Andrew's"),
    ("Redcar & Cleveland", "Berwick Hills & Pallister"),
    ("redcar and cleveland council", "Berwick Hills & Pallister"),
    ("Berwick Hills and Pallister", "Berwick Hills & Pallister"),
    ("Newcastle-upon-Tyne", "Byker"),
    ("Newcastle – upon – Tyne", "Byker"),
    ("Tendring, Essex", "Golf Green"),
    ("Ten\u00addring,  Es\u200bsex", "Golf Green"),
    ("TENDR", "Golf Green"),
    ("Smiths Wood", "Smith's Wood"),
    ("Smithswood", "Smith's Wood"),
    ("Kingswood, Corby, North Northamptonshire", "Kingswood"),
    ("E05000006", "Kingswood"),
]
WITH_ANOTHER_AREA = [("Smith's Wood, Warwickshire", "Smith's Wood"), ("Byker, Tyneside", "Byker")]


@pytest.mark.parametrize(("written", "name"), WRITTEN)
def test_a_place_is_found_however_its_name_is_written(client, oddly_named, written, name):
    address = "/neighbourhoods/?" + urlencode({"words": written})
    assert names(page(client, address)) == [escape(name)]
    api = client.get("/neighbourhoods/api/places/?" + urlencode({"words": written})).json()
    assert [place["name"] for place in api["places"]] == [name]
    assert [result.title.split(",")[0] for result in search_sources.find(written)] == [name]


@pytest.mark.parametrize(("written", "name"), WITH_ANOTHER_AREA)
def test_a_place_is_found_with_an_area_that_the_list_does_not_name(client, oddly_named, written, name):
    assert names(page(client, "/neighbourhoods/?" + urlencode({"words": written}))) == [escape(name)]
    html = page(client, "/search/?" + urlencode({"query": written}))
    assert "These pages have some of them." in html
    assert "/neighbourhoods/" + slugify(name) in html


def test_an_area_alone_does_not_stand_for_its_places(client, oddly_named):
    assert "<strong>0</strong>" in page(client, "/neighbourhoods/?words=Nowhere,+Solihull")


@pytest.mark.parametrize("written", ["Redcar & Cleveland", "redcar-and-cleveland", "REDCAR–AND–CLEVELAND"])
def test_a_filter_takes_the_name_of_an_authority_however_it_is_written(client, oddly_named, written):
    html = page(client, "/neighbourhoods/?" + urlencode({"authority": written}))
    assert "<strong>1</strong> of 6 neighbourhoods" in html
    assert "<option selected>Redcar and Cleveland</option>" in html


def test_a_name_written_in_another_way_is_no_new_name(oddly_named):
    later = edition("2025-1", [ward(1, name="St Andrew’s")])
    assert compare(oddly_named, later).renamed == []


def test_neighbourhoods_of_before_get_their_words(oddly_named):
    oddly_named.neighbourhoods.update(words="", authority_slug="redcar-cleveland")
    import_module("lbn_site.neighbourhoods.migrations.0004_words_of_neighbourhoods").fill(apps, None)
    assert oddly_named.neighbourhoods.matching("Redcar & Cleveland").count() == 1
    assert oddly_named.neighbourhoods.in_authority("redcar-and-cleveland").count() == 1
