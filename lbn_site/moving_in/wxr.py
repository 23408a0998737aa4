"""Reading a WordPress export (WXR 1.x: RSS 2.0 with WordPress's own elements), item by item.

The file is never held in memory. Each item is read as XML of its own, so one that is broken costs only itself. What
could make a reader of XML do harm (entities, document types, references to other files) stops the reading.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import urlsplit

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from .entities import repaired, without_controls, words
from .wxr_file import END_OF_ITEM, chunks_of, opened

WORDPRESS = "http://wordpress.org/export/"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
END = "</channel></rss>"
# What databases can hold as a number.
HIGHEST_NUMBER = 2**63 - 1
_RSS = re.compile(r"<rss\b[^>]*>")
_ITEM = re.compile(r"(?=<item[\s>])")
# Where one item follows another within what seemed to be one.
_JOINT = re.compile(r"(?<=</item>)\s*(?=<item[\s>])")


class UnreadableExportError(Exception):
    """The file is no WordPress export, is damaged, or tries something that no export needs."""


@dataclass
class Item:
    """An item of an export. `date` is None for drafts that were never dated; `fault` says why it cannot be read.

    `parent` is the number of the page above it, 0 for none; `comments` counts those that anyone could read.
    """

    number: int = 0
    kind: str = ""
    status: str = ""
    title: str = ""
    slug: str = ""
    link: str = ""
    author: str = ""
    date: datetime.date | None = None
    content: str = ""
    excerpt: str = ""
    categories: list[str] = field(default_factory=list)
    attachment_url: str = ""
    has_password: bool = False
    parent: int = 0
    comments: int = 0
    fault: str = ""


@dataclass
class Export:
    """An export being read: the former site's host becomes known before its first item."""

    path: Path
    host: str = ""
    authors: dict[str, str] = field(default_factory=dict)

    def items(self) -> Iterator[Item]:
        """Every item in the order of the file. Raises UnreadableExportError where it cannot go on."""
        try:
            with opened(self.path) as file:
                yield from self._read(file)
        except DefusedXmlException as error:
            message = "The file contains a document type or entities. No export needs them, so it was not read."
            raise UnreadableExportError(message) from error
        except (ParseError, LookupError, ValueError) as error:
            raise UnreadableExportError(f"The file is damaged and cannot be read further: {error}.") from error

    def _read(self, file: TextIO) -> Iterator[Item]:
        chunks = chunks_of(file)
        head = next(chunks)
        start = self._read_head(head)
        last = head
        for last in chunks:
            if last.endswith(END_OF_ITEM):
                yield from self._items_of(last, start)
        if "</channel>" not in last:
            raise UnreadableExportError("The file is damaged: its end is missing.")

    def _read_head(self, head: str) -> str:
        """Meet the site and its authors; the start tag that gives the names in items their meaning."""
        try:
            root = _read_as_xml(head if "</channel>" in head else head + END)
        except ParseError:
            if _RSS.search(head):
                raise
            root = None
        start = _RSS.search(head)
        if root is None or start is None or local_name(root.tag) != "rss":
            raise UnreadableExportError("This is not a WordPress export: its first element is not <rss>.")
        for element in root.iterfind("channel/*"):
            name = local_name(element.tag)
            if name in {"link", "base_site_url", "base_blog_url"} and not self.host:
                self.host = (urlsplit(_address(element.text or "")).hostname or "").removeprefix("www.")
            elif name == "author":
                facts = _wordpress_facts(element)
                self.authors[facts.get("author_login", "")] = words(facts.get("author_display_name", ""))
        return start[0]

    def _items_of(self, text: str, start: str) -> Iterator[Item]:
        """The item of this text. Where an end was missing there are more: the first is broken."""
        for part in _JOINT.split(text):
            try:
                yield self._item(_read_as_xml(f"{start}<channel>{part}{END}").find("channel/item"))
            except (ParseError, ValueError) as error:
                first, *rest = filter(None, _ITEM.split(part))
                yield Item(title=_title_of(first), fault=f"it cannot be read as XML: {error}")
                for whole in rest:
                    yield from self._items_of(whole, start)

    def _item(self, element: Any) -> Item:
        facts = _wordpress_facts(element)
        login = (element.findtext(CREATOR) or "").strip()
        return Item(
            number=_number(facts.get("post_id", "")),
            kind=facts.get("post_type", ""),
            status=facts.get("status", ""),
            title=words(element.findtext("title") or ""),
            slug=facts.get("post_name", ""),
            link=_address(element.findtext("link") or ""),
            author=self.authors.get(login, ""),
            date=_date(facts.get("post_date", "")),
            content=without_controls(element.findtext(CONTENT) or ""),
            excerpt=without_controls(
                next((child.text or "" for child in element if child.tag.endswith("excerpt/}encoded")), "")
            ),
            categories=[
                words(child.text or "") for child in element.findall("category") if child.get("domain") == "category"
            ],
            attachment_url=_address(facts.get("attachment_url", "")),
            has_password=bool(facts.get("post_password")),
            parent=_number(facts.get("post_parent", "")),
            comments=sum(map(_is_public_comment, _in_wordpress_namespace(element))),
        )


def _read_as_xml(text: str) -> Any:
    """The root element. References that XML does not know cost a second try, and nothing else."""
    try:
        return fromstring(text, forbid_dtd=True)
    except ParseError:
        return fromstring(repaired(text), forbid_dtd=True)


def local_name(tag: str) -> str:
    return tag.rpartition("}")[2]


def _in_wordpress_namespace(element: Any) -> Iterator[Any]:
    """The children in WordPress's own namespace, whatever its version."""
    return (child for child in element if child.tag.startswith(f"{{{WORDPRESS}"))


def _wordpress_facts(element: Any) -> dict[str, str]:
    """The texts of those children by name."""
    return {local_name(child.tag): (child.text or "").strip() for child in _in_wordpress_namespace(element)}


def _is_public_comment(element: Any) -> bool:
    """Whether it is a comment, approved, and written by a reader: other sites' pings have a type of their own."""
    facts = _wordpress_facts(element)
    is_readers = facts.get("comment_type", "") in {"", "comment"}
    return local_name(element.tag) == "comment" and is_readers and facts.get("comment_approved") == "1"


def _number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else 0
    return number if number <= HIGHEST_NUMBER else 0


def _address(text: str) -> str:
    """An address as it can be taken apart; empty for what is none, such as //[ and the like."""
    address = text.strip()
    try:
        urlsplit(address)
    except ValueError:
        return ""
    return address


def _title_of(text: str) -> str:
    """What may be the title of an item that cannot be read."""
    found = re.search(r"<title>(?:<!\[CDATA\[)?(.{1,120}?)(?:\]\]>)?</title>", text)
    return found[1] if found else ""


def _date(text: str) -> datetime.date | None:
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d %H:%M:%S").date()
    except ValueError:
        return None
