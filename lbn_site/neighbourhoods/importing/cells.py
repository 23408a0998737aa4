"""One cell of somebody's table: the text that a person sees in it, and whether that text stands for nothing."""

import unicodedata

from lbn_site.core.names import tidy

UNREADABLE = "\ufffd"
COLUMN_TOO_NARROW = "##"
# What offices and spreadsheets write where there is no value, [x] and the like being the statisticians' own
# (Government Analysis Function, 'Using symbols in tables').
WORDS_FOR_NOTHING = {
    "#n/a",
    "n/a",
    "na",
    "n.a.",
    "n.a",
    "n/k",
    "null",
    "(null)",
    "none",
    "nan",
    "nil",
    "missing",
    "not applicable",
    "not available",
    "not known",
    "unknown",
    "[c]",
    "[u]",
    "[x]",
    "[z]",
}


def plain_cell(text: str) -> str:
    """The text without invisible characters, every run of white space (no-break spaces, line ends) as one space."""
    return " ".join(text.split()) if text.isascii() else tidy(text)


def is_missing(text: str) -> bool:
    """Whether a plain cell holds no value: nothing, only punctuation ('–', '..', '*', ':'), or a word such as 'n/a'.

    What was lost or cannot be read ('####', a control character) is no missing value: it must be put right.
    """
    if any(character.isalnum() for character in text):
        return text.casefold() in WORDS_FOR_NOTHING
    if text.startswith(COLUMN_TOO_NARROW) or UNREADABLE in text:
        return False
    return not any(unicodedata.category(character)[0] == "C" for character in text)
