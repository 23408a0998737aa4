"""Rules for the fields of every model and every form."""

import io
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.db import models
from django.http import FileResponse
from django.utils.http import content_disposition_header

from lbn_site.core.addresses import LONGEST_ADDRESS

OWN = [model for model in apps.get_models() if model.__module__.startswith("lbn_site.")]
URL_FIELDS = [field for model in OWN for field in model._meta.local_fields if isinstance(field, models.URLField)]
PASTED_AROUND = ["\u3000", "\u00a0", "\u200b", "\u2060", "\ufeff", " ", "\u2003"]


@pytest.mark.parametrize("field", URL_FIELDS, ids=str)
def test_every_address_may_be_as_long_as_people_paste_them(field):
    assert field.max_length == LONGEST_ADDRESS


@pytest.mark.parametrize("space", PASTED_AROUND, ids=ascii)
@pytest.mark.parametrize(
    ("field", "text"),
    [
        (forms.EmailField(), "ada@example.org"),
        (forms.URLField(assume_scheme="https"), "https://example.org/x"),
        (forms.SlugField(), "a-slug"),
        (forms.CharField(), "123456"),
    ],
    ids=["email", "address", "slug", "code"],
)
def test_spaces_of_every_kind_around_what_was_pasted_are_taken_away(field, text, space):
    assert field.clean(f"{space}{text}{space}") == text


@pytest.mark.parametrize("name", ["Żółw.csv", "列表.xlsx", 'a "quoted" name.csv', "naïve;.csv"])
def test_a_file_name_in_another_script_arrives(name):
    header = content_disposition_header(True, name)
    assert FileResponse(io.BytesIO(b"1"), as_attachment=True, filename=name)["Content-Disposition"] == header
    assert header.isascii()


def test_no_view_writes_the_name_of_a_download_by_hand():
    written = "filename="
    for path in (Path(settings.BASE_DIR) / "lbn_site").rglob("*.py"):
        for line in path.read_text().splitlines():
            assert not ("Content-Disposition" in line and written in line), f"{path}: use content_disposition_header"
