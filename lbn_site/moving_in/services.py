"""Bringing over a WordPress export: each item on its own, so that a broken one costs only itself."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator, slugify
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from lbn_site.core.dates import Precision
from lbn_site.explainers.models import ExplainerIndexPage, ExplainerPage
from lbn_site.media.models import CustomImage
from lbn_site.news.models import NewsAuthor, NewsIndexPage, NewsKind, NewsPage

from . import old_addresses
from .attachments import Attachments
from .files import Files
from .links import Places, linked
from .markup import cleaned, plain_words
from .models import BroughtItem
from .skip import Skip
from .stored_blocks import stored
from .wxr import Export, Item, UnreadableExportError

LIVE, DRAFTS = {"publish"}, {"draft", "pending", "private", "future"}
NOT_CONTENT = {"nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache", "wp_block"}
LONGEST_DESCRIPTION = 155
KIND_WORDS = {
    "announcement": NewsKind.ANNOUNCEMENT,
    "article": NewsKind.ARTICLE,
    "blog": NewsKind.BLOG,
    "consultation": NewsKind.CONSULTATION_RESPONSE,
    "letter": NewsKind.LETTER,
    "press": NewsKind.PRESS_RELEASE,
    "research": NewsKind.RESEARCH,
    "statement": NewsKind.JOINT_STATEMENT,
}


@dataclass
class Outcome:
    """What became of an item: 'new', 'already here', 'skipped' or 'broken', and what there is to say about it."""

    item: Item
    what: str
    notes: list[str] = field(default_factory=list)


@dataclass
class Import:
    """One run over one export. Without `for_real` nothing is written, and the outcomes say what would be."""

    export: Export
    attachments: Attachments
    for_real: bool = False

    def __post_init__(self) -> None:
        self.news_index = NewsIndexPage.objects.first()
        self.page_index = ExplainerIndexPage.objects.first()
        self.files = Files(self.attachments, for_real=self.for_real)
        # The slugs that this run gave to pages, below each index.
        self.given_slugs: set[tuple[int, str]] = set()

    def run(self) -> Iterator[Outcome]:
        """Bring over every item and tell what became of it, then mend the links between them."""
        try:
            # Files first, so that texts find their pictures wherever those stand in the export.
            self.files.expect(item.attachment_url for item in self._files_first())
            yield from (self._outcome_of(item) for item in self._files_first())
            self.files.remember(self._rows())
            yield from (self._outcome_of(item) for item in self.export.items() if item.kind != "attachment")
        finally:
            if self.for_real:
                self._mend_links()

    def _files_first(self) -> Iterator[Item]:
        """The attachments as far as the file can be read; what is wrong with it is told when the texts are read."""
        try:
            yield from (item for item in self.export.items() if item.kind == "attachment")
        except UnreadableExportError:
            return

    def _outcome_of(self, item: Item) -> Outcome:
        try:
            if item.fault:
                return Outcome(item, "broken", [item.fault])
            if item.kind in NOT_CONTENT:
                raise Skip(f"the type ‘{item.kind}’ is not imported")
            if item.status in {"trash", "auto-draft"}:
                raise Skip(f"its state ‘{item.status}’ is not imported")
            if not item.number:
                raise Skip("it has no number")
            if self._brought(item):
                return Outcome(item, "already here")
            bring = {"post": self._bring_post, "page": self._bring_page, "attachment": self._bring_file}.get(
                item.kind
            )
            if bring is None:
                raise Skip(f"there is nothing here for the type ‘{item.kind}’")
            with transaction.atomic():
                return Outcome(item, "new", bring(item))
        except Skip as reason:
            return Outcome(item, "skipped", [str(reason)])
        except ValidationError as error:
            return Outcome(item, "broken", list(dict.fromkeys(error.messages)))
        except Exception as error:  # one broken item must not stop the rest
            return Outcome(item, "broken", [f"{type(error).__name__}: {error}"])

    def _brought(self, item: Item) -> bool:
        return BroughtItem.objects.filter(source=self.export.host, number=item.number).exists()

    def _bring_post(self, item: Item) -> list[str]:
        kind, is_known = _kind_of(item.categories)
        categories = ", ".join(item.categories) or "none"
        notes = [] if is_known else [f"kind set to ‘{kind.label}’; its categories were: {categories}"]
        page = NewsPage(
            kind=kind,
            date=item.date or datetime.date.today(),
            date_precision=Precision.DAY if item.date else Precision.UNKNOWN,
        )
        if item.author:
            page.authors.add(NewsAuthor(name=item.author[:120]))
        return notes + self._put(item, page, self.news_index, "news")

    def _bring_page(self, item: Item) -> list[str]:
        return self._put(item, ExplainerPage(), self.page_index, "explainers")

    def _bring_file(self, item: Item) -> list[str]:
        kept: Any = self.files.bring(item)
        is_image = isinstance(kept, CustomImage)
        if not self.for_real:
            return [f"would become {'an image' if is_image else 'a document'}"]
        self._record(item, **{"image" if is_image else "document": kept})
        old_addresses.keep_for_file(item, kept.file.url if is_image else kept.url)
        return []

    def _put(self, item: Item, page: Any, index: Any, section: str) -> list[str]:
        """Fill the page and put it below its index, with a redirect from its old address."""
        if index is None:
            raise Skip(f"the site has no index page for {section} yet: make one first")
        if item.status not in LIVE | DRAFTS:
            raise Skip(f"its state ‘{item.status}’ is not known")
        text = cleaned(item.content)
        notes = [*text.notes, *_what_stays_behind(item)]
        page.title = page.draft_title = item.title or f"Untitled item {item.number}"
        page.slug = self._slug(item, page.title, index, notes)
        page.search_description = _description(item, text.plain)
        page.live = self._is_public(item, notes)
        if page.live and item.date:
            moment = datetime.datetime.combine(item.date, datetime.time(12), timezone.get_default_timezone())
            page.first_published_at = page.last_published_at = moment
        blocks = stored(text.parts, partial(self._picture_at, notes), notes)
        page.body = page.body.stream_block.to_python(list(blocks))
        page.clean_fields(exclude={"path", "depth", "url_path", "content_type", "body"})
        if self.for_real:
            with disable_reference_index_auto_update():  # its links are not yet what they will be
                index.add_child(instance=page)
            self._record(item, page=page)
            old_addresses.keep_for_page(item, page)
        self.given_slugs.add((index.pk, page.slug))
        return notes

    def _slug(self, item: Item, title: str, index: Any, notes: list[str]) -> str:
        """The item's slug; with a number where another item of this export has it, which WordPress allows."""
        slug = (slugify(unquote(item.slug)) or slugify(title) or f"item-{item.number}")[:250]
        if (index.pk, slug) not in self.given_slugs and self._is_ours(index, slug):
            raise Skip(f"there is already a page at {index.url}{slug}/")
        free, number = slug, 2
        while (index.pk, free) in self.given_slugs or not Page._slug_is_available(free, index):
            free, number = f"{slug}-{number}", number + 1
        if free != slug:
            notes.append(f"its address is {index.url}{free}/, because another item already had the usual one")
        return free

    def _is_ours(self, index: Any, slug: str) -> bool:
        """Whether a page that no export brought stands there."""
        pages = index.get_children().filter(slug=slug)
        return pages.exclude(pk__in=self._rows().filter(page__isnull=False).values("page")).exists()

    @staticmethod
    def _is_public(item: Item, notes: list[str]) -> bool:
        reasons = {
            "it was not public there": item.status not in LIVE,
            "it needed a password there": item.has_password,
            "it was the front page there": old_addresses.is_front_page(item),
        }
        found = [reason for reason, is_so in reasons.items() if is_so]
        if found:
            notes.append(f"{found[0]}, so it is a draft here")
        return not found

    def _picture_at(self, notes: list[str], url: str) -> int | None:
        found = self.files.pictures.find(url)
        if found.note:
            notes.append(found.note)
        return found.picture

    def _rows(self) -> Any:
        return BroughtItem.objects.filter(source=self.export.host)

    def _record(self, item: Item, **what: Any) -> None:
        BroughtItem.objects.create(
            source=self.export.host, number=item.number, old_url=(item.attachment_url or item.link)[:500], **what
        )

    def _mend_links(self) -> None:
        """Let links between the items that were brought over lead to what they became here, and index them."""
        places = Places(self._rows(), self.export.host)
        for page in Page.objects.filter(pk__in=places.pages).specific().iterator(chunk_size=100):
            before = list(page.body.raw_data)
            after = [_with_links(block, places) for block in before]
            if after != before:
                # Not saved whole: the words, which the search knows, stay as they are.
                page.body = page.body.stream_block.to_python(after)
                type(page).objects.filter(pk=page.pk).update(body=page.body)
            ReferenceIndex.create_or_update_for_object(page)


def _with_links(block: dict[str, Any], places: Places) -> dict[str, Any]:
    if block["type"] == "text":
        return {**block, "value": linked(block["value"], places)}
    if block["type"] == "picture":
        return {**block, "value": {**block["value"], "caption": linked(block["value"]["caption"], places)}}
    return block


def _what_stays_behind(item: Item) -> list[str]:
    notes = []
    if item.comments:
        notes.append(f"its readers’ comments are not imported: {item.comments}")
    if item.kind == "page" and item.parent:
        notes.append("it was below another page there; here it is beside that page")
    return notes


def _kind_of(categories: list[str]) -> tuple[NewsKind, bool]:
    """The kind of news that the categories mean, and whether they did mean one."""
    for category in categories:
        for word, kind in KIND_WORDS.items():
            if word in category.lower():
                return kind, True
    return NewsKind.ANNOUNCEMENT, False


def _description(item: Item, text: str) -> str:
    return Truncator(plain_words(item.excerpt) or text or item.title).chars(LONGEST_DESCRIPTION)
