"""Short forms in capitals that a page uses without saying what they stand for."""

import re

# What readers know by its short form, or only by it.
KNOWN = frozenset(
    [
        "AD",
        "AM",
        "BBC",
        "BC",
        "CBE",
        "COVID",
        "CSV",
        "DBE",
        "DVD",
        "ED",
        "EU",
        "FAQ",
        "GB",
        "GDP",
        "GP",
        "HIV",
        "HTML",
        "IT",
        "ITV",
        "JSON",
        "KBE",
        "MBE",
        "MP",
        "NHS",
        "NI",
        "OBE",
        "OK",
        "PC",
        "PDF",
        "PIN",
        "PM",
        "QR",
        "RSS",
        "SMS",
        "TV",
        "UK",
        "UN",
        "US",
        "USA",
        "VAT",
        "WC",
        "ZIP",
    ]
)
_SHORT_FORM = re.compile(r"\b[A-Z](?:[A-Z]|&(?=[A-Z])){1,6}(?=s?\b)")
_ROMAN_NUMBER = re.compile(r"[IVXLC]+")


def unexplained(text: str) -> list[str]:
    """The short forms whose first use does not say what they mean, in the order of the text.

    Explained are ‘Community Wealth Fund (CWF)’ and ‘CWF (the Community Wealth Fund)’.
    """
    first_uses: dict[str, re.Match[str]] = {}
    for match in _SHORT_FORM.finditer(text):
        first_uses.setdefault(match[0], match)
    return [
        short
        for short, match in first_uses.items()
        if short not in KNOWN and not _ROMAN_NUMBER.fullmatch(short) and not _is_explained(text, match)
    ]


def _is_explained(text: str, match: re.Match[str]) -> bool:
    before, behind = text[: match.start()].rstrip("‘’“”'\""), text[match.end() :]
    stands_in_brackets = before.endswith("(") and bool(re.search(r"\w\s*\($", before))
    return stands_in_brackets or bool(re.match(r"s?[’”'\"]?\s+\([^\W\d][^()]*\s[^()]*\)", behind))
