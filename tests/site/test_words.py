"""Wagtail's words for approval are replaced by those of the guide."""

import gettext
import re
from pathlib import Path

import pytest
import wagtail
from django.conf import settings
from django.utils.translation import gettext as translated
from wagtail.models import TaskState

FOLDER = Path(settings.BASE_DIR) / "locale" / "en_GB" / "LC_MESSAGES"
SAID = re.compile(r'^msgid(?:_plural)? "(.+)"$', re.MULTILINE)
MODERATION = re.compile(r"\breject|moderation", re.IGNORECASE)
PAIR = re.compile(r'^msgid "(.+)"\nmsgstr "(.+)"$', re.MULTILINE)


def unquoted(text: str) -> str:
    return text.replace('\\"', '"')


@pytest.fixture
def words() -> dict[str, str]:
    return {unquoted(old): unquoted(new) for old, new in PAIR.findall((FOLDER / "django.po").read_text())}


def test_the_compiled_words_are_those_that_are_written(words):
    with (FOLDER / "django.mo").open("rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)
    assert len(words) > 15
    assert {old: catalogue.gettext(old) for old in words} == words


def test_wagtail_still_says_what_is_replaced(words):
    catalogues = Path(wagtail.__file__).parent.rglob("locale/en/LC_MESSAGES/django.po")
    known = "\n".join(re.sub(r'"\n"', "", path.read_text()) for path in catalogues)
    assert [old for old in words if f'"{old}"' not in known] == []


def test_a_placeholder_stays(words):
    placeholder = re.compile(r"%\(\w+\)s")
    for old, new in words.items():
        assert sorted(placeholder.findall(old)) == sorted(placeholder.findall(new)), old


def test_staff_read_them():
    assert dict(TaskState.STATUS_CHOICES)["rejected"] == "Changes requested"
    assert translated("Submit for moderation") == "Send for approval"


def test_nobody_is_rejected_or_moderated():
    """Wagtail's emails about approval, whose sentences name a page in double quotation marks, have our templates."""
    ours = (FOLDER / "django.po").read_text()
    replaced = set(SAID.findall(ours))
    assert not [text for text in re.findall(r'^msgstr.* "(.+)"$', ours, re.MULTILINE) if MODERATION.search(text)]
    catalogues = Path(wagtail.__file__).parent.glob("admin/locale/en/LC_MESSAGES/django.po")
    said = {text for path in catalogues for text in SAID.findall(re.sub(r'"\n"', "", path.read_text()))}
    assert {text for text in said - replaced if MODERATION.search(text) and '\\"' not in text} == set()
