"""No file that the site hands out holds a formula."""

import ast
import csv
import io
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log

import lbn_site
from lbn_site.core.spreadsheets import csv_lines, inert, is_formula
from lbn_site.newsletter.models import Subscription, SubscriptionState
from lbn_site.people.models import Person

ROOT = Path(lbn_site.__file__).parent
POISON = '=HYPERLINK("https://elsewhere.example","Open")'
WRITERS = {"csv.writer", "csv.DictWriter", "openpyxl.Workbook"}
SPREADSHEETS = ("text/csv", "spreadsheetml")


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫"]
)
@pytest.mark.parametrize("before", ["", " ", "  ", "\xa0", "\u3000", "\u200b", "\ufeff", "\u00ad", "\u202e", "\x0b"])
def test_a_text_that_a_spreadsheet_could_run_is_marked_as_text(before, start):
    text = f"{before}{start}SUM(1+1)"
    assert is_formula(text)
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize(
    "value", [-1.216, 0, None, "-1.216", "-3", "St Andrew’s", "a=b", "", "'=1+1", "– none", "5-a-side"]
)
def test_what_is_no_formula_stays_as_it_is(value):
    assert inert(value) == value


def test_lines_are_inert_and_numbers_stay_numbers():
    assert list(csv_lines([["=1+1", -2, None, 'say "hi"']])) == ['\'=1+1,-2,,"say ""hi"""\r\n']


def writers_in(source: str) -> list[str]:
    """What a module takes from elsewhere to write CSV or XLSX."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.append(f"{node.value.id}.{node.attr}")
        elif isinstance(node, ast.ImportFrom):
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return [name for name in found if name in WRITERS]


def test_only_the_one_rule_writes_spreadsheets():
    """Any other writer of CSV or XLSX would need the rule again, and forget it."""
    found = {path.relative_to(ROOT).as_posix(): writers_in(path.read_text()) for path in ROOT.rglob("*.py")}
    assert {path: names for path, names in found.items() if names} == {"core/spreadsheets.py": ["csv.writer"]}


@pytest.mark.parametrize(
    "source", ["import csv\ncsv.DictWriter(x)", "from csv import writer", "from openpyxl import Workbook"]
)
def test_another_writer_is_found(source):
    assert writers_in(source)


@pytest.fixture
def poisoned(home):
    """A superuser, and a formula in whatever staff or strangers can write."""
    person = get_user_model().objects.create_superuser("root", "root@example.org", "a long password")
    person.first_name, person.last_name = POISON, POISON
    person.save()
    now = timezone.now()
    home.title, home.last_published_at = POISON, now
    home.locked, home.locked_at, home.locked_by = True, now, person
    home.withdrawn_on, home.withdrawn_reason = now.date(), POISON
    home.save()
    for action in ("wagtail.edit", "wagtail.publish"):
        log(home, action, user=person, title=POISON)
    Redirect.objects.create(old_path="/old", redirect_link="=cmd|' /C calc'!A0")
    Person.objects.create(name=POISON)
    Subscription.objects.create(
        address="=cmd@example.org", address_key="=cmd@example.org", state=SubscriptionState.CONFIRMED
    )
    return person


def admin_addresses(patterns=None, prefix: str = "/") -> list[str]:
    """Every address of the admin that needs no argument."""
    found = []
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        address = prefix + str(pattern.pattern).removeprefix("^").removesuffix("$").removesuffix(r"\Z")
        if isinstance(pattern, URLResolver):
            found += admin_addresses(pattern.url_patterns, address)
        elif isinstance(pattern, URLPattern) and address.startswith("/admin/") and not set("<(") & set(address):
            found.append(address)
    return found


def cells(response: HttpResponseBase) -> list[object]:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if "csv" in response["Content-Type"]:
        return [cell for row in csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")) for cell in row]
    sheet = load_workbook(io.BytesIO(body)).active
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    return [value for row in sheet.iter_rows(values_only=True) for value in row]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_export_of_the_admin_holds_a_formula(client, poisoned, kind):
    client.raise_request_exception = False  # one of Wagtail's addresses is there to fail
    exported = {}
    for address in admin_addresses():
        client.force_login(poisoned)
        response = client.get(f"{address}?export={kind}")
        if any(mark in response.get("Content-Type", "") for mark in SPREADSHEETS):
            exported[address] = cells(response)
    for address, found in exported.items():
        assert not [cell for cell in found if isinstance(cell, str) and is_formula(cell)], address
    marked = {address for address, found in exported.items() if any(str(cell).startswith("'=") for cell in found)}
    expected = {
        "/admin/reports/site-history/results/",
        "/admin/reports/locked/results/",
        "/admin/reports/aging-pages/results/",
        "/admin/redirects/results/",
        "/admin/reports/withdrawn/results/",
        "/admin/subscribers/export/",
    }
    assert marked >= expected
