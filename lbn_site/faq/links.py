"""The links within answers: where they lead on the page they stand on, and their numbers on paper."""

import html
import re
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from lbn_site.core.addresses import absolute

HREF = re.compile(r'(<a\b[^>]*?\bhref=")([^"]*)"')


@dataclass
class AnswerLinks:
    """The links of one page of answers.

    `listing_url` is the path of the questions page; `shown` holds, by its path, the anchor of each question that
    stands on the present page, so that a link to it need not leave the page. `notes` are the absolute addresses
    that a printed copy lists, each once, in the order of their numbers.
    """

    listing_url: str
    shown: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def mark(self, markup: str) -> SafeString:
        """The markup with each link led right and numbered: `data-note` is the number of its printed note."""
        return mark_safe(HREF.sub(self._marked, markup))

    def _marked(self, match: re.Match[str]) -> str:
        href = self._destination(html.unescape(match[2]))
        number = "" if href.startswith("#") else f' data-note="{self._number(href)}"'
        return f'{match[1]}{escape(href)}"{number}'

    def _destination(self, href: str) -> str:
        if href in self.shown:
            return f"#{self.shown[href]}"
        path, hash_sign, anchor = href.partition("#")
        if self.shown and path == self.listing_url and hash_sign:
            return f"#{anchor}"
        if not self.shown and not path:
            return f"{self.listing_url}#{anchor}"
        return href

    def _number(self, href: str) -> int:
        note = href.removeprefix("mailto:") if href.startswith("mailto:") else absolute(href)
        if note not in self.notes:
            self.notes.append(note)
        return self.notes.index(note) + 1
