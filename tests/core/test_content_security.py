"""A page adds to the policy exactly what it uses."""

import re

import pytest

from lbn_site.core import content_security, styles
from lbn_site.core.templatetags.core_tags import page_styles


def test_a_page_without_additions_has_none(rf):
    assert content_security.allowed(rf.get("/")) == {}


def test_additions_are_kept_by_directive_and_once(rf):
    request = rf.get("/")
    for _ in range(2):
        content_security.allow(request, "script-src", "https://stats.example.org")
    content_security.allow(request, "style-src", "'sha256-x'")
    assert content_security.allowed(request) == {
        "script-src": ["https://stats.example.org"],
        "style-src": ["'sha256-x'"],
    }


def test_the_style_sheet_of_a_page_is_allowed_by_its_hash(rf):
    request = rf.get("/")
    page_styles({"request": request})
    assert content_security.allowed(request) == {"style-src": [styles.csp_hash(styles.sheet(()))]}


@pytest.mark.django_db
def test_the_header_carries_the_addition_of_the_page(client, home):
    response = client.get("/")
    (sheet,) = re.findall("<style>(.*?)</style>", response.content.decode(), re.DOTALL)
    assert styles.csp_hash(sheet) in response["Content-Security-Policy"]
