"""'Is my neighbourhood on the list?': the seven answers, and what becomes of a postcode."""

import json
import logging

import pytest

from lbn_site.neighbourhoods.addresses import public_addresses
from lbn_site.neighbourhoods.postcodes import inward
from lbn_site.neighbourhoods.postcodes.lookup import Outcome, answer
from lbn_site.neighbourhoods.postcodes.writing import read_postcode

from .factories import edition, postcodes, ward

pytestmark = pytest.mark.django_db
SAME_ORIGIN = {"Origin": "http://testserver"}


@pytest.fixture
def listed(home):
    """E05000001 holds TS3 9AB surely and TS3 9AD doubtfully; TS3 9AE lies just outside it."""
    edition()
    return postcodes(inside={"E05000001": "9AB"}, near={"E05000001": "9AD"}, outside_near={"E05000001": "9AE"})


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("TS3 9AB", Outcome.LISTED),
        ("TS3 9AD", Outcome.NEAR),
        ("TS3 9AE", Outcome.NEAR),
        ("TS3 9AF", Outcome.PERHAPS_NEAR),
        ("TS3 9ZZ", Outcome.NOT_LISTED),
        ("AL1 1AA", Outcome.NOT_LISTED),
        ("EH1 1AA", Outcome.ELSEWHERE),
        ("QQ1 1AA", Outcome.NO_POSTCODE),
        ("Grange", Outcome.NO_POSTCODE),
        ("", Outcome.NO_POSTCODE),
    ],
)
def test_each_postcode_has_its_answer(listed, typed, outcome):
    assert answer(typed).outcome == outcome


def test_a_complete_release_knows_what_is_newer(listed):
    known = inward.new_bitmap()
    inward.add(known, "9ZZ")
    postcodes_now = listed
    postcodes_now.is_complete = True
    postcodes_now.save()
    postcodes_now.outward_codes.update(known=inward.pack(known))
    assert answer("TS3 9ZZ").outcome == Outcome.NOT_LISTED
    assert answer("TS3 9ZY").outcome == Outcome.UNKNOWN
    assert answer("TS4 1AA").outcome == Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ts39ab", "TS3 9AB"),
        (" t s 3 - 9 a b ", "TS3 9AB"),
        ("TS3 OAB", "TS3 0AB"),
        ("TSI 1AB", "TS1 1AB"),
        ("S01 4AB", "SO1 4AB"),
        ("N10 1AA", "N10 1AA"),
        ("EC1A 1BB", "EC1A 1BB"),
        ("M1 1AE", "M1 1AE"),
        ("W1A 0AX", "W1A 0AX"),
    ],
)
def test_a_postcode_is_read_however_it_is_typed(typed, read):
    assert str(read_postcode(typed)) == read


@pytest.mark.parametrize("typed", ["TS3", "TS3 9A", "TS3 9CV", "1234567", "TS3 9AB X", "x" * 500, "'; --"])
def test_what_is_no_postcode_is_none(typed):
    assert read_postcode(typed) is None


def test_without_javascript_the_answer_comes_by_post(client, listed):
    response = client.post("/neighbourhoods/check/answer/", {"postcode": "ts3 9ab"}, headers=SAME_ORIGIN)
    page = response.content.decode()
    assert 'Yes, <span data-slot="postcode">TS3 9AB</span> is on the list' in page
    assert "/neighbourhoods/ward-1-e05000001/" in page
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


def test_a_post_from_elsewhere_is_refused(client, listed):
    response = client.post(
        "/neighbourhoods/check/answer/", {"postcode": "ts3 9ab"}, headers={"Origin": "https://elsewhere.example"}
    )
    assert response.status_code == 403


def test_a_postcode_is_in_no_log(client, listed, caplog):
    with caplog.at_level(logging.DEBUG):
        client.post("/neighbourhoods/check/answer/", {"postcode": "ts3 9ab"}, headers=SAME_ORIGIN)
    assert "9ab" not in caplog.text.lower()


def test_a_postcode_in_the_address_is_not_answered(client, listed):
    page = client.get("/neighbourhoods/check/?postcode=TS3+9AB").content.decode()
    assert "TS3 9AB</span>" not in page


def test_the_file_of_an_outward_code_holds_what_a_browser_needs(client, listed):
    response = client.get("/neighbourhoods/check/data/TS3.json")
    assert json.loads(response.content) == {
        "as_at": "August 2023",
        "places": [
            {
                "name": "Ward 1",
                "authority": "Middlesbrough",
                "url": "/neighbourhoods/ward-1-e05000001/",
                "in": "9AB",
                "near": "9AD",
                "by": "9AE",
            }
        ],
    }


def test_the_file_of_an_outward_code_is_kept_like_a_page(client, listed, django_assert_num_queries):
    response = client.get("/neighbourhoods/check/data/TS3.json")
    assert response["ETag"]
    assert "stale-while-revalidate=600," in response["Cache-Control"]
    with django_assert_num_queries(0):
        client.get("/neighbourhoods/check/data/TS3.json")


def test_an_outward_code_without_places_has_an_empty_file(client, listed):
    assert client.get("/neighbourhoods/check/data/AL1.json").json()["places"] == []


@pytest.mark.parametrize("code", ["ts3", "TS39AB", "X"])
def test_what_is_no_outward_code_has_no_file(client, listed, code):
    assert client.get(f"/neighbourhoods/check/data/{code}.json").status_code == 404


def test_the_answers_follow_the_current_edition(listed):
    edition("2025-1", [ward(2)])
    assert answer("TS3 9AB").outcome == Outcome.NOT_LISTED


def test_where_only_postcodes_inside_are_known_there_is_doubt_on_both_sides_of_a_boundary(client, listed):
    inside, outside = answered(client, "TS3 9AD"), answered(client, "TS3 9AF")
    for part in (inside, outside):
        assert "The answer could be yes or no" in part
        assert "Ward 1, Middlesbrough</a>" in part
        assert "<h2>No" not in part
    assert "We cannot say for sure about" in outside


def test_a_complete_release_needs_no_guess_about_the_other_side(client, listed):
    known = inward.new_bitmap()
    inward.add(known, "9AF")
    listed.is_complete = True
    listed.save()
    listed.outward_codes.update(known=inward.pack(known))
    assert answer("TS3 9AF").outcome == Outcome.NOT_LISTED
    assert answer("TS3 9AE").outcome == Outcome.NEAR


def test_the_page_of_links_shows_both_sides_of_a_boundary(client, listed):
    page = client.get("/neighbourhoods/check/postcodes/ts3/").content.decode()
    assert 'Just inside the boundary, so these may be on the other side of it:</p><p class="inward">9AD<' in page
    assert 'Just outside the boundary, so these may be on this side of it:</p><p class="inward">9AE<' in page


def test_neighbourhoods_without_postcodes_are_named_where_the_answer_is_no(client, listed):
    edition("2025-2", [ward(1), ward(2, name="Newtown")])
    answer_part = answered(client, "AL1 1AA")
    assert "does not cover 1 of the neighbourhoods" in answer_part
    assert "Newtown, Middlesbrough</a>" in answer_part
    assert "Ward 1" not in answer_part


def test_a_no_by_the_shipped_postcodes_says_what_it_cannot_know(client, listed):
    page = client.get("/neighbourhoods/check/").content.decode()
    assert "If yours is newer, or close to a boundary, this answer may be wrong" in page


def answered(client, typed: str) -> str:
    """The answer that a visitor without JavaScript reads."""
    page = client.post("/neighbourhoods/check/answer/", {"postcode": typed}, headers=SAME_ORIGIN).content.decode()
    return page.split('data-answer tabindex="-1">')[1].split("</div>")[0]


def test_a_no_by_the_shipped_postcodes_names_the_places_where_a_newer_one_may_lie(client, listed):
    shared, alone = answered(client, "TS3 9ZZ"), answered(client, "AL1 1AA")
    assert "Others that begin like yours are in" in shared
    assert "/neighbourhoods/ward-1-e05000001/" in shared
    assert "None that began like yours was on the list" in alone
    assert "Others that begin like yours" not in alone


def test_a_no_by_a_complete_release_needs_no_such_doubt(client, listed):
    known = inward.new_bitmap()
    inward.add(known, "9ZZ")
    listed.is_complete = True
    listed.save()
    listed.outward_codes.update(known=inward.pack(known))
    assert "begin like yours" not in answered(client, "TS3 9ZZ")
    assert "It may be newer, or mistyped" in answered(client, "TS3 9ZY")


@pytest.mark.parametrize(("is_complete", "outcome"), [(False, "not-listed"), (True, "unknown")])
def test_a_copy_of_the_site_knows_what_a_missing_file_means(client, listed, is_complete, outcome):
    listed.is_complete = is_complete
    listed.save()
    page = client.get("/neighbourhoods/check/").content.decode()
    assert f'<template data-outcome="{outcome} without-file">' in page


def test_a_copy_of_the_site_gets_a_file_for_every_outward_code_that_has_an_answer(listed):
    listed.outward_codes.create(code="TS4", outside_near={"E05000001": "1AA"})
    addresses = {address.path for address in public_addresses()}
    assert "/neighbourhoods/check/data/TS4.json" in addresses
    assert "/neighbourhoods/check/postcodes/ts4/" not in addresses


def test_without_any_postcodes_the_answer_is_never_no(home):
    edition()
    assert answer("TS3 9AB").outcome == Outcome.UNKNOWN


def test_every_outward_code_has_a_page_of_links(client, listed):
    assert "/neighbourhoods/check/postcodes/ts3/" in client.get("/neighbourhoods/check/postcodes/").content.decode()
    assert "9AB" in client.get("/neighbourhoods/check/postcodes/ts3/").content.decode()
    assert client.get("/neighbourhoods/check/postcodes/al1/").status_code == 404


def test_the_page_says_what_each_answer_does_not_mean(client, listed):
    page = client.get("/neighbourhoods/check/").content.decode()
    for outcome in Outcome:
        assert f'<template data-outcome="{outcome.value}' in page
    assert "The answer could be yes or no" in page
