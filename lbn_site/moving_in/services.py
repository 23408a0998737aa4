"""Bringing over a WordPress export: each item on its own, so that a broken one costs only itself."""

import datetime
import mimetypes
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.files.base import ContentFile
from django.core.files.images import get_image_dimensions
from django.db import transaction
from django.utils.text import Truncator, slugify
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from lbn_site.core.dates import Precision
from lbn_site.explainers.models import ExplainerIndexPage, ExplainerPage
from lbn_site.media.models import CustomDocument, CustomImage
from lbn_site.news.models import NewsAuthor, NewsIndexPage, NewsKind, NewsPage

from .attachments import Attachments
from .links import Place, linked
from .markup import Picture, cleaned
from .models import BroughtItem
from .wxr import Export, Item

LIVE, DRAFTS = {"publish"}, {"draft", "pending", "private", "future"}
NOT_CONTENT = {"nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache", "wp_block"}
LONGEST_DESCRIPTION = 155
# WordPress names its smaller copies photo-300x200.jpg.
_SIZE = re.compile(r"-\d+x\d+(?=\.[a-z]+$)", re.IGNORECASE)
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


class Skip(Exception):  # noqa: N818  (not an error: the item has no place here)
    """The item is left out, for the reason given."""


@dataclass
class Import:
    """One run over one export. Without `for_real` nothing is written, and the outcomes say what would be."""

    export: Export
    attachments: Attachments
    for_real: bool = False
    news_index: NewsIndexPage | None = None
    page_index: ExplainerIndexPage | None = None

    def run(self) -> Iterator[Outcome]:
        """Bring over every item and tell what became of it, then mend the links between them."""
        self.news_index = NewsIndexPage.objects.first()
        self.page_index = ExplainerIndexPage.objects.first()
        # Files first, so that texts find their pictures wherever those stand in the export.
        yield from (self._outcome_of(item) for item in self.export.items() if item.kind == "attachment")
        yield from (self._outcome_of(item) for item in self.export.items() if item.kind != "attachment")
        if self.for_real:
            self._mend_links()

    def _outcome_of(self, item: Item) -> Outcome:
        try:
            if item.kind in NOT_CONTENT or item.status in {"trash", "auto-draft"}:
                raise Skip(f"{item.status or item.kind} is not brought over")
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
            page.authors.add(NewsAuthor(name=item.author))
        return notes + self._put(item, page, self.news_index, "news")

    def _bring_page(self, item: Item) -> list[str]:
        return self._put(item, ExplainerPage(), self.page_index, "explainers")

    def _put(self, item: Item, page: Any, index: Any, section: str) -> list[str]:
        """Fill the page and put it below its index, with a redirect from its old address."""
        if index is None:
            raise Skip(f"the site has no index of {section} yet: make one first")
        if item.status not in LIVE | DRAFTS:
            raise Skip(f"its state ‘{item.status}’ is not known")
        text = cleaned(item.content)
        page.title = item.title or f"Untitled item {item.number}"
        page.slug = (slugify(unquote(item.slug)) or slugify(page.title) or f"item-{item.number}")[:250]
        page.search_description = _description(item, text.plain)
        page.live = item.status in LIVE
        notes = list(text.notes)
        if not page.live:
            notes.append("it was not public there, so it is a draft here")
        if index.get_children().filter(slug=page.slug).exists():
            raise Skip(f"there is a page at {index.url}{page.slug}/ already")
        page.body = page.body.stream_block.to_python(list(self._blocks(text.parts, notes)))
        if self.for_real:
            index.add_child(instance=page)
            self._record(item, page=page)
            _keep_old_addresses(item, page)
        return notes

    def _blocks(self, parts: list[str | Picture], notes: list[str]) -> Iterator[dict[str, Any]]:
        """The parts as stored blocks. A picture whose file was not brought over is told and left out."""
        for part in parts:
            if isinstance(part, str):
                yield {"type": "text", "value": part}
            elif image := self._image_at(part.url):
                value = {"image": image.pk, "alt_text": part.alt, "decorative": not part.alt}
                yield {"type": "picture", "value": {"image": value, "caption": "", "width": "text"}}
            else:
                notes.append(f"picture not placed, its file is not here: {part.url}")

    def _image_at(self, url: str) -> CustomImage | None:
        """The image that stood at an address, in whatever size WordPress named."""
        name = PurePosixPath(urlsplit(url).path).name
        images = BroughtItem.objects.filter(source=self.export.host, image__isnull=False)
        row = images.filter(old_url__endswith=f"/{_SIZE.sub('', name)}").select_related("image").first()
        return row.image if row else None

    def _bring_file(self, item: Item) -> list[str]:
        """Keep an attachment as an image or a document."""
        content = self.attachments.find(item.attachment_url)
        if content is None:
            raise Skip("its file is not in the folder or archive, or it is too large")
        name = PurePosixPath(unquote(urlsplit(item.attachment_url).path)).name
        is_image = (mimetypes.guess_type(name)[0] or "").startswith("image/")
        if not self.for_real:
            return [f"would become {'an image' if is_image else 'a document'}"]
        file = ContentFile(content, name=name)
        title = (item.title or name)[:255]
        if is_image:
            width, height = get_image_dimensions(file)
            if not width or not height:
                raise Skip("it is called a picture but cannot be read as one")
            image = CustomImage(title=title, file=file, width=width, height=height, file_size=len(content))
            image.save()
            self._record(item, image=image)
        else:
            document = CustomDocument(title=title, file=file, file_size=len(content))
            document.full_clean(exclude=["uploaded_by_user", "collection"])
            document.save()
            self._record(item, document=document)
        return []

    def _record(self, item: Item, **what: Any) -> None:
        BroughtItem.objects.create(
            source=self.export.host, number=item.number, old_url=(item.attachment_url or item.link)[:500], **what
        )

    def _mend_links(self) -> None:
        """Let links between the items that were brought over lead to what they became here."""
        rows = BroughtItem.objects.filter(source=self.export.host)
        found = rows.values_list("old_url", "page_id", "document_id").iterator()
        places = {_key(url): Place(page_id, document_id) for url, page_id, document_id in found}
        for page in Page.objects.filter(pk__in=rows.filter(page__isnull=False).values("page")).specific().iterator():
            before = list(page.body.raw_data)
            after = [_with_links(block, lambda url: places.get(_key(url)), self.export.host) for block in before]
            if after != before:
                page.body = page.body.stream_block.to_python(after)
                page.save()


def _with_links(block: dict[str, Any], find: Callable[[str], Place | None], host: str) -> dict[str, Any]:
    if block["type"] != "text":
        return block
    return {**block, "value": linked(block["value"], find, host)}


def _key(url: str) -> str:
    """An address without what may differ from link to link: scheme, www, case, last slash."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query.startswith(("p=", "page_id=")) else ""
    return (parts.path.rstrip("/") + query).lower()


def _kind_of(categories: list[str]) -> tuple[NewsKind, bool]:
    """The kind of news that the categories mean, and whether they did mean one."""
    for category in categories:
        for word, kind in KIND_WORDS.items():
            if word in category.lower():
                return kind, True
    return NewsKind.ANNOUNCEMENT, False


def _description(item: Item, text: str) -> str:
    excerpt = cleaned(item.excerpt).plain
    return Truncator(excerpt or text or item.title).chars(LONGEST_DESCRIPTION)


def _keep_old_addresses(item: Item, page: Page) -> None:
    """Redirects from the item's former address and from its short link, where they differ from the new one."""
    parts = urlsplit(item.link)
    old = {f"/?p={item.number}", parts.path + (f"?{parts.query}" if parts.query else "")}
    for address in old:
        path = Redirect.normalise_path(address or "/")
        is_its_own = path.rstrip("/") == (page.url or "").rstrip("/")
        if path != "/" and len(path) <= 255 and not is_its_own:
            Redirect.objects.get_or_create(old_path=path, site=None, defaults={"redirect_page": page})
