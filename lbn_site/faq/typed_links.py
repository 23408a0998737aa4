"""Links to questions that staff typed as an address instead of choosing the page.

Wagtail's reference index sees chosen pages only. These handlers show it the question behind '#slug', '/faqs/#slug'
and '/faqs/slug/', so that the usage of a question, and the warning before it goes, count such links too.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Model
from django.utils.html import format_html
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.rich_text import LinkHandler

from .anchors import last_part
from .models import FAQIndexPage, QuestionPage


def question_at(href: str) -> QuestionPage | None:
    """The question that a typed address leads to, by its slug of today or of earlier days."""
    try:
        address = urlsplit(href)
    except ValueError:  # http://[ and the like
        return None
    slug = address.fragment or last_part(address.path)
    if not slug or address.netloc not in ("", urlsplit(settings.SITE_URL).netloc):
        return None
    index_page = FAQIndexPage.objects.first()
    if index_page is None or (address.path and not address.path.startswith(index_page.url)):
        return None
    questions = QuestionPage.objects.child_of(index_page)
    old_path = Redirect.normalise_path(f"{index_page.url}{slug}")
    renamed = Redirect.objects.filter(old_path=old_path).values("redirect_page")
    return questions.filter(slug=slug).first() or questions.filter(pk__in=renamed).first()


class TypedLinkHandler(LinkHandler):
    """Shows the link as it was typed, and tells the reference index which question it leads to."""

    @staticmethod
    def expand_db_attributes(attrs: dict[str, Any]) -> str:
        return format_html('<a href="{}">', attrs.get("href", ""))

    @classmethod
    def extract_references(cls, attrs: dict[str, Any]) -> Iterator[tuple[type[Model], str, str, str]]:
        question = question_at(attrs.get("href", ""))
        if question is not None:
            yield Page, str(question.pk), "", ""


class TypedExternalLinkHandler(TypedLinkHandler):
    """https://…/faqs/#slug"""

    identifier = "external"


class TypedAnchorHandler(TypedLinkHandler):
    """#slug"""

    identifier = "anchor"


class TypedPathHandler(TypedLinkHandler):
    """/faqs/#slug: Wagtail finds no link type in it."""

    identifier = None
