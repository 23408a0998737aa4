"""Clean HTML cut into the parts that a page of this site is made of: texts, pictures, tables, quotations."""

import re
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup, NavigableString, Tag

INLINE = {"a", "b", "i", "br"}
WHOLE = {"h2", "h3", "ul", "ol"}
_ADDRESS = re.compile(r"https?://\S+")
_EDGES = re.compile(r"^(?:\s|<br/?>)+|(?:\s|<br/?>)+$")


@dataclass(frozen=True)
class Picture:
    """A picture that stood between the texts. The caption is HTML."""

    url: str
    alt: str
    caption: str = ""


@dataclass(frozen=True)
class Table:
    """A table in plain texts: one heading a column, and the rows below."""

    headings: list[str]
    rows: list[list[str]]
    caption: str = ""


@dataclass(frozen=True)
class Quotation:
    """Somebody's words with their name."""

    text: str
    name: str


Part = str | Picture | Table | Quotation


@dataclass
class Parts:
    """Puts parts together while walking through the HTML. `found` are those that are finished."""

    found: list[Part] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _blocks: list[str] = field(default_factory=list)
    _line: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, html: str) -> "Parts":
        """The parts of well-formed HTML that holds nothing but known tags."""
        parts = cls()
        soup = BeautifulSoup(html, "html.parser")
        for link in soup.find_all("a", href=False):
            link.unwrap()
        parts._walk(soup)
        parts._end_text()
        return parts

    def _walk(self, parent: Tag) -> None:
        for child in list(parent.children):
            if isinstance(child, NavigableString):
                self._line.append(child.output_ready())
            elif isinstance(child, Tag):
                self._meet(child)

    def _meet(self, tag: Tag) -> None:
        special = {"img": self._picture, "figure": self._figure, "table": self._table, "blockquote": self._quotation}
        if act := special.get(tag.name):
            act(tag)
        elif tag.name in INLINE and not tag.find(lambda inner: inner.name not in INLINE):
            if tag.name == "br" or _words(tag):
                self._line.append(str(tag))
        elif tag.name in WHOLE:
            self._end_line()
            pictures = [picture.extract() for picture in tag.find_all("img")]
            if _words(tag):
                self._blocks.append(str(tag))
            for picture in pictures:
                self._picture(picture)
        else:
            self._end_line()
            self._walk(tag)
            self._end_line()

    def _picture(self, tag: Tag, caption: str = "") -> None:
        if tag.get("src"):
            self._add(Picture(str(tag["src"]), str(tag.get("alt") or ""), caption))

    def _figure(self, tag: Tag) -> None:
        pictures, caption = tag.find_all("img"), tag.find("figcaption")
        if len(pictures) == 1 and isinstance(caption, Tag):
            self._picture(pictures[0], f"<p>{caption.decode_contents().strip()}</p>" if _words(caption) else "")
        else:
            self._end_line()
            self._walk(tag)
            self._end_line()

    def _table(self, tag: Tag) -> None:
        """A table of words; one that only arranges things is taken apart."""
        rows = [[_words(cell) for cell in row.find_all(["th", "td"])] for row in tag.find_all("tr")]
        is_regular = len(rows) > 1 and len(rows[0]) > 1 and all(len(row) == len(rows[0]) for row in rows)
        if not is_regular or tag.find(["table", "img"]):
            self.notes.append("<table> left out (1 times)")
            for cell in tag.find_all(["caption", "th", "td"]):
                cell.name = "p"
            self._end_line()
            self._walk(tag)
            return
        caption = tag.find("caption")
        if tag.find("a"):
            self.notes.append("links within a table left out")
        self._add(Table(rows[0], rows[1:], _words(caption) if isinstance(caption, Tag) else ""))

    def _quotation(self, tag: Tag) -> None:
        """Words with a name; without one they stay where they are, which staff should look at."""
        name = tag.find("cite")
        if isinstance(name, Tag) and _words(name):
            name.extract()
            self._add(Quotation(_words(tag), _words(name).lstrip("—–- ")[:120]))
        else:
            self.notes.append("a quotation without a name became plain paragraphs")
            self._end_line()
            self._walk(tag)
            self._end_line()

    def _add(self, part: Part) -> None:
        self._end_text()
        self.found.append(part)

    def _end_line(self) -> None:
        """Close the paragraph that loose words made."""
        line = _EDGES.sub("", "".join(self._line))
        self._line.clear()
        if _ADDRESS.fullmatch(line):
            line = f'<a href="{line}">{line}</a>'
        if line:
            self._blocks.append(f"<p>{line}</p>")

    def _end_text(self) -> None:
        self._end_line()
        if self._blocks:
            self.found.append("\n".join(self._blocks).replace("<br/>", "<br>"))
        self._blocks.clear()


def _words(tag: Any) -> str:
    return " ".join(tag.get_text(" ").split())
