"""A postcode that is typed into a field for names leads to the check and stays in no address."""

import csv
import logging
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest

from lbn_site.core.log_redaction import redact
from lbn_site.neighbourhoods.models import Edition, NeighbourhoodIndexPage
from lbn_site.neighbourhoods.postcodes.writing import holds_postcode
from lbn_site.neighbourhoods.shipped import FOLDER

from .factories import edition, postcodes, ward

CHECK = "/neighbourhoods/check/#postcode-here"
FORMS = [
    ("/neighbourhoods/", "words"),
    ("/neighbourhoods/", "authority"),
    ("/search/", "query"),
    ("/search/", "q"),
    ("/neighbourhoods/check/", "postcode"),
    ("/neighbourhoods/check/", "words"),
]
WHOLE = [
    "TS3 9AB",
    "ts39ab",
    "Ts3 oab",
    "ts3–9ab",
    "ＴＳ３ ９ＡＢ",
    "(TS3 9AB)",
    "t s 3 9 a b",
    "S01 4AB",
    "my postcode is TS3 9AB, please",
    "Grange TS39AB",
    "EH1 1AA",
]
BEGUN = ["TS3 9", "ts3 9a", "TS39A"]
NO_POSTCODES = [
    "ward 1",
    "E05000003",
    "2019 edition",
    "COVID19",
    "IMD 2019",
    "A1 Road",
    "COP26",
    "Section 106",
    "so old",
    "no one",
    "Bolton",
    "ts39",
    "1 in 10 places",
    "5 May 2021",
]


@pytest.fixture
def listed(home):
    home.add_child(instance=NeighbourhoodIndexPage(title="Neighbourhoods", slug="neighbourhoods"))
    postcodes(inside={"E05000001": "9AB"})
    return edition(rows=[ward(1), ward(2, region="London")])


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "name"), FORMS)
@pytest.mark.parametrize("typed", [*WHOLE, *BEGUN])
def test_a_postcode_leads_to_the_check_and_stays_in_no_address(client, listed, caplog, address, name, typed):
    with caplog.at_level(logging.DEBUG):
        response = client.get(f"{address}?{urlencode({name: typed})}")
    assert (response.status_code, response["Location"]) == (302, CHECK)
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.content
    assert "9ab" not in caplog.text.lower()


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "name"), FORMS)
@pytest.mark.parametrize("typed", ["TS3", "ts3", " Ts3 "])
def test_the_first_half_leads_to_its_page(client, listed, address, name, typed):
    response = client.get(f"{address}?{urlencode({name: typed})}")
    assert (response.status_code, response["Location"]) == (302, "/neighbourhoods/check/postcodes/ts3/")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/neighbourhoods/?words=AL1", "/search/?query=W3C", "/search/?query=trampoline"])
def test_where_nothing_is_found_the_postcode_form_and_the_regions_are_offered(client, listed, address):
    html = client.get(address).content.decode()
    assert 'action="/neighbourhoods/check/answer/"' in html
    for region in ("north-east", "london"):
        assert f'<a href="/neighbourhoods/regions/{region}/">' in html


@pytest.mark.django_db
def test_where_something_is_found_nothing_else_is_offered(client, listed):
    for address in ("/neighbourhoods/?words=ward", "/search/?query=middlesbrough"):
        assert 'action="/neighbourhoods/check/answer/"' not in client.get(address).content.decode()


@pytest.mark.django_db
def test_before_a_list_is_published_an_empty_search_offers_no_check(client, home):
    assert not Edition.objects.exists()
    html = client.get("/search/?query=trampoline").content.decode()
    assert "Nothing was found for" in html
    assert "/neighbourhoods/check/" not in html.split("<main")[1].split("</main>")[0]


@pytest.mark.django_db
def test_the_check_says_why_to_type_it_once_more(client, listed):
    assert 'id="postcode-here" tabindex="-1"' in client.get("/neighbourhoods/check/").content.decode()


@pytest.mark.parametrize(
    "line",
    [
        '"GET /neighbourhoods/?words=TS3+9AB HTTP/1.1" 302 0',
        '"GET /search/?q=ts39ab&page=2 HTTP/1.1" 302 0',
        "Not Found: /neighbourhoods/check/?postcode=TS3%209AB",
        '"GET / HTTP/1.1" 200 1 "https://lbn.example/search?query=TS3+9AB" "A browser"',
    ],
)
def test_what_was_typed_is_cut_out_of_our_logs(line):
    assert "9ab" not in redact(line).lower()
    assert "?[typed]" in redact(line)


def test_nginx_logs_no_query():
    configuration = (Path(__file__).parents[2] / "deploy" / "nginx.conf").read_text()
    [form] = re.findall(r"log_format lbn (.*?);", configuration, re.DOTALL)
    assert "$uri" in form
    assert not {"$request ", "$request_uri", "$args", "$query_string"} & set(re.findall(r"\$\w+ ?", form))
    assert set(re.findall(r"access_log \S+ (\S+)", configuration)) == {"lbn"}


@pytest.mark.parametrize("typed", NO_POSTCODES)
def test_other_words_are_no_postcodes(typed):
    assert not holds_postcode(typed)


def test_no_name_on_the_list_is_taken_for_a_postcode():
    with (FOLDER / "2020-225.csv").open(encoding="utf-8", newline="") as file:
        cells = {cell for row in csv.reader(file) for cell in row}
    assert [cell for cell in cells if holds_postcode(cell)] == []
