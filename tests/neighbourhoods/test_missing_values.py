"""What stands for no value, and names that no web address can hold: read as empty or refused, never stored."""

import pytest
from django.urls import reverse

from lbn_site.core.names import LONGEST_SLUG, slug_of
from lbn_site.neighbourhoods.importing import desk, list_kind
from lbn_site.neighbourhoods.importing.cells import is_missing, plain_cell
from lbn_site.neighbourhoods.importing.read import read_table
from lbn_site.neighbourhoods.importing.validate import check_table
from lbn_site.neighbourhoods.models import (
    Constituency,
    Edition,
    ImportState,
    ListImport,
    Neighbourhood,
    NeighbourhoodIndexPage,
)

from .factories import csv_of, edition, steward, ward
from .test_desk import upload

NOTHING = (
    *("–", "—", "-", "--", "..", ".", "…", "*", ":", "?", "n/a", "N/A", "n.a.", "NA", "NULL", "none", "None", "nan"),
    *("#N/A", "Not available", "[x]", "[c]", " ", "\xa0", "\u200b", "\u2060", "\ufeff", "\u3000", "\xad", ""),
)
OPTIONAL = (
    *("authority_code", "authority_code_now", "authority_now", "county", "region_code", "region", "population"),
    *("constituencies_2010", "constituencies_2024", "constituencies_2024_shares", "small_areas", "deprivation_score"),
    *("deprivation_rank", "needs_score", "needs_rank", "latitude", "longitude"),
)


def check(*rows: dict):
    return check_table(read_table("list.csv", csv_of(list(rows))))


@pytest.mark.parametrize("cell", NOTHING)
def test_every_disguise_of_a_missing_value_is_known(cell):
    assert is_missing(plain_cell(cell))


@pytest.mark.parametrize(
    "cell", ["0", "Nil Ward", "Nulland", "St. Ann's", "X", "1", "-1.2", "####", "\x07", "\ufffd"]
)
def test_what_is_a_value_or_was_lost_is_no_missing_value(cell):
    assert not is_missing(plain_cell(cell))


@pytest.mark.parametrize("cell", NOTHING)
def test_a_disguised_missing_value_is_empty_in_every_column_that_may_be_empty(cell):
    checked = check({**dict.fromkeys(OPTIONAL, cell), "code": "E05000001", "name": "A", "authority": "B"}, ward(2))
    assert checked.errors == []
    assert {checked.rows[0][key] for key in OPTIONAL} <= {None, ""}


@pytest.mark.parametrize("cell", NOTHING)
@pytest.mark.parametrize("column", ["code", "name", "authority"])
def test_a_disguised_missing_value_is_refused_with_its_row_where_a_value_is_needed(column, cell):
    [error] = check(ward(1), ward(2, **{column: cell})).errors
    assert (error.row, error.column) == (3, column)
    assert "The cell is empty" in error.text


def test_cells_that_were_read_as_empty_are_named_with_their_rows():
    rows = [ward(number, county="n/a" if number != 2 else "Durham") for number in range(1, 14)]
    [note] = [problem.text for problem in check(*rows).problems]
    assert note == "‘n/a’ was read as an empty cell in rows 2, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 2 more."


def test_a_missing_part_of_a_list_is_left_out():
    assert check(ward(1, constituencies_2024="Redcar|–| |n/a")).rows[0]["constituencies_2024"] == "Redcar"


@pytest.mark.parametrize("column", ["name", "authority", "authority_now", "county", "constituencies_2024"])
@pytest.mark.parametrize("cell", ["北京", "Ωμέγα", "مدينة"])
def test_a_name_that_makes_no_slug_is_refused_with_its_row(column, cell):
    [error] = check(ward(1, **{column: "Redcar"}), ward(2, **{column: cell})).errors
    assert error.row == 3


@pytest.mark.parametrize("cell", ["ﬃ" * 100, "½" * 90, "a" * 100])
def test_a_slug_is_never_longer_than_its_column(cell):
    assert 0 < len(slug_of(cell)) <= LONGEST_SLUG


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("small_areas", "40000", "more than is possible"),
        ("code", "E05٠٠٠٠٠١", "is not a code"),
        ("deprivation_score", "1e999999", "outside what is possible"),
    ],
)
def test_a_value_that_no_column_can_hold_is_refused(column, value, message):
    [error] = check({column: "", **ward(1)}, ward(2, **{column: value})).errors
    assert message in error.text


def test_a_number_is_rounded_to_what_is_stored():
    assert str(check(ward(1, deprivation_score="0E-99999")).rows[0]["deprivation_score"]) == "0.000"


# One spelling for one area


def test_two_spellings_of_a_constituency_in_one_row_are_read_once():
    checked = check(
        ward(
            1,
            constituencies_2024="St. Helens North|St Helens North|Redcar",
            constituencies_2024_shares="0.5|0.25|0.25",
        )
    )
    assert checked.errors == []
    assert checked.rows[0]["constituencies_2024"] == "St. Helens North|Redcar"
    assert checked.rows[0]["constituencies_2024_shares"] == "0.75|0.25"
    assert any("read once" in problem.text for problem in checked.problems)


@pytest.mark.parametrize("column", ["authority", "authority_now", "constituencies_2010", "constituencies_2024"])
def test_the_most_frequent_spelling_is_used_in_every_row_and_the_others_are_named(column):
    names = ["St Helens", "St. Helens", "ST. HELENS", "St. Helens"]
    checked = check(*(ward(number, **{column: name}) for number, name in enumerate(names, start=1)))
    assert {row[column] for row in checked.rows} == {"St. Helens"}
    assert [(problem.row, problem.is_error) for problem in checked.problems] == [(2, False), (4, False)]


def test_constituencies_of_the_two_boundaries_keep_their_own_spellings():
    names = {"constituencies_2010": "Birmingham, Edgbaston", "constituencies_2024": "Birmingham Edgbaston"}
    assert names.items() <= check(ward(1, **names)).rows[0].items()


@pytest.mark.parametrize("ending", ["&", "&amp;", "and", "AND THE", "and the"])
def test_a_region_is_known_however_it_is_written(ending):
    checked = check(ward(1, region=f"Yorkshire {ending} Humber".replace("&amp;", "&")))
    assert checked.rows[0]["region"] == "Yorkshire and The Humber"


def test_two_hundred_notes_are_no_reason_to_refuse_a_list():
    checked = check(*(ward(number, population=90_000) for number in range(1, 302)), ward(302, population="many"))
    assert len(checked.errors) == 1
    assert checked.problems[-1].text == "And 101 more notes."


# The upload, and what is stored already


@pytest.mark.django_db
def test_a_list_with_doubtful_names_is_uploaded_and_its_file_is_kept(client, home):
    edition()
    client.force_login(steward())
    rows = [
        ward(1, authority_now="–", constituencies_2010="..", constituencies_2024="St. Helens North|St Helens North"),
        ward(2, authority_now="*", constituencies_2010="", county="NULL", constituencies_2024="–"),
        ward(3, name="May-24", authority_now="", constituencies_2010="", constituencies_2024="."),
    ]
    rows = [{"county": "", **row} for row in rows]
    page = upload(client, csv_of(rows)).content.decode()
    assert "‘May-24’ looks like a date" in page
    record = ListImport.objects.get()
    assert (record.state, record.file.data()) == (ImportState.READY, csv_of(rows))
    assert not Neighbourhood.objects.filter(edition=record.edition).exclude(authority_now="").exists()
    assert list(Constituency.objects.values_list("name", "slug")) == [("St. Helens North", "st-helens-north")]


@pytest.mark.django_db
def test_what_the_database_will_not_take_is_refused_and_the_file_is_kept(client, home, monkeypatch):
    """A fault that no check knows yet."""
    edition()
    client.force_login(steward())
    monkeypatch.setattr(list_kind, "check_table", lambda table: desk.Checked(rows=[ward(1), ward(1)]))
    page = upload(client, csv_of([ward(1)])).content.decode()
    assert "The rows could not be stored. The file is kept" in page
    record = ListImport.objects.get()
    assert (record.state, record.edition) == (ImportState.REFUSED, None)
    assert Edition.objects.count() == 1


@pytest.fixture
def badly_stored(home):
    """Rows as an earlier import let them in: dashes for names, without slugs."""
    stored = edition(rows=[ward(1, constituencies_2024="Redcar"), ward(2), ward(3, name="Under_score")])
    rows = Neighbourhood.objects.filter(edition=stored, code="E05000001")
    rows.update(
        name="–",
        authority="..",
        authority_slug="",
        authority_now="*",
        authority_now_slug="",
        region="–",
        region_slug="",
    )
    Constituency.objects.update(name="–", slug="")
    return stored


ADDRESSES = [
    *("", "map/", "regions/", "regions/north-east/", "authorities/", "authorities/middlesbrough/", "constituencies/"),
    *("editions/", "editions/2020-3/", "data/", "ward-e05000001/", "under-score-e05000003/", "ward-2-e05000002/"),
    *("api/places/", "api/places/E05000001/", "data/2020-3/neighbourhoods.csv", "data/2020-3/datapackage.json"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_stored_without_a_slug_breaks_no_public_page(client, home, badly_stored, address):
    home.add_child(instance=NeighbourhoodIndexPage(title="Neighbourhoods", slug="neighbourhoods"))
    assert client.get(f"/neighbourhoods/{address}").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["sitemap.xml", "n/E05000001/", "search/?q=ward"])
def test_what_is_stored_without_a_slug_breaks_no_page_beyond_the_section(client, badly_stored, address):
    assert client.get(f"/{address}").status_code < 400


@pytest.mark.django_db
def test_two_stored_spellings_of_an_authority_are_one_entry(client, home):
    edition(rows=[ward(1, authority="St. Helens"), ward(2, authority="St Helens", authority_now="St. Helens")])
    page = client.get("/neighbourhoods/authorities/").content.decode()
    assert page.count(reverse("neighbourhoods-authority", args=["st-helens"])) == 1
    assert "<span>2</span>" in page


@pytest.mark.django_db
def test_a_constituency_with_two_spellings_is_one_entry_under_its_present_name(client, home):
    edition(rows=[ward(1, constituencies_2010="Birmingham, Edgbaston", constituencies_2024="Birmingham Edgbaston")])
    page = client.get("/neighbourhoods/constituencies/").content.decode()
    assert page.count("birmingham-edgbaston") == 1
    assert ">Birmingham Edgbaston</a> <span>1</span>" in page
