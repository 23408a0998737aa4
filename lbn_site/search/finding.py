"""Finding: one question to the database for all pages, one to each other source, then one page of results."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_
from typing import Any

from django.core.paginator import Page as PageOfItems
from django.core.paginator import Paginator
from django.utils.safestring import SafeString
from wagtail.models import Page
from wagtail.search.query import PlainText, SearchQuery

from lbn_site.core import page_links, search_sources
from lbn_site.core.page_text import searched_text
from lbn_site.core.pages import withdrawn_page_ids
from lbn_site.faq.models import FAQIndexPage, QuestionPage

from .excerpts import excerpt, marked
from .kinds import Kind, kind_of
from .words import all_words_of, corrected, forms_of, words_of

MOST_HITS = 500
RESULTS_A_PAGE = 10
MOST_OF_A_SOURCE = 50


@dataclass(frozen=True)
class Hit:
    """A thing that was found, before anything is read of it: a page by its id, or a result of another source."""

    kind: Kind
    title: str
    page_id: int | None = None
    result: search_sources.SearchResult | None = None


@dataclass(frozen=True)
class Shown:
    """A result as visitors see it."""

    kind: str
    url: str
    title: SafeString
    text: SafeString
    date_text: str = ""


@dataclass
class Findings:
    """What was found: `words` are those that were looked for, `tried` says how far the query had to be changed."""

    words: list[str]
    hits: list[Hit] = field(default_factory=list)
    has_corrected: bool = False
    has_only_some: bool = False

    def counts(self) -> list[tuple[str, str, int]]:
        """Each kind of which something was found: (value, label, number)."""
        numbers = Counter(hit.kind for hit in self.hits)
        return [(kind.value, kind.label, numbers[kind]) for kind in Kind if numbers[kind]]

    def page(self, kind: str, number: Any) -> PageOfItems:
        """One page of results, of one kind if it is given, ready to show."""
        chosen = [hit for hit in self.hits if not kind or hit.kind == kind]
        page = Paginator(chosen, RESULTS_A_PAGE).get_page(number)
        page.object_list = _shown(list(page.object_list), self.words)  # type: ignore[assignment]
        return page


def find(query: str) -> Findings:
    """What the site has for a query; with its words corrected, or with any of them, where it has nothing else."""
    words = words_of(query)
    if not words:
        return Findings(words)
    if hits := _hits(words):
        return Findings(words, hits)
    better = corrected(words)
    if better != words and (hits := _hits(better)):
        return Findings(better, hits, has_corrected=True)
    if len(words) > 1 and (hits := _hits(better, any_of_them=True)):
        return Findings(better, hits, has_corrected=better != words, has_only_some=True)
    return Findings(words)


def _hits(words: list[str], *, any_of_them: bool = False) -> list[Hit]:
    """Everything for all of the words (or any of them), what has them in its title first."""
    queries: list[SearchQuery] = [reduce(or_, [PlainText(form) for form in forms_of(word)]) for word in words]
    pages = Page.objects.live().exclude(pk__in=withdrawn_page_ids())
    wanted = reduce(or_ if any_of_them else and_, queries)
    found = pages.select_related("content_type").search(wanted)
    if found.count() > MOST_HITS:
        # SQLite weighs each hit against all others: a minute for ten thousand. So many have no order worth it.
        newest_first = pages.select_related("content_type").order_by("-id")
        found = newest_first.search(wanted, order_by_relevance=False)
    hits = [Hit(kind_of(page.cached_content_type.model_class()), page.title, page.pk) for page in found[:MOST_HITS]]
    asked = words if any_of_them else [" ".join(words)]
    results = {result.url: result for part in asked for result in search_sources.find(part, MOST_OF_A_SOURCE)}
    others = [Hit(Kind.PLACES, result.title, result=result) for result in results.values()]
    return sorted([*others, *hits], key=lambda hit: _place_by_title(hit.title, words))


def _place_by_title(title: str, words: list[str]) -> tuple[int, bool]:
    """For sorting: the more of the words a title has the earlier, and first of all if it has no others."""
    in_title = set(all_words_of(title))
    wanted = [in_title.intersection(forms_of(word)) for word in words]
    return -sum(map(bool, wanted)), not in_title <= set().union(*wanted)


def _shown(hits: list[Hit], words: list[str]) -> list[Shown]:
    """These hits as visitors see them; the pages among them are read in one query a type."""
    ids = [hit.page_id for hit in hits if hit.page_id]
    found = Page.objects.filter(pk__in=ids).specific() if ids else []
    pages: dict[int | None, Page] = {page.pk: page for page in found}
    addresses = _faq_addresses() if any(isinstance(page, QuestionPage) for page in pages.values()) else {}
    with page_links.fetched_for(pages.values()):
        return list(_each_shown(hits, pages, addresses, words))


def _each_shown(
    hits: list[Hit], pages: dict[int | None, Page], addresses: dict[str, str], words: list[str]
) -> Iterator[Shown]:
    for hit in hits:
        if hit.result:
            text = marked(hit.result.description, words)
            yield Shown(hit.result.kind, hit.result.url, marked(hit.title, words), text)
        elif page := pages.get(hit.page_id):
            date_text = getattr(page, "date_text", "")
            text = excerpt(searched_text(page), words)
            url = _address(page, addresses)
            yield Shown(hit.kind.label, url, marked(page.title, words), text, date_text)


def _faq_addresses() -> dict[str, str]:
    """The address of each page of questions by its place in the tree."""
    return {page.path: page.url for page in FAQIndexPage.objects.live()}


def _address(page: Any, faq_addresses: dict[str, str]) -> str:
    """Where a result leads: an answer leads straight to its place among the questions."""
    if isinstance(page, QuestionPage):
        index = faq_addresses.get(page.path[: -page.steplen])
        return f"{index}#{page.anchor}" if index else page.url
    return page.url
