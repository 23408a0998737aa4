"""No text is stored, and no output broken, by a character that XML, iCalendar, JSON-LD or a header cannot hold."""

import json

import defusedxml.ElementTree
import pytest
from django import forms
from django.apps import apps
from django.db import connection, models
from django.urls import reverse
from icalendar import Calendar
from wagtail.models import Collection, Page

from lbn_site.core.public_addresses import all_addresses
from lbn_site.core.storable_text import storable, storable_line
from lbn_site.news.models import NewsPage
from tests.accounts.factories import SuperuserFactory
from tests.evidence.factories import session_page
from tests.news.factories import news_page

BAD = "\x00\x01\x08\x0e\x1f\x7f\x80\x9f\xad\u202e\u2066\ufeff\udfff\ud800\ufffe\uffff"
HOSTILE = f"Up{BAD}\vand\u2028down\x85here"
CLEAN_LINE = "Up and down here"
CLEAN_LINES = "Up\nand\ndown\nhere"


def text_fields() -> list[models.Field]:
    return [
        field
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not isinstance(field, models.FilePathField)
    ]


def test_a_text_keeps_its_lines_and_a_line_stays_one():
    assert storable(HOSTILE) == CLEAN_LINES
    assert storable_line(HOSTILE) == CLEAN_LINE
    assert storable("two\tcells\nand a line\r\n") == "two\tcells\nand a line\r\n"


@pytest.mark.parametrize("text", ["‘Left behind’ — café", "👩‍👩‍👧", "क्‍ष", "שלום\u200f", "a\u200bb"])
def test_what_joins_letters_and_other_scripts_stays(text):
    assert storable(text) == storable_line(text) == text


@pytest.mark.parametrize("field", text_fields(), ids=str)
@pytest.mark.django_db
def test_every_text_field_of_every_model_stores_it_clean(field):
    expected = CLEAN_LINES if isinstance(field, models.TextField) else CLEAN_LINE
    assert field.get_prep_value(HOSTILE) == expected
    row = field.model()
    setattr(row, field.attname, HOSTILE)
    if not field.has_default() and "auto" not in type(field).__name__.lower():
        assert field.pre_save(row, add=False) == expected
        assert getattr(row, field.attname) == expected


@pytest.mark.parametrize("field", text_fields(), ids=str)
def test_every_form_of_a_text_field_cleans_and_does_not_refuse(field):
    form_field = field.formfield() if field.editable else None
    if type(form_field) is not forms.CharField:
        pytest.skip("no plain text in forms")
    form_field.max_length, form_field.validators = None, []
    assert form_field.clean(HOSTILE) in (CLEAN_LINE, CLEAN_LINES)


def test_blocks_and_other_structures_are_stored_clean(home):
    page = news_page(title=HOSTILE)
    page.body = json.dumps([{"type": "text", "value": f"<p>{HOSTILE}</p>"}])
    page.save()
    page.save_revision().publish()
    page = NewsPage.objects.get(pk=page.pk)
    assert page.title == CLEAN_LINE
    assert page.body[0].value.source == "<p>Up\nand\ndown\nhere</p>"
    assert page.latest_revision.content["title"] == CLEAN_LINE


def test_updates_and_rows_made_in_bulk_are_clean_too(home):
    news_page()
    NewsPage.objects.update(title=HOSTILE)
    assert NewsPage.objects.get().title == CLEAN_LINE
    Collection.objects.bulk_create([Collection(name=HOSTILE, path="00010009", depth=2)])
    assert Collection.objects.get(path="00010009").name == CLEAN_LINE


def test_a_search_for_it_finds_what_was_stored(home):
    news_page(title=HOSTILE)
    assert NewsPage.objects.filter(title=HOSTILE).exists()


@pytest.fixture
def soiled(home):
    """Rows as they stood before: written past the fields, as far as the database takes them."""
    news = news_page()
    session = session_page(question="Why?", place="Room")
    bad = HOSTILE.replace("\ud800", "").replace("\udfff", "")
    if connection.vendor == "postgresql":
        bad = bad.replace("\x00", "")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE wagtailcore_page SET title = %s, draft_title = %s, search_description = %s WHERE depth > 2",
            [bad, bad, bad],
        )
        cursor.execute("UPDATE evidence_evidencesessionpage SET question = %s, place = %s", [bad, bad])
    return news, session


def test_what_is_stored_already_breaks_no_output(client, soiled):
    for address in all_addresses():
        response = client.get(address.path)
        assert response.status_code == 200, address.path
        body = b"".join(response.streaming_content) if response.streaming else response.content
        kind = response["Content-Type"].split(";")[0]
        if kind.endswith("xml"):
            defusedxml.ElementTree.fromstring(body)
        if kind == "text/calendar":
            assert not any(character in body.decode() for character in "\x00\v\x1f\u2028")
            Calendar.from_ical(body)
        if kind.endswith("json"):
            json.loads(body)
    for page in Page.objects.live().filter(depth__gt=1):
        assert client.get(page.specific.url).status_code == 200


def test_nor_the_exports_of_staff(client, soiled):
    client.force_login(SuperuserFactory())
    for kind in ("csv", "xlsx"):
        for name in ("aging_pages", "site_history"):
            response = client.get(reverse(f"wagtailadmin_reports:{name}"), {"export": kind})
            assert response.status_code == 200
            b"".join(response.streaming_content) if response.streaming else response.content
