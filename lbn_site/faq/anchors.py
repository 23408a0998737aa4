"""The anchors that questions had before.

A question that gets another slug leaves a redirect behind (wagtail.contrib.redirects). The same row keeps its old
anchor alive on the questions page, so staff see and change both in one place.
"""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from wagtail.contrib.redirects.models import Redirect

from lbn_site.core.reserved_slugs import template_ids

if TYPE_CHECKING:
    from .models import QuestionPage

SLUG = re.compile(r"[-\w]+")


def former_anchors(questions: Sequence["QuestionPage"]) -> dict[int, list[str]]:
    """The anchors that once led to each question, by its id; none that is a question's anchor today."""
    taken = {question.anchor for question in questions} | template_ids()
    former: dict[int, list[str]] = {}
    for redirect in redirects_to(question.pk for question in questions):
        anchor = last_part(redirect.old_path)
        if SLUG.fullmatch(anchor) and anchor not in taken:
            taken.add(anchor)
            former.setdefault(redirect.redirect_page_id, []).append(anchor)
    return former


def redirects_to(page_ids: Iterable[int | None]) -> QuerySet[Redirect]:
    """The old addresses of pages, the oldest first."""
    return Redirect.objects.filter(redirect_page__in=[pk for pk in page_ids if pk]).order_by("pk")


def last_part(path: str) -> str:
    """The slug at the end of a path: 'old' of '/faqs/old/'."""
    return path.rstrip("/").rsplit("/", 1)[-1]
