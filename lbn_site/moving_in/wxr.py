"""Reading a WordPress export (WXR 1.x: RSS 2.0 with WordPress's own elements), item by item.

The file is never held in memory, and whatever could make a reader of XML do harm (entities, document types,
references to other files) stops it.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

WORDPRESS = "http://wordpress.org/export/"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


class UnreadableExportError(Exception):
    """The file is no WordPress export, is damaged, or tries something that no export needs."""


@dataclass
class Item:
    """An item of an export. `date` is None for drafts that were never dated."""

    number: int
    kind: str
    status: str
    title: str
    slug: str
    link: str
    author: str
    date: datetime.date | None
    content: str
    excerpt: str
    categories: list[str] = field(default_factory=list)
    attachment_url: str = ""


@dataclass
class Export:
    """An export being read: the former site's host becomes known before its first item."""

    path: Path
    host: str = ""
    authors: dict[str, str] = field(default_factory=dict)

    def items(self) -> Iterator[Item]:
        """Every item in the order of the file. Raises UnreadableExportError where it cannot go on."""
        try:
            yield from self._read()
        except ParseError as error:
            raise UnreadableExportError(f"The file is damaged and cannot be read further: {error}.") from error
        except DefusedXmlException as error:
            message = "The file holds a document type or entities. No export needs them, so it is not read."
            raise UnreadableExportError(message) from error

    def _read(self) -> Iterator[Item]:
        depth, channel = 0, Element("none")
        for event, element in iterparse(self.path, events=("start", "end"), forbid_dtd=True):
            name = local_name(element.tag)
            depth += 1 if event == "start" else -1
            if event == "start":
                if depth == 1 and name != "rss":
                    raise UnreadableExportError("This is no WordPress export: its first element is not <rss>.")
                channel = element if depth == 2 else channel
            elif depth == 2:
                if name in {"link", "base_site_url", "base_blog_url"} and not self.host:
                    self.host = (urlsplit((element.text or "").strip()).hostname or "").removeprefix("www.")
                elif name == "author":
                    self._meet_author(element)
                elif name == "item":
                    yield self._item(element)
                channel.clear()

    def _meet_author(self, element: Any) -> None:
        facts = _wordpress_facts(element)
        self.authors[facts.get("author_login", "")] = facts.get("author_display_name", "")

    def _item(self, element: Any) -> Item:
        facts = _wordpress_facts(element)
        login = (element.findtext(CREATOR) or "").strip()
        return Item(
            number=int(facts["post_id"]) if facts.get("post_id", "").isdecimal() else 0,
            kind=facts.get("post_type", ""),
            status=facts.get("status", ""),
            title=" ".join((element.findtext("title") or "").split()),
            slug=facts.get("post_name", ""),
            link=(element.findtext("link") or "").strip(),
            author=self.authors.get(login) or login,
            date=_date(facts.get("post_date", "")),
            content=element.findtext(CONTENT) or "",
            excerpt=next((child.text or "" for child in element if child.tag.endswith("excerpt/}encoded")), ""),
            categories=[
                (child.text or "").strip()
                for child in element.findall("category")
                if child.get("domain") == "category"
            ],
            attachment_url=facts.get("attachment_url", ""),
        )


def local_name(tag: str) -> str:
    return tag.rpartition("}")[2]


def _wordpress_facts(element: Any) -> dict[str, str]:
    """The texts of the children in WordPress's own namespace, whatever its version."""
    own = (child for child in element if child.tag.startswith(f"{{{WORDPRESS}"))
    return {local_name(child.tag): (child.text or "").strip() for child in own}


def _date(text: str) -> datetime.date | None:
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d %H:%M:%S").date()
    except ValueError:
        return None
