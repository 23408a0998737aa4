"""Whatever file is uploaded, staff get an answer, and what is approved breaks no page. `mutated_lists` makes them."""

from collections import Counter

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lbn_site.neighbourhoods.editions import publish_edition
from lbn_site.neighbourhoods.models import Constituency, ImportState, ListImport, NeighbourhoodIndexPage

from .factories import edition, steward
from .mutated_lists import mutated

pytestmark = pytest.mark.django_db
PAGES = ("", "map/", "regions/", "authorities/", "constituencies/", "editions/", "api/places/", "data/")


@pytest.fixture
def signed_in(client, home):
    home.add_child(instance=NeighbourhoodIndexPage(title="Neighbourhoods", slug="neighbourhoods"))
    edition()
    client.force_login(steward())
    client.raise_request_exception = False
    return client


def upload_and_look(client, number: int) -> str:
    """Upload the file, look at what the admin makes of it, publish it if it is sound; the state of its import."""
    data = mutated(number)
    file = SimpleUploadedFile(f"list-{number}.xlsx", data)
    form = {"file": file, "name": f"{3000 + number} edition", "expected_count": 3}
    response = client.post(reverse("neighbourhood_desk:upload"), form)
    assert response.status_code < 500, number
    if response.status_code == 200:  # an empty file does not pass the form
        assert not data, number
        return "empty"
    record = ListImport.objects.latest("pk")
    assert record.file.data() == data, number
    assert client.get(response["Location"]).status_code == 200, number
    if record.state == ImportState.REFUSED:
        assert any(problem["is_error"] and problem["text"] for problem in record.problems), number
        return record.state
    publish_edition(edition=record.edition)
    for address in _addresses(record):
        assert client.get(address).status_code == 200, (number, address)
    return record.state


def _addresses(record: ListImport) -> list[str]:
    rows = list(record.edition.neighbourhoods.all())
    assert all(row.authority_slug for row in rows)
    assert not Constituency.objects.filter(slug="").exists()
    places = [row.get_absolute_url() for row in rows[:3]]
    areas = [reverse("neighbourhoods-authority", args=[row.present_authority_slug]) for row in rows[:3]]
    found = Constituency.objects.filter(neighbourhood__in=rows)[:3]
    areas += [reverse("neighbourhoods-constituency", args=[item.slug]) for item in found]
    files = [reverse("neighbourhoods-download", args=[record.edition.slug, "neighbourhoods.csv"])]
    return [
        *(f"/neighbourhoods/{page}" for page in PAGES),
        record.edition.get_absolute_url(),
        *places,
        *areas,
        *files,
    ]


@pytest.mark.parametrize("numbers", [range(at, at + 10) for at in range(0, 40, 10)], ids=str)
def test_forty_mutated_files_are_answered(signed_in, numbers):
    for number in numbers:
        upload_and_look(signed_in, number)


@pytest.mark.slow
def test_five_hundred_mutated_files_are_answered(signed_in):
    states = Counter(upload_and_look(signed_in, number) for number in range(500))
    print(f"\n{dict(states)}")
    assert states[ImportState.READY] >= 50
    assert states[ImportState.REFUSED] >= 50
