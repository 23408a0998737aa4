"""WordPress's HTML as text of this site: paragraphs made, markup cleaned, what is left out told."""

import html
import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

from .parts import Part, Parts

RENAMED = {"h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3", "strong": "b", "em": "i"}
KEPT = {"p", "h2", "h3", "b", "i", "ul", "ol", "li", "a", "br", "img"}
# What says how things belong together: it goes when the parts are made.
STRUCTURE = {"figure", "figcaption", "blockquote", "cite", "table", "caption", "thead", "tbody", "tfoot"}
STRUCTURE |= {"tr", "th", "td", "div", "section", "article"}
# Tags that mean nothing to readers: they go without a word.
SILENT = {"span", "small", "u", "hr", "colgroup", "col"}
# Those that stand without an end; the others are known by theirs. Plain words in brackets stay.
KNOWN_SHORTCODES = {"audio", "caption", "embed", "gallery", "playlist", "video", "contact", "button", "youtube"}
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SHORTCODE = re.compile(r"\[(/?)([a-z][a-z0-9_-]*)(\s[^\]]*)?/?\]", re.IGNORECASE)
_CAPTION = re.compile(
    r"\[caption\b[^\]]*\]\s*((?:<a\b[^>]*>)?\s*<img\b[^>]*>\s*(?:</a>)?)(.*?)\[/caption\]", re.DOTALL | re.IGNORECASE
)
_BLOCK_START = re.compile(
    r"^\s*</?(p|h[1-6]|ul|ol|li|div|figure|blockquote|table|section|article|img)\b", re.IGNORECASE
)
_RENAME = re.compile(r"<(/?)(" + "|".join(RENAMED) + r")\b[^>]*>", re.IGNORECASE)


@dataclass
class CleanText:
    """The parts of a text in order, and what could not be kept, in plain words."""

    parts: list[Part] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def plain(self) -> str:
        """The words of the texts alone."""
        return plain_words(" ".join(part for part in self.parts if isinstance(part, str)))


def plain_words(source: str) -> str:
    """HTML as words on one line."""
    spaced = re.sub(r"</?(?:p|h2|h3|ul|ol|li|br)\b", lambda match: f" {match[0]}", source)
    return " ".join(html.unescape(nh3.clean(spaced, tags=set())).split())


def cleaned(source: str) -> CleanText:
    """The text in markup that this site knows. Nothing that could run or reach another host is left."""
    text = CleanText()
    source = _CAPTION.sub(_figure_of_caption, _COMMENT.sub("", source))
    source = _without_shortcodes(source, text.notes)
    _note_markup(source, text.notes)
    source = _RENAME.sub(lambda match: f"<{match[1]}{RENAMED[match[2].lower()]}>", _with_paragraphs(source))
    clean = nh3.clean(
        source,
        tags=KEPT | STRUCTURE,
        attributes={"a": {"href"}, "img": {"src", "alt"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    made = Parts.of(clean)
    text.parts, text.notes = made.found, text.notes + made.notes
    return text


def _figure_of_caption(match: re.Match[str]) -> str:
    return f"\n\n<figure>{match[1]}<figcaption>{match[2].strip()}</figcaption></figure>\n\n"


def _without_shortcodes(source: str, notes: list[str]) -> str:
    """The text between a pair of shortcodes stays, the codes go; each is told once with its number."""
    found = Counter(match[2].lower() for match in _SHORTCODE.finditer(source) if not match[1])
    closed = {match[2].lower() for match in _SHORTCODE.finditer(source) if match[1]}
    real = {
        name for name, _ in found.items() if name in closed or "_" in name or "-" in name or name in KNOWN_SHORTCODES
    }
    notes += [f"shortcode [{name}] left out ({found[name]} times)" for name in sorted(real)]
    return _SHORTCODE.sub(lambda match: "" if match[2].lower() in real | closed else match[0], source)


def _note_markup(source: str, notes: list[str]) -> None:
    reader = _MarkupReader()
    reader.feed(source)
    reader.close()
    notes += [f"<{tag}> left out ({number} times)" for tag, number in sorted(reader.unknown.items())]
    if reader.handlers:
        notes.append(f"script in attributes left out ({', '.join(sorted(reader.handlers))})")
    if reader.bad_links:
        notes.append(f"{reader.bad_links} links that would run script left out")


class _MarkupReader(HTMLParser):
    """Counts the markup that will not be kept."""

    def __init__(self) -> None:
        super().__init__()
        self.unknown: Counter[str] = Counter()
        self.handlers: set[str] = set()
        self.bad_links = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in KEPT | STRUCTURE | set(RENAMED) | SILENT:
            self.unknown[tag] += 1
        self.handlers |= {name for name, _ in attrs if name.startswith("on")}
        links = [value or "" for name, value in attrs if name in {"href", "src"}]
        self.bad_links += sum(1 for link in links if re.match(r"\s*(javascript|data|vbscript):", link, re.IGNORECASE))


def _with_paragraphs(source: str) -> str:
    """Empty lines part paragraphs, single ones lines: so WordPress's classic editor stored its texts."""
    parts = re.split(r"\n\s*\n", source.replace("\r\n", "\n").strip())
    made = []
    for part in filter(None, (part.strip() for part in parts)):
        made.append(part if _BLOCK_START.match(part) else "<p>" + part.replace("\n", "<br>") + "</p>")
    return "\n".join(made)
