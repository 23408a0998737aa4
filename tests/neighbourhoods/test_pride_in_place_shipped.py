"""The shipped Pride in Place data: their totals, ward by ward and as live figures."""

import csv
import io

import pytest

from lbn_site.core import live_figures
from lbn_site.neighbourhoods import shipped
from lbn_site.neighbourhoods.models import Cohort, PrideInPlaceEdition
from lbn_site.neighbourhoods.pride_in_place.overlaps import (
    BY_METHOD,
    WITH_AREAS,
    Overview,
    Totals,
    overlap_of_ward,
    overlaps_of,
    totals_of,
)

pytestmark = pytest.mark.django_db
WHOLLY_IN_PHASE_2 = {
    *(
        "Sandwith",
        "Littlemoor",
        "Grange",
        "Shepway South",
        "Moorside",
        "Avondale Grange",
        "Camp Hill",
        "Sheppey East",
    ),
    *("Sheppey East", "Kingswood & Hazel Leys", "Park End & Beckfield"),
}


@pytest.fixture
def edition(home) -> PrideInPlaceEdition:
    for description in shipped.editions():
        shipped.load_edition(description)
    return shipped.load_pride_in_place()


def test_the_totals_are_those_that_were_worked_out_three_times(edition):
    assert totals_of(edition, BY_METHOD) == Totals(146, 64, 38, 8, 10, 235, 56)
    assert totals_of(edition, WITH_AREAS) == Totals(186, 65, 39, 8, 11, 241, 57)


def test_the_live_figures_say_the_same(edition):
    names = ("chosen", "overlap", "half", "exactly-half", "wholly", "small-areas", "touched")
    values = {
        prefix: [live_figures.find(f"{prefix}-{name}").value for name in names]
        for prefix in ("pride-in-place", "pride-in-place-2026")
    }
    assert values["pride-in-place"] == ["146", "64", "38", "8", "10", "235", "56"]
    assert values["pride-in-place-2026"] == ["186", "65", "39", "8", "11", "241", "57"]


def test_the_wards_wholly_inside_are_those_that_were_named(edition):
    seen = Overview(edition)
    wholly = {ward.row.name for ward in seen.wards(seen.codes) if ward.is_wholly_inside}
    assert wholly == {*WHOLLY_IN_PHASE_2, "Boscombe West"}


def test_a_ward_in_two_neighbourhoods_is_added_up_before_it_is_called_whole(edition):
    ward = overlap_of_ward(edition, "E05009870")
    assert [(part.neighbourhood.name, part.small_areas_inside) for part in ward.parts] == [
        ("Thorntree", 3),
        ("Park End", 2),
    ]
    assert (ward.inside, ward.small_areas, ward.is_wholly_inside) == (5, 5, True)


def test_grange_in_halton_has_no_row_of_grange_in_gosport(edition):
    codes = {ward.code for ward in overlaps_of(edition)}
    granges = edition.list_edition.neighbourhoods.filter(name="Grange").values_list("code", "authority")
    assert {authority for code, authority in granges if code in codes} == {"Gosport"}
    assert len(granges) == 2


def test_only_boscombe_west_is_known_by_name_alone(edition):
    assert Overview(edition).by_name == ["E05002114"]
    assert [ward.code for ward in overlaps_of(edition) if ward.is_by_name] == ["E05002114"]


def test_no_row_is_no_no(edition):
    seen = Overview(edition)
    assert seen.without_overlap == 160
    assert seen.without_overlap_beside_a_town == 112


def test_every_place_of_the_programme_is_named(edition):
    cohorts = {cohort: edition.neighbourhoods.filter(cohort=cohort) for cohort in Cohort}
    assert {cohort: rows.count() for cohort, rows in cohorts.items()} == {
        Cohort.PHASE_1: 75,
        Cohort.PHASE_2: 169,
        Cohort.EXPANSION_2026: 40,
    }
    assert {cohort: rows.filter(nation="England").count() for cohort, rows in cohorts.items()} == {
        Cohort.PHASE_1: 58,
        Cohort.PHASE_2: 146,
        Cohort.EXPANSION_2026: 40,
    }
    assert not cohorts[Cohort.PHASE_1].exclude(overlaps=None).exists()


def test_the_download_holds_the_same_and_the_credit_in_every_row(edition, client):
    rows = list(csv.DictReader(io.StringIO(client.get(_file_of(edition)).content.decode())))
    assert len(rows) == 293
    assert len([row for row in rows if row["ward_code"]]) == 66
    assert {row["credit"] for row in rows} == {edition.credit}
    (boscombe,) = (row for row in rows if row["ward_code"] == "E05002114")
    assert (boscombe["area_known_by"], boscombe["share"]) == ("name", "1.0000")


def _file_of(edition) -> str:
    return f"/neighbourhoods/pride-in-place/data/{edition.slug}/pride-in-place.csv"


def test_loading_all_again_changes_nothing(home):
    shipped.load_all()
    shipped.load_all()
    assert PrideInPlaceEdition.objects.count() == 1
