"""Lists of ten thousand places: a page costs what it shows. `pytest -s` prints what each page takes.

Budgets of bytes are for the page before it is compressed; those of queries leave room for the frame of every page.
"""

import gzip
import random
import re
import time
from math import dist
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lbn_site.neighbourhoods.importing import desk
from lbn_site.neighbourhoods.importing.values import REGIONS
from lbn_site.neighbourhoods.models import Edition, NeighbourhoodIndexPage
from lbn_site.neighbourhoods.outlines.symbols import DIAMOND, DOT, LARGE_DOT, SMALL_DOT

from .factories import csv_of, edition, steward, ward

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY = 10_000
AUTHORITIES = 300
CONSTITUENCIES = 600
QUERIES = 40
KILOBYTES = 120
UPLOAD_SECONDS = 120  # the machine that runs the tests may be busy; gunicorn gives a request 60


WHERE = {  # degrees north and east
    "North East": ((54.5, 55.6), (-2.5, -1.0)),
    "London": ((51.35, 51.65), (-0.4, 0.2)),
    "": ((50.2, 55.5), (-3.0, 0.4)),
}


def rows(first: int) -> list[dict[str, Any]]:
    """England as if every ward were listed; seeded, so that each run measures the same."""
    chance = random.Random(first)
    made = []
    for number in range(MANY):
        region = list(REGIONS.values())[0 if number % 3 else number % 9]
        latitudes, longitudes = WHERE.get(region, WHERE[""])
        made.append(
            ward(
                first + number,
                name=f"Ward {first + number}",
                authority=f"Authority {number % AUTHORITIES}",
                authority_now=f"District {number % AUTHORITIES}" if number % 5 == 0 else "",
                region=region,
                constituencies_2024=f"Seat {number % CONSTITUENCIES}|Seat {(number + 1) % CONSTITUENCIES}",
                constituencies_2024_shares="0.50|0.50",
                population=chance.randint(4000, 20_000),
                latitude=f"{chance.uniform(*latitudes):.5f}",
                longitude=f"{chance.uniform(*longitudes):.5f}",
            )
        )
    return made


@pytest.fixture
def two_editions(home) -> tuple[Edition, Edition]:
    """The second has a thousand of the first's places no more, and a thousand others."""
    home.add_child(instance=NeighbourhoodIndexPage(title="Neighbourhoods", slug="neighbourhoods"))
    return edition("2020-1", rows(1)), edition("2025-1", rows(1001))


def measured(client, address: str) -> tuple[int, int, str]:
    started = time.monotonic()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    body = response.content
    assert response.status_code == 200, address
    print(
        f"\n{address:60} {time.monotonic() - started:6.2f} s {len(queries):4} queries "
        f"{len(body) / 1000:7.1f} kB {len(gzip.compress(body)) / 1000:6.1f} kB compressed",
        end="",
    )
    return len(queries), len(body), body.decode()


PAGES = (
    *("/neighbourhoods/", "/neighbourhoods/?page=2", "/neighbourhoods/?words=ward+1077", "/neighbourhoods/map/"),
    *(
        "/neighbourhoods/regions/",
        "/neighbourhoods/regions/north-east/",
        "/neighbourhoods/regions/north-east/?page=9",
    ),
    *("/neighbourhoods/authorities/", "/neighbourhoods/authorities/?page=2", "/neighbourhoods/constituencies/"),
    *("/neighbourhoods/authorities/authority-7/", "/neighbourhoods/constituencies/seat-7/"),
    *("/neighbourhoods/editions/", "/neighbourhoods/editions/2025-1/", "/neighbourhoods/data/"),
    *("/neighbourhoods/editions/2025-1/compared-with/2020-1/?page=3", "/neighbourhoods/ward-1078-e05001078/"),
    *("/neighbourhoods/api/editions/", "/neighbourhoods/api/places/", "/neighbourhoods/api/places/?page=90"),
)


def test_every_public_page_costs_what_it_shows(client, two_editions):
    too_much = []
    for address in PAGES:
        queries, size, _ = measured(client, address)
        if queries > QUERIES or size > KILOBYTES * 1000:
            too_much.append((address, queries, size))
    assert too_much == []


MAPS = ("map/", "regions/north-east/", "regions/north-east/?page=60", "regions/london/")


def test_no_mark_of_a_long_list_hides_another(client, two_editions):
    for query in MAPS:
        html = client.get(f"/neighbourhoods/{query}").content.decode()
        marks = marks_of(html.split("data-map>")[1].split("</svg>")[0])
        assert len(marks) > 50, query
        assert touching(marks) == [], query
        assert "small dots show where the others are" in html or "can stand for several" in html, query


def marks_of(drawing: str) -> list[tuple[float, float, float]]:
    """x, y and radius of every mark."""
    radii = {"large-dot": LARGE_DOT.radius, "small-dot": SMALL_DOT.radius, "dot": DOT.radius}
    on_england = "map__large-dot" not in drawing and "map__small-dot" not in drawing
    others = DIAMOND.radius if on_england else LARGE_DOT.radius
    paths = re.findall(r'<path class="map__([a-z-]+)" d="([^"]+)"', drawing)
    return [
        (float(x), float(y), radii.get(name, others))
        for name, path in paths
        for x, y in re.findall(r"M([\d.]+) ([\d.]+)", path)
    ]


def touching(marks: list[tuple[float, float, float]]) -> list:
    """The pairs that touch, found from left to right."""
    found, in_order = [], sorted(marks)
    for at, (x, y, radius) in enumerate(in_order):
        for other in in_order[at + 1 :]:
            if other[0] - x > 2 * LARGE_DOT.radius:
                break
            if dist((x, y), other[:2]) < radius + other[2]:
                found.append(((x, y), other))
    return found


def test_every_row_stands_on_one_of_the_pages(client, two_editions):
    counts = []
    for page in range(1, 101):
        html = client.get(f"/neighbourhoods/regions/north-east/?page={page}").content.decode()
        counts.append(html.count('<th scope="row">'))
    shown = two_editions[1].neighbourhoods.in_region("north-east").count()
    number = -(-shown // 100)
    assert sum(counts[:number]) == shown
    assert max(counts) == 100
    assert f"Page {number} of {number}" in html


def test_a_long_list_is_uploaded_looked_at_and_approved(client, two_editions):
    client.force_login(steward())
    started = time.monotonic()
    changed = [{**row, "population": row["population"] + 1, "region": "London"} for row in rows(500_001)]
    record = desk.submit_list(
        name="list.csv", data=csv_of(changed), edition_name="2026 edition", expected_count=MANY, user=None
    )
    print(f"\nuploaded in {time.monotonic() - started:.1f} s", end="")
    assert record.edition is not None, record.problems[:3]
    assert time.monotonic() - started < UPLOAD_SECONDS
    preview = reverse("neighbourhood_desk:preview", args=[record.edition.pk])
    shown = reverse("neighbourhood_desk:import", args=[record.pk])
    for address in (preview, shown, f"{shown}?page=7", reverse("neighbourhood_desk:index")):
        queries, size, _ = measured(client, address)
        assert (queries <= QUERIES, size <= 2 * KILOBYTES * 1000) == (True, True), (address, queries, size)
    desk.publish_edition(edition=record.edition)
    assert Edition.objects.current() == record.edition
