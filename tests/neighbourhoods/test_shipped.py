"""What the project ships is whole, true to its notes, and free of what may not be shipped."""

import csv
import hashlib
import io
import json
from datetime import date
from importlib import import_module

import brotli
import pytest
from django.apps import apps
from shapely.geometry import shape

from lbn_site.core import live_figures
from lbn_site.neighbourhoods import shipped
from lbn_site.neighbourhoods.downloads import CSV, GEOJSON, make_files
from lbn_site.neighbourhoods.importing.compare import compare
from lbn_site.neighbourhoods.models import Constituency, Edition, Neighbourhood, Outline, OutwardCode, Place
from lbn_site.neighbourhoods.nearby import nearby
from lbn_site.neighbourhoods.postcodes import inward

FIRST_VIEW_BYTES = 12_500

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def _loaded(django_db_setup, django_db_blocker):
    """Load once for this module; each test's own transaction starts from there."""
    with django_db_blocker.unblock():
        shipped.load_all()
        yield
        from lbn_site.neighbourhoods.models import PostcodeRelease

        Edition.objects.all().delete()
        Place.objects.all().delete()
        Outline.objects.all().delete()
        PostcodeRelease.objects.all().delete()


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_loaded")]


def test_both_editions_are_there_and_the_later_is_current():
    counts = {edition.slug: edition.neighbourhoods.count() for edition in Edition.objects.all()}
    assert counts == {"2020-225": 225, "2019-206": 206}
    assert Edition.objects.current().slug == "2020-225"


def test_the_live_figures_count_the_current_list():
    assert live_figures.find("neighbourhoods").value == "225"
    assert live_figures.find("people").value == "2.4 million"
    assert Neighbourhood.objects.on_current_list().totals() == {"count": 225, "people": 2_390_133}


def test_the_editions_differ_as_the_publisher_says():
    comparison = compare(Edition.objects.get(slug="2019-206"), Edition.objects.get(slug="2020-225"))
    assert (comparison.in_both, len(comparison.joins), len(comparison.leaves)) == (201, 24, 5)


def test_the_regions_have_their_known_counts():
    listed = Neighbourhood.objects.on_current_list()
    counts = {slug: listed.in_region(slug).count() for slug in ("north-east", "north-west", "south-west", "london")}
    assert counts == {"north-east": 56, "north-west": 54, "south-west": 3, "london": 2}
    assert listed.in_authority("county-durham").count() == 16


def test_every_place_on_the_list_has_an_outline_and_a_point():
    codes = set(Neighbourhood.objects.on_current_list().values_list("code", flat=True))
    assert set(Outline.objects.values_list("code", flat=True)) == codes
    assert not Neighbourhood.objects.on_current_list().filter(easting=None).exists()


def test_the_outlines_are_small_and_sound_as_a_download():
    for edition in Edition.objects.all():
        body = make_files(edition)[GEOJSON]
        geometries = [feature["geometry"] for feature in json.loads(body)["features"]]
        shapes = [shape(geometry) for geometry in geometries if geometry]
        assert len(body) < 100_000
        assert all(found.is_valid and not found.is_empty for found in shapes)
        outer = [part.exterior for found in shapes if found.geom_type == "MultiPolygon" for part in found.geoms]
        assert all(ring.is_ccw for ring in outer)


def test_the_box_of_the_map_holds_every_place_and_little_more():
    for edition in Edition.objects.all():
        data = json.loads(make_files(edition)[GEOJSON])
        bounds = [shape(feature["geometry"]).bounds for feature in data["features"] if feature["geometry"]]
        west, south, east, north = zip(*bounds, strict=True)
        assert data["bbox"] == [min(west), min(south), max(east), max(north)]
        assert list(data)[:2] == ["type", "bbox"]


def test_constituencies_stand_in_the_order_of_the_source():
    published = list(csv.DictReader(io.StringIO(make_files(Edition.objects.current())[CSV].decode())))
    source = {row["code"]: row for row in csv.DictReader((shipped.FOLDER / "2020-225.csv").open(encoding="utf-8"))}
    for name in ("constituencies_2010", "constituencies_2024"):
        assert {row["code"]: row[name] for row in published} == {code: row[name] for code, row in source.items()}
    durham = next(row for row in published if row["code"] == "E05009063")
    assert durham["constituencies_2010"] == "Sedgefield|Bishop Auckland"


def test_constituencies_of_before_get_the_order_of_the_source():
    rows = Constituency.objects.filter(neighbourhood__code="E05009063", boundaries="2010")
    rows.update(position=0)
    import_module("lbn_site.neighbourhoods.migrations.0005_published_files").order_constituencies(apps, None)
    assert [row.name for row in rows] == ["Sedgefield", "Bishop Auckland"]


def test_the_postcodes_are_all_there():
    rows = OutwardCode.objects.all()
    inside = sum(len(inward.split(text)) for row in rows for text in row.inside.values())
    near = sum(len(inward.split(text)) for row in rows for text in row.near.values())
    assert (rows.count(), inside, near) == (285, 45_386, 9_750)


def test_the_editions_say_which_file_they_are_made_of_and_since_when():
    for edition in Edition.objects.all():
        file = (shipped.FOLDER / f"{edition.slug}.csv").read_bytes()
        assert edition.file_sha256 == hashlib.sha256(file).hexdigest()
        assert (edition.received_on, edition.retrieved) == (date(2026, 11, 22), "")
        assert "is not recorded" in edition.preparation


def test_no_figure_of_the_community_needs_index_is_shipped():
    assert not Neighbourhood.objects.exclude(needs_rank=None, needs_score=None).exists()
    for path in shipped.FOLDER.iterdir():
        assert "cni" not in path.name.lower()


def test_every_pair_of_outlines_with_a_common_border_is_found_from_both_sides():
    found = {
        (row.code, other.row.code)
        for row in Neighbourhood.objects.on_current_list()
        for other in nearby(row).adjoining
    }
    assert {(other, code) for code, other in found} == found
    assert len(found) == 2 * 110


def test_the_fullest_page_of_a_place_fits_one_round_trip(client, home):
    around = {row: len(nearby(row).neighbours) for row in Neighbourhood.objects.on_current_list()}
    fullest = max(around, key=lambda row: around[row])
    page = client.get(fullest.get_absolute_url())
    assert page.status_code == 200
    assert len(brotli.compress(page.content)) <= FIRST_VIEW_BYTES


def test_loading_again_changes_nothing():
    before = list(Edition.objects.values_list("pk", flat=True))
    shipped.load_all()
    assert list(Edition.objects.values_list("pk", flat=True)) == before
