"""Every template can be used."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

from lbn_site.core.headings import Anchors
from lbn_site.core.reserved_slugs import template_ids

FOLDER = Path(settings.BASE_DIR) / "templates"
# Mails, the desk and the pages of forms, which show no running text with headings of its own.
NOT_AROUND_TEXT = {"account", "accounts", "admin", "delivery", "desk", "lbn", "mail", "mfa", "wagtailadmin"}


@pytest.mark.parametrize(
    "name",
    sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.suffix in {".html", ".txt", ".xml"}),
)
def test_every_template_compiles(name):
    get_template(name)


def test_the_ids_of_the_templates_are_known():
    """A heading takes a slug, which holds no full stop; ids without one are known and left to the templates."""
    for path in FOLDER.rglob("*.html"):
        if not NOT_AROUND_TEXT & set(path.relative_to(FOLDER).parts):
            for name in re.findall(r'\bid="([^"{]+)"', path.read_text()):
                assert "." in name or name in template_ids(), path.relative_to(FOLDER)


def test_a_heading_leaves_the_ids_of_the_templates_alone():
    assert Anchors().mark("<h2>Related</h2>") == '<h2 id="related-2">Related</h2>'
