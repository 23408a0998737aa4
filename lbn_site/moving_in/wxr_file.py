"""The file of an export as clean text, cut at its items.

Exports are written by plug-ins and by hand: they begin with empty lines, hold control characters that XML forbids,
and bytes that are not what the file says they are. None of that should cost more than the character itself.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from .entities import NOT_XML

END_OF_ITEM = "</item>"
AT_ONCE = 1 << 18
LONGEST_ITEM = 50_000_000
_START_OF_ITEM = re.compile(r"<item[\s>]")
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*\bencoding=["']([\w.-]+)["']""")


def opened(path: Path) -> TextIO:
    """The file for reading, in the encoding that it names; a byte that is wrong in it becomes a �."""
    with path.open("rb") as file:
        head = file.read(200).removeprefix(b"\xef\xbb\xbf")
    named = _ENCODING.match(head)
    encoding = named[1].decode("ascii").lower() if named else "utf-8"
    return path.open(encoding="utf-8-sig" if encoding in {"utf-8", "utf8"} else encoding, errors="replace")


def chunks_of(file: TextIO) -> Iterator[str]:
    """What stands before the first item, then each item, then what stands behind the last one."""
    rest, is_head = "", True
    while read := file.read(AT_ONCE):
        rest += read.translate(NOT_XML)
        if is_head:
            start = _START_OF_ITEM.search(rest)
            if start is None:
                continue
            yield _declared_alone(rest[: start.start()])
            rest, is_head = rest[start.start() :], False
        while end := _end_of_item(rest):
            yield rest[:end].lstrip()
            rest = rest[end:]
        if len(rest) > LONGEST_ITEM:
            raise ValueError("an item has no end")
    yield _declared_alone(rest) if is_head else rest


def _declared_alone(head: str) -> str:
    """The head without its declaration: the text is decoded already."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", head).lstrip()


def _end_of_item(text: str) -> int:
    """Where the first item of the text ends; 0 where it does not end yet. An end inside CDATA is no end."""
    end = 0
    while (found := text.find(END_OF_ITEM, end)) >= 0:
        end = found + len(END_OF_ITEM)
        if text.rfind("<![CDATA[", 0, found) <= text.rfind("]]>", 0, found):
            return end
    return 0
