"""The part of a text in which the words were found, with the words marked."""

import re

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from .words import forms_of

LENGTH = 220
BEFORE = 80


def marked(text: str, words: list[str]) -> SafeString:
    """The text, escaped, with every word that was looked for in `<mark>`."""
    if not words:
        return escape(text)
    # Splitting on one group puts the matches at the odd places.
    pieces = enumerate(_pattern(words).split(text))
    return mark_safe(
        "".join(format_html("<mark>{}</mark>", piece) if place % 2 else escape(piece) for place, piece in pieces)
    )


def excerpt(text: str, words: list[str]) -> SafeString:
    """About 220 characters around the first of the words, or the beginning; the words marked."""
    found = _pattern(words).search(text) if words else None
    start = max(0, found.start() - BEFORE) if found else 0
    if start:
        start = text.find(" ", start) + 1
    end = len(text) if len(text) - start <= LENGTH else max(text.rfind(" ", start, start + LENGTH), start + 1)
    return format_html(
        "{}{}{}", "… " if start else "", marked(text[start:end], words), " …" if end < len(text) else ""
    )


def _pattern(words: list[str]) -> re.Pattern[str]:
    forms = sorted({form for word in words for form in forms_of(word)}, key=len, reverse=True)
    return re.compile(r"\b(" + "|".join(re.escape(form) for form in forms) + r")\b", re.IGNORECASE)
