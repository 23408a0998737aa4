"""The changelog of the data says what happened, and when, from what is stored."""

import datetime
import hashlib

import pytest
from defusedxml import ElementTree
from django.utils import timezone

from lbn_site.delivery.purge import purge_public_pages
from lbn_site.neighbourhoods.changelog import changes
from lbn_site.neighbourhoods.editions import put_back_edition, return_to_edition, withdraw_edition
from lbn_site.neighbourhoods.models import Edition
from lbn_site.neighbourhoods.published_files import keep_files, make_files_again

from .factories import edition, postcodes, ward

pytestmark = pytest.mark.django_db

PAGE = "/neighbourhoods/data/changes/"
FEED = "/neighbourhoods/data/changes.atom"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def two_editions(home) -> tuple[Edition, Edition]:
    """Ward 1 leaves, wards 3 and 4 join."""
    earlier, later = edition("2019-2", [ward(1), ward(2)]), edition("2020-3", [ward(2), ward(3), ward(4)])
    for made in (earlier, later):
        keep_files(made)
    return earlier, later


def titles() -> list[str]:
    return [change.title for change in changes()]


def test_each_edition_is_told_with_what_joined_and_left_and_with_its_files(client, two_editions):
    latest, first = changes()
    assert latest.title == "List of neighbourhoods, 2020 edition: published"
    assert latest.text == "3 neighbourhoods. Compared with the 2019 edition, 2 codes joined and 1 left."
    assert first.text == "2 neighbourhoods."
    assert client.get(latest.differences).status_code == 200
    kept = set(two_editions[1].files.values_list("name", flat=True))
    assert {file.name for file in latest.files} == kept - {"datapackage.json"}


def test_every_hash_is_that_of_the_file_that_visitors_get(client, two_editions):
    files = [file for change in changes() for file in change.files]
    assert len(files) == 6
    for file in files:
        body = client.get(file.address).content
        assert (hashlib.sha256(body).hexdigest(), len(body)) == (file.sha256, file.size)


def test_what_staff_did_is_told_in_its_order(two_editions):
    earlier, later = two_editions
    return_to_edition(edition=earlier)
    withdraw_edition(edition=later, because="A wrong column.", successor=earlier)
    put_back_edition(edition=later)
    acts = changes()[::-1][2:]
    assert [change.title.partition(": ")[2] for change in acts] == [
        "made current again",
        "withdrawn",
        "published again",
    ]
    assert acts[1].text == "A wrong column."


def test_files_of_a_withdrawn_edition_are_named_but_not_offered(client, two_editions):
    earlier, later = two_editions
    withdraw_edition(edition=later, because="A wrong column.", successor=earlier)
    told = next(change for change in changes() if "2020 edition: published" in change.title)
    assert told.files
    assert not any(file.address for file in told.files)
    assert told.differences == ""
    assert client.get(PAGE).status_code == 200


def test_files_that_were_made_on_another_day_are_told_apart(two_editions):
    day_before = timezone.now() - datetime.timedelta(days=3)
    Edition.objects.filter(slug="2019-2").update(published_at=day_before)
    assert "List of neighbourhoods, 2019 edition: files made" in titles()


def test_the_hashes_of_files_that_were_replaced_stay(client, two_editions):
    _, later = two_editions
    before = dict(later.files.values_list("name", "sha256"))
    make_files_again(later)
    replaced = next(change for change in changes() if change.title.endswith("files replaced"))
    assert replaced.replaced == before
    assert before["neighbourhoods.csv"] in client.get(PAGE).content.decode()


def test_a_draft_is_not_told(two_editions):
    edition("2031-1", [ward(3)], published=False)
    assert not any("2031" in title for title in titles())


def test_postcodes_are_told_with_their_date(two_editions):
    release = postcodes()
    assert not any("Postcodes" in title for title in titles())
    release.finished_at = timezone.now()
    release.save()
    assert titles()[0] == "Postcodes for the check, A directory (August 2023): loaded"


def test_the_page_and_the_feed_tell_the_same(client, two_editions):
    html = client.get(PAGE).content.decode()
    feed = ElementTree.fromstring(client.get(FEED).content)
    entries = [(entry.find(f"{ATOM}title").text, entry.find(f"{ATOM}id").text) for entry in feed.iter(f"{ATOM}entry")]
    assert [title for title, _ in entries] == titles()
    assert len({name for _, name in entries}) == len(entries)
    assert all(title in html for title, _ in entries)


def test_before_a_list_is_out_there_is_no_page(client, home):
    assert client.get(PAGE).status_code == 404


def test_a_long_changelog_comes_in_pages(client, two_editions, django_assert_max_num_queries):
    earlier, later = two_editions
    for turn in range(30):
        return_to_edition(edition=(later, earlier)[turn % 2])
    purge_public_pages()
    assert "Page 1 of 2" in client.get(PAGE).content.decode()
    with django_assert_max_num_queries(12):
        changes()
