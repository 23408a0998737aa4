"""What a change costs: one purge a transaction, and no question left to the next page."""

import pytest
from django.core.files.base import ContentFile

from lbn_site.core.asked_once import answers_of_every_page
from lbn_site.core.models import Campaign
from lbn_site.delivery import front_cache, page_cache
from lbn_site.delivery.purge import purge_public_pages, purged_at_the_end
from lbn_site.media.models import CustomDocument
from tests.media.test_pictures import kept, picture
from tests.news.factories import news_page


@pytest.fixture
def told(monkeypatch) -> list[str]:
    """How often the cache in front was told to forget the site."""
    calls: list[str] = []
    monkeypatch.setattr(front_cache, "purge", lambda: calls.append("purge"))
    return calls


def test_many_rows_saved_in_one_transaction_purge_once(home, told, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(5):
            purge_public_pages()
    assert told == ["purge"]


def test_a_replaced_document_and_a_corrected_credit_purge(home, told, django_capture_on_commit_callbacks):
    document = CustomDocument.objects.create(title="Report", file=ContentFile(b"old", name="old.pdf"))
    photograph = kept(picture(), "street.jpg")
    for row in (document, photograph):
        told.clear()
        with django_capture_on_commit_callbacks(execute=True):
            row.save()
        assert told == ["purge"]


def test_an_import_purges_once_at_its_end(campaign, told, rf, django_capture_on_commit_callbacks):
    before = page_cache.generation_of(rf.get("/"))
    with django_capture_on_commit_callbacks(execute=True), purged_at_the_end():
        campaign.save()
        assert page_cache.generation_of(rf.get("/")) == before
    assert page_cache.generation_of(rf.get("/")) != before
    assert told == ["purge"]


def test_an_import_that_stops_purges_all_the_same(home, told, django_capture_on_commit_callbacks):
    with (
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(ValueError, match="stopped"),
        purged_at_the_end(),
    ):
        raise ValueError("stopped")
    assert told == ["purge"]


def test_the_next_page_finds_what_stands_on_every_page_answered(
    client, campaign, told, rf, django_capture_on_commit_callbacks
):
    page = news_page()
    with django_capture_on_commit_callbacks(execute=True):
        campaign.name = "The former group"
        campaign.save()
    kept = page_cache.answers_of_every_page(rf.get("/"))
    assert kept.keys() == answers_of_every_page().keys()
    Campaign.objects.update(name="Not asked for")
    assert "The former group" in client.get(page.url).content.decode()
