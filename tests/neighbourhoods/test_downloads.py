"""The open data: files that are whole, harmless and the same each time; an API that only reads."""

import csv
import hashlib
import io
import json

import pytest
from django.core.cache import cache
from django.test import Client

from lbn_site.core.models import Campaign
from lbn_site.delivery.purge import purge_public_pages
from lbn_site.neighbourhoods.editions import return_to_edition
from lbn_site.neighbourhoods.importing.fingerprint import code_fingerprint
from lbn_site.neighbourhoods.models import Edition, Outline, PublishedFile
from lbn_site.neighbourhoods.published_files import keep_files_of_all, make_files_again

from .factories import edition, steward, ward

pytestmark = pytest.mark.django_db
FOLDER = "/neighbourhoods/data/2020-2/"
CSV = "neighbourhoods.csv"
ALL = ["neighbourhoods.csv", "neighbourhoods.json", "neighbourhoods.geojson", "datapackage.json"]
SQUARE = [[[[-1.2, 54.5], [-1.1, 54.5], [-1.1, 54.6], [-1.2, 54.5]]]]

SPECK = [[[-1.20001, 54.5], [-1.2, 54.50001], [-1.20002, 54.50002], [-1.20001, 54.5]]]  # two metres across


@pytest.fixture
def listed(home):
    Outline.objects.create(code="E05000001", polygons=[*SQUARE, SPECK])
    return edition(
        "2020-2",
        [ward(1, constituencies_2024="Redcar|Easington", constituencies_2024_shares="0.75|0.25"), ward(2)],
    )


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"))))


def test_the_csv_holds_every_place_with_the_credit(client, listed):
    response = client.get(f"{FOLDER}neighbourhoods.csv")
    rows = table(response.content)
    assert [row["code"] for row in rows] == ["E05000001", "E05000002"]
    assert rows[0]["constituencies_2024"] == "Redcar|Easington"
    assert rows[0]["credit"] == "Credit where it is due."
    assert not response.content.startswith(b"\xef\xbb\xbf")


def downloaded(client, slug: str = "2020-2") -> dict[str, bytes]:
    cache.clear()
    return {name: client.get(f"/neighbourhoods/data/{slug}/{name}").content for name in ALL}


def test_files_stay_as_they_were_published_whatever_staff_write(client, listed):
    before = downloaded(client)
    client.force_login(steward())
    address = f"/admin/neighbourhoods/editions/{listed.pk}/"
    texts = {field: value for field, value in client.get(address).context["form"].initial.items() if value}
    response = client.post(
        address, {**texts, "credit": "Other credit", "licence": "Other licence", "name": "Other name"}, follow=True
    )
    assert "The download files stay as they were published." in response.content.decode()
    assert Edition.objects.get().credit == "Other credit"
    assert downloaded(client) == before
    assert b"Other credit" in client.get("/neighbourhoods/api/editions/2020-2/").content


def test_texts_that_are_edited_before_the_first_download_change_no_file(client, listed):
    assert not PublishedFile.objects.exists()
    client.force_login(steward())
    address = f"/admin/neighbourhoods/editions/{listed.pk}/"
    texts = {field: value for field, value in client.get(address).context["form"].initial.items() if value}
    client.post(address, {**texts, "credit": "Other credit"})
    assert b"Credit where it is due." in downloaded(client)[CSV]


def test_files_are_made_when_an_edition_is_published(home, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        made = edition("2020-2", [ward(1)])
    assert sorted(made.files.values_list("name", flat=True)) == sorted(ALL)


def test_editions_that_were_published_before_files_were_kept_get_them_after_the_migrations(listed):
    edition("2031-1", [ward(3)], published=False)
    keep_files_of_all()
    keep_files_of_all()
    kept = PublishedFile.objects.values_list("edition__slug", "name")
    assert sorted(kept) == [("2020-2", name) for name in sorted(ALL)]


def test_the_files_of_an_edition_that_is_the_list_again_are_the_same_bytes(client, listed):
    before = downloaded(client)
    edition("2025-1", [ward(1, name="New name")])
    return_to_edition(edition=listed)
    assert downloaded(client) == before
    hashes = dict(listed.files.values_list("name", "sha256"))
    assert all(hashes[name] == hashlib.sha256(before[name]).hexdigest() for name in ALL[:3])


@pytest.mark.parametrize("name", ALL[:3])
def test_what_never_changes_may_be_kept_for_a_year(client, listed, name, django_assert_num_queries):
    response = client.get(FOLDER + name)
    assert "immutable" in response["Cache-Control"]
    assert "max-age=31536000" in response["Cache-Control"]
    assert "s-maxage=" in response["Cache-Control"]
    with django_assert_num_queries(0):
        assert client.get(FOLDER + name, headers={"If-None-Match": response["ETag"]}).status_code == 304


@pytest.mark.parametrize("name", ALL)
def test_the_current_files_are_those_of_whichever_edition_is_the_list(client, listed, name):
    first = client.get(f"/neighbourhoods/data/current/{name}")
    assert first.content == client.get(FOLDER + name).content
    assert first["Content-Location"] == FOLDER + name
    assert "immutable" not in first["Cache-Control"]
    assert first["Access-Control-Allow-Origin"] == "*"
    edition("2025-1", [ward(1, name="New name")])
    purge_public_pages()
    later = client.get(f"/neighbourhoods/data/current/{name}")
    assert later["Content-Location"] == f"/neighbourhoods/data/2025-1/{name}"
    assert later.content != first.content


def test_there_is_no_current_file_before_a_list_is_published(client, home):
    assert client.get("/neighbourhoods/data/current/neighbourhoods.csv").status_code == 404


def test_figures_that_may_no_longer_be_shown_leave_the_files(client, home):
    made = edition("2020-2", [ward(1, needs_rank=17)], needs_ranks_may_be_published=True)
    assert b"needs_rank" in downloaded(client)[CSV]
    client.force_login(steward())
    address = f"/admin/neighbourhoods/editions/{made.pk}/"
    texts = {field: value for field, value in client.get(address).context["form"].initial.items() if value}
    del texts["needs_ranks_may_be_published"]
    client.post(address, texts)
    assert b"needs_rank" not in downloaded(client)[CSV]


def test_the_box_of_the_map_is_west_south_east_north(client, listed):
    assert json.loads(client.get(f"{FOLDER}neighbourhoods.geojson").content)["bbox"] == [-1.216, 54.5, -1.1, 54.6]


def test_a_map_without_any_place_has_no_box(client, home):
    edition("2020-2", [ward(1, latitude=None, longitude=None)])
    assert "bbox" not in json.loads(client.get(f"{FOLDER}neighbourhoods.geojson").content)


@pytest.mark.parametrize("name", ALL)
def test_files_are_open_to_other_sites_and_validated(client, listed, name):
    response = client.get(FOLDER + name)
    assert response["Access-Control-Allow-Origin"] == "*"
    again = client.get(FOLDER + name, headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    assert again["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "address", [FOLDER + CSV, "/neighbourhoods/api/places/", "/neighbourhoods/check/data/TS3.json"]
)
def test_a_browser_may_ask_first_whether_it_may_read(client, listed, address):
    response = client.options(address, headers={"Origin": "https://elsewhere.example"})
    assert response.status_code == 204
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Allow"] == response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert client.head(address).status_code == 200


def test_a_formula_in_the_data_is_harmless_in_a_spreadsheet(client, listed):
    listed.neighbourhoods.filter(code="E05000001").update(name="=1+1", county="@x")
    make_files_again(listed)
    row = table(client.get(f"{FOLDER}neighbourhoods.csv").content)[0]
    assert (row["name"], row["county"]) == ("'=1+1", "'@x")
    assert row["longitude"] == "-1.216"


def test_the_geojson_names_each_place_and_its_authority_of_then_and_now(client, home):
    edition("2020-2", [ward(1, authority_now="Middlesbrough"), ward(2, authority="Corby", authority_now="North")])
    features = json.loads(client.get(f"{FOLDER}neighbourhoods.geojson").content)["features"]
    assert [feature["properties"] for feature in features] == [
        {"code": "E05000001", "name": "Ward 1", "authority": "Middlesbrough", "population": 8000},
        {"code": "E05000002", "name": "Ward 2", "authority": "Corby", "authority_now": "North", "population": 8000},
    ]


def test_the_geojson_has_an_outline_or_a_point_for_each(client, listed):
    data = json.loads(client.get(f"{FOLDER}neighbourhoods.geojson").content)
    assert [feature["geometry"]["type"] for feature in data["features"]] == ["MultiPolygon", "Point"]
    assert data["features"][0]["geometry"]["coordinates"] == SQUARE
    assert data["credit"] == "Credit where it is due."


def test_the_data_package_describes_exactly_the_files(client, listed):
    package = json.loads(client.get(f"{FOLDER}datapackage.json").content)
    assert [resource["path"] for resource in package["resources"]] == [
        CSV,
        "neighbourhoods.geojson",
        "neighbourhoods.json",
    ]
    for resource in package["resources"]:
        body = client.get(FOLDER + resource["path"]).content
        assert resource["hash"] == f"sha256:{hashlib.sha256(body).hexdigest()}"
        assert resource["bytes"] == len(body)
    schema = package["resources"][0]["schema"]
    assert [field["name"] for field in schema["fields"]] == list(table(client.get(FOLDER + CSV).content)[0])


def test_every_json_file_says_where_its_edition_comes_from(client, listed):
    listed.retrieved, listed.deprivation_index = "3 March 2025", "Index of Multiple Deprivation 2019"
    listed.save()
    make_files_again(listed)
    package = json.loads(client.get(f"{FOLDER}datapackage.json").content)
    for record in (
        package["provenance"],
        client.get(f"{FOLDER}neighbourhoods.json").json(),
        client.get(f"{FOLDER}neighbourhoods.geojson").json(),
        client.get("/neighbourhoods/api/editions/2020-2/").json(),
    ):
        assert record["retrieved"] == "3 March 2025"
        assert record["deprivation_index"] == "Index of Multiple Deprivation 2019"
        assert record["geography"] == "Wards, December 2017"
        assert record["code_sha256"] == code_fingerprint()


def test_the_data_package_says_that_the_campaign_is_over(client, listed):
    Campaign.objects.update(state="closed", notice="<p>The group has ended.</p>")
    purge_public_pages()
    package = json.loads(client.get(f"{FOLDER}datapackage.json").content)
    assert package["description"].endswith("The group has ended.")


def test_what_is_not_known_of_an_edition_is_said_not_invented(client, listed):
    record = client.get(f"{FOLDER}neighbourhoods.json").json()
    unknown = ("retrieved", "preparation", "received_on", "file_sha256")
    assert {record[name] for name in unknown} == {"not recorded"}
    page = client.get("/neighbourhoods/editions/2020-2/").content.decode()
    assert page.count("<dd>Not recorded</dd>") == len(unknown)
    assert code_fingerprint() in page


@pytest.mark.parametrize("address", [f"{FOLDER}other.csv", "/neighbourhoods/data/2031-1/neighbourhoods.csv"])
def test_a_file_that_is_not_there_is_404(client, listed, address):
    assert client.get(address).status_code == 404


def test_a_draft_has_no_files(client, listed):
    edition("2031-1", [ward(3)], published=False)
    assert client.get("/neighbourhoods/data/2031-1/neighbourhoods.csv").status_code == 404


def test_the_api_lists_editions_and_places(client, listed):
    assert client.get("/neighbourhoods/api/editions/").json()["editions"][0]["count"] == 2
    assert client.get("/neighbourhoods/api/editions/2020-2/").json()["people"] == 16_000
    places = client.get("/neighbourhoods/api/places/?words=ward+2").json()
    assert (places["count"], places["places"][0]["code"]) == (1, "E05000002")
    assert places["places"][0]["url"] == "https://lbn.example/n/E05000002/"


def test_the_api_gives_a_place_in_every_edition(client, listed):
    edition("2025-1", [ward(1, name="New name")])
    found = client.get("/neighbourhoods/api/places/e05000001/").json()["appearances"]
    assert [(row["edition"], row["name"]) for row in found] == [("2025-1", "New name"), ("2020-2", "Ward 1")]


@pytest.mark.parametrize(
    "address", ["places/E05999999/", "editions/2031-1/", "places/?edition=2031-1", "places/?page=2", "places/?page=x"]
)
def test_the_api_answers_404_for_what_is_not_there(client, listed, address):
    response = client.get(f"/neighbourhoods/api/{address}")
    assert response.status_code == 404
    assert response.json()["error"]
    assert response["Access-Control-Allow-Origin"] == "*"


def test_the_api_answers_as_it_is_described(client, listed):
    described = client.get("/neighbourhoods/api/openapi.json").json()
    schemas = described["components"]["schemas"]
    places = client.get("/neighbourhoods/api/places/").json()
    answer = described["paths"]["/neighbourhoods/api/places/"]["get"]["responses"]["200"]
    assert set(places) == set(answer["content"]["application/json"]["schema"]["required"])
    assert set(places["places"][0]) >= set(schemas["Neighbourhood"]["required"])
    assert set(places["places"][0]) <= set(schemas["Neighbourhood"]["properties"])
    assert set(client.get("/neighbourhoods/api/editions/2020-2/").json()) == set(schemas["Edition"]["required"])
    assert client.get("/neighbourhoods/api/").json()["description"].endswith("/neighbourhoods/api/openapi.json")


def test_the_api_changes_nothing(listed):
    client = Client(enforce_csrf_checks=True)
    assert client.post("/neighbourhoods/api/places/").status_code == 405
    assert client.delete("/neighbourhoods/api/places/E05000001/").status_code == 405
