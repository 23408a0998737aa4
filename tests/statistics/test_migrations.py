"""Addresses that were counted before pages had to declare themselves public."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from lbn_site.statistics.models import PageCount

forgetting = import_module("lbn_site.statistics.migrations.0004_forget_addresses_that_are_not_public")
KEPT = {"/", "/newsletter/", "/news/a-letter/", "/news/caf%C3%A9/", "/search/", "(others)", "/helpful-words/"}


@pytest.mark.django_db
def test_stored_links_are_deleted_however_they_were_written():
    secret = {
        "/newsletter/unsubscribe/0a-0-1f.Sig/",
        "/Newsletter/Confirm/0a.Sig",
        "/newsletter//never/0a.Sig/",
        "/%6eewsletter/never/0a.Sig/",
        "/%256eewsletter/never/0a.Sig/",
        "/old/newsletter/never/0a.Sig/",
        "/accounts/password/reset/key/1-abc-0123/",
        "/admin/pages/7/edit/",
        "/helpful/comment/1:abc:Sig",
        "/cookies/choice",
    }
    for day in ("2026-05-01", "2026-05-02"):
        PageCount.objects.bulk_create(PageCount(day=day, path=path, views=1) for path in KEPT | secret)
    forgetting.forget(apps, SimpleNamespace(connection=connection))
    assert set(PageCount.objects.values_list("path", flat=True)) == KEPT
