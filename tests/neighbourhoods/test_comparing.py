"""A draft beside the current list: who joins, who has another code, and what readers would no longer see."""

import pytest
from django.urls import reverse

from lbn_site.neighbourhoods.importing import desk
from lbn_site.neighbourhoods.importing.compare import compare, compare_members
from lbn_site.neighbourhoods.importing.guards import guards_for
from lbn_site.neighbourhoods.models import Edition, ImportState, Outline
from lbn_site.neighbourhoods.records import FIELDS

from .factories import edition, steward, ward
from .test_desk import describe, submit

pytestmark = pytest.mark.django_db

FULL = {
    "authority_code": "E06000002",
    "authority_code_now": "E06000002",
    "authority_now": "Tees",
    "county": "Durham",
    "region_code": "E12000001",
    "constituencies_2010": "Easington",
    "constituencies_2024": "Sedgefield",
    "constituencies_2024_shares": "1.00",
    "small_areas": 7,
    "small_areas_most_deprived_tenth": 3,
    "deprivation_score": "35.383",
    "deprivation_rank": 713,
}
OPTIONAL = sorted({*FULL, "region", "population", "latitude", "longitude"})
SEEN = {name for name, _, _ in FIELDS}


@pytest.fixture
def current(home):
    return edition(rows=[ward(number, **FULL) for number in (1, 2, 3)])


def keys(draft: Edition, current: Edition) -> set[str]:
    return {guard.key for guard in guards_for(draft, current)}


def draft(rows) -> Edition:
    return submit(rows).edition


def test_the_comparison_shows_every_column_that_readers_see(current):
    columns = {column.key: (column.before, column.after) for column in compare(current, current).columns}
    assert columns == dict.fromkeys(SEEN - {"code", "name"}, (3, 3))


@pytest.mark.parametrize("column", OPTIONAL)
def test_a_column_that_is_not_there_needs_a_tick(current, column):
    rows = [ward(number, **FULL) for number in (1, 2, 3)]
    found = draft([{key: value for key, value in row.items() if key != column} for row in rows])
    expected = {f"lost_{column}"}
    if column == "constituencies_2024":
        expected |= {"lost_constituencies_2024_shares"}  # shares of nothing are not stored
    assert keys(found, current) == expected
    assert "would disappear from the site" in guards_for(found, current)[0].text


@pytest.mark.parametrize("column", OPTIONAL)
def test_a_value_that_one_neighbourhood_loses_needs_a_tick(current, column):
    rows = [ward(number, **FULL) for number in (1, 2, 3)]
    rows[1][column] = "n/a"
    assert f"lost_{column}" in keys(draft(rows), current)


def test_a_list_that_gains_values_needs_no_tick(current):
    assert keys(draft([ward(number, **FULL, needs_rank=1) for number in (1, 2, 3)]), current) == set()


def test_a_list_that_lost_columns_is_not_approved_without_the_ticks(client, current):
    uploader, approver = steward("uploader"), steward("approver")
    record = submit(
        [{key: ward(n)[key] for key in ("code", "name", "authority", "region")} for n in (1, 2, 3)], uploader
    )
    describe(record)
    client.force_login(approver)
    address = reverse("neighbourhood_desk:import", args=[record.pk])
    page = client.get(address).content.decode()
    assert '<th scope="row">County</th><td>3</td><td>0 <strong>It would disappear</strong>' in page
    assert "The map would be empty." in page
    assert "stay the same, but columns would be lost" in page
    assert "Nothing: the list is the same" not in page
    refused = client.post(reverse("neighbourhood_desk:approve", args=[record.pk]), follow=True).content.decode()
    assert "Nothing was published. Tick each line" in refused
    with pytest.raises(desk.CannotPublishError, match="county"):
        desk.approve_import(list_import=record, user=approver)
    ticks = {guard.key: "on" for guard in guards_for(record.edition, current)}
    client.post(reverse("neighbourhood_desk:approve", args=[record.pk]), ticks)
    record.refresh_from_db()
    assert record.state == ImportState.PUBLISHED
    assert any("‘county’" in text for text in record.accepted_warnings)


def test_outlines_that_would_no_longer_be_drawn_need_a_tick(current):
    Outline.objects.create(code="E05000001", polygons=[])
    rows = [ward(number, **FULL) for number in (9, 2, 3)]
    assert "outlines" in keys(draft(rows), current)


# Recoded


def recoded(*names: str) -> list[dict]:
    return [ward(990_000 + number, **FULL, name=name) for number, name in enumerate(names)]


def test_wards_under_other_codes_are_paired_by_name_and_authority(client, current):
    found = draft(recoded("Ward 1", "ward  2", "Ward 3"))
    comparison = compare(current, found)
    assert (comparison.joins, comparison.leaves, comparison.in_both) == ([], [], 0)
    pairs = [(before.code, after.code) for before, after in comparison.recoded]
    assert sorted(pairs) == [(f"E0500000{n + 1}", f"E0599000{n}") for n in range(3)]
    assert keys(found, current) == {"recoded"}
    describe(found.list_import)
    client.force_login(steward())
    page = client.get(reverse("neighbourhood_desk:import", args=[found.list_import.pk])).content.decode()
    assert "Same place, another code (3)" in page
    assert "E05000001 becomes E05990000" in page
    assert "3 neighbourhoods have other codes" in page


def test_a_ward_is_paired_by_the_authority_of_then_or_of_today(current):
    rows = [{**row, "authority": "Tees", "authority_now": ""} for row in recoded("Ward 1")]
    assert len(compare_members(current, draft(rows)).recoded) == 1


def test_two_wards_of_one_name_are_not_paired_by_guess(home):
    before = edition(rows=[ward(1, name="Grange"), ward(2, name="Grange"), ward(3, name="Other", authority="Hull")])
    found = compare_members(before, draft([ward(8, name="Grange"), ward(9, name="Other", authority="Leeds")]))
    assert found.recoded == []
    assert (len(found.joins), len(found.leaves)) == (2, 3)


def test_a_loss_behind_another_code_is_noticed(current):
    rows = recoded("Ward 1", "Ward 2", "Ward 3")
    rows[0]["county"] = ""
    assert keys(draft(rows), current) == {"recoded", "lost_county"}


def test_readers_are_told_of_another_code_and_led_to_it(client, current):
    later = edition("2025-3", recoded("Ward 1", "Ward 2", "Ward 3"))
    page = client.get(later.get_absolute_url()).content.decode()
    assert "Same place, another code (3)" in page
    assert "Joined" not in page
    old = client.get("/neighbourhoods/ward-1-e05000001/").content.decode()
    assert "On the current list it has another code" in old
    assert "/neighbourhoods/ward-1-e05990000/" in old
    assert "On the current list it has" not in client.get("/neighbourhoods/ward-1-e05990000/").content.decode()


# Other doubts


def test_a_name_that_looks_like_a_date_needs_a_tick(current):
    rows = [ward(1, **FULL, name="May-24"), ward(2, **FULL), ward(3, **FULL)]
    assert keys(draft(rows), current) == {"dates", "renamed"}


@pytest.mark.parametrize(("heading", "geography"), [("WD23CD", "Wards, 2023"), ("WD17CD", "Wards, December 2017")])
def test_the_year_of_the_wards_is_noted_in_the_edition(current, heading, geography):
    data = f"{heading},name,authority\nE05000001,Ward,Middlesbrough\n".encode()
    record = desk.submit_list(name="x.csv", data=data, edition_name="2025 edition", expected_count=1)
    assert record.edition.geography == geography
