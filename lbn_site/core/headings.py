"""Headings of running text: each gets an anchor, so that it can be linked to and listed as contents."""

import re
from dataclasses import dataclass, field
from html import unescape

from django.utils.html import format_html, strip_tags
from django.utils.text import slugify
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText, expand_db_html

from .reserved_slugs import template_ids

# The editor marks each heading it saves with a `data-block-key`; nobody needs it on the page.
_HEADING = re.compile(r"<(h[23])(?: [^>]*)?>(.*?)</\1>", re.DOTALL)


@dataclass(frozen=True)
class Heading:
    """A heading of a page: its anchor, its text and its level (2 or 3)."""

    anchor: str
    text: str
    level: int


@dataclass
class Anchors:
    """Gives every heading of one page an anchor of its own, in the order of the page."""

    headings: list[Heading] = field(default_factory=list)

    @classmethod
    def of_stream(cls, stream: StreamValue) -> list[Heading]:
        """The headings that a stream will show, with the anchors that it will give them."""
        anchors = cls()
        for block in stream:
            if isinstance(block.value, RichText):
                anchors.mark(expand_db_html(block.value.source))
            elif isinstance(block.value, dict) and block.value.get("heading") and block.block_type != "notice":
                anchors.mark(format_html("<h2>{}</h2>", block.value["heading"]))
        return anchors.headings

    def mark(self, html: str) -> str:
        """The same HTML (shown, not as stored) with an id on each h2 and h3."""
        return _HEADING.sub(self._with_anchor, html)

    def _with_anchor(self, match: re.Match[str]) -> str:
        level, inner = match.groups()
        text = unescape(strip_tags(inner)).strip()
        anchor = self._free(slugify(text) or "part")
        self.headings.append(Heading(anchor, text, int(level[1])))
        return f'<{level} id="{anchor}">{inner}</{level}>'

    def _free(self, anchor: str) -> str:
        taken = {heading.anchor for heading in self.headings} | template_ids()
        free, number = anchor, 2
        while free in taken:
            free, number = f"{anchor}-{number}", number + 1
        return free
