"""The example content is loaded once, and what staff have is theirs."""

import re

import pytest
from wagtail.models import Page

from lbn_site.example.content import texts
from lbn_site.example.loader import SECTIONS, load_new_sections
from lbn_site.example.models import LoadedSection
from lbn_site.explainers.models import ExplainerPage
from tests.explainers.factories import make_explainer, make_index

SOME = ("campaign", "home", "explainers", "texts")

pytestmark = pytest.mark.django_db


def load(*sections: str) -> list[str]:
    told: list[str] = []
    load_new_sections(report=told.append, sections=sections)
    return told


def test_a_section_is_loaded_once(home):
    assert load(*SOME) == ["Loaded the example content: explainers", "Loaded the example content: texts"]
    assert load(*SOME) == []


def test_a_page_begins_its_history_with_its_whole_text(home):
    load(*SOME)
    page = ExplainerPage.objects.get(slug="the-group")
    assert page.revisions.count() == 1
    assert len(page.get_latest_revision_as_object().body) == 3


def test_a_page_that_staff_made_keeps_its_text(home):
    """As on a site that was loaded before there was a section of texts."""
    page = make_explainer(make_index(home), "The group", slug="the-group", body=[("text", "<p>Ours.</p>")])
    page.save_revision().publish()
    LoadedSection.objects.create(name="explainers")
    load("texts")
    page.refresh_from_db()
    assert page.body[0].value.source == "<p>Ours.</p>"
    assert page.revisions.count() == 1


def test_every_text_has_its_page(home):
    load_new_sections(report=lambda text: None)
    assert SECTIONS.index("texts") > SECTIONS.index("faq")
    for model, slug, _ in texts.WRITTEN:
        assert model.objects.get(slug=slug).body, slug


def test_no_page_shows_the_notation(home):
    load_new_sections(report=lambda text: None)
    for page in Page.objects.filter(depth__gt=1).specific():
        stored = str(page.serializable_data())
        assert not [mark for mark in ("[[", "]]", "## ") if mark in stored], page.url
        assert not re.findall(r"\{[\w-]+\}", stored), page.url


def test_every_page_has_one_version(home):
    load_new_sections(report=lambda text: None)
    made = Page.objects.filter(depth__gt=2)
    assert made.count() > 60
    assert [page.url for page in made if page.revisions.count() != 1] == []
