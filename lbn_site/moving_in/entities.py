"""References that XML does not know but exports hold: HTML's named ones, bare ampersands, control characters."""

import re
from html import unescape
from html.entities import html5

# XML 1.0 (2.2) has no place for them, not even as a reference.
NOT_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))
KNOWN_TO_XML = {"amp", "lt", "gt", "quot", "apos"}
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_REFERENCE = re.compile(r"&(?:#(?P<decimal>\d{1,9});|#[xX](?P<hexadecimal>[0-9a-fA-F]{1,8});|(?P<name>\w+);)?")


def repaired(xml: str) -> str:
    """Return the text with each reference outside CDATA as one that XML knows, so that it can be read."""
    parts = _CDATA.split(xml)
    return "".join(part if part.startswith("<![CDATA[") else _REFERENCE.sub(_known, part) for part in parts)


def without_controls(html: str) -> str:
    """Return the markup without references to characters that no XML may hold."""
    return _REFERENCE.sub(lambda found: "" if _is_control(found) else found[0], html)


def words(text: str) -> str:
    """Return a plain text whose references are resolved, on one line."""
    return " ".join(unescape(text).translate(NOT_XML).split())


def _known(found: re.Match[str]) -> str:
    if _is_control(found):
        return ""
    name = found["name"]
    if name and name not in KNOWN_TO_XML and f"{name};" in html5:
        return "".join(f"&#{ord(character)};" for character in html5[f"{name};"])
    return found[0] if name in KNOWN_TO_XML or _number(found) is not None else f"&amp;{found[0][1:]}"


def _is_control(found: re.Match[str]) -> bool:
    number = _number(found)
    return number is not None and (number in NOT_XML or number > 0x10FFFF or 0xD800 <= number < 0xE000)


def _number(found: re.Match[str]) -> int | None:
    if found["decimal"]:
        return int(found["decimal"])
    return int(found["hexadecimal"], 16) if found["hexadecimal"] else None
