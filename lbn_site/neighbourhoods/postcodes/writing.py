"""How a postcode is written, and what people make of it on a phone.

The browser module static/js/neighbourhood-check.js does the same; a browser test compares the two.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise, product

INWARD_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
DISTRICT = r"\d[A-HJ-NP-Z]?|[1-9]\d"
FORM = re.compile(rf"([A-Z]{{1,2}})({DISTRICT})(\d[{INWARD_LETTERS}]{{2}})")
BEGUN = re.compile(rf"([A-Z]{{1,2}})(?:{DISTRICT})(?: \d[{INWARD_LETTERS}]?|\d[{INWARD_LETTERS}])")
OUTWARD = re.compile(rf"[A-Z]{{1,2}}({DISTRICT})")
CONFUSED = {"O": "O0", "0": "0O", "I": "I1", "1": "1I"}
LONGEST_INPUT = 12

# Postcode areas that lie in England wholly or partly, and those that lie outside it altogether.
AREAS_OF_ENGLAND = frozenset(
    [
        "AL",
        "B",
        "BA",
        "BB",
        "BD",
        "BH",
        "BL",
        "BN",
        "BR",
        "BS",
        "CA",
        "CB",
        "CH",
        "CM",
        "CO",
        "CR",
        "CT",
        "CV",
        "CW",
        "DA",
        "DE",
        "DG",
        "DH",
        "DL",
        "DN",
        "DT",
        "DY",
        "E",
        "EC",
        "EN",
        "EX",
        "FY",
        "GL",
        "GU",
        "HA",
        "HD",
        "HG",
        "HP",
        "HR",
        "HU",
        "HX",
        "IG",
        "IP",
        "KT",
        "L",
        "LA",
        "LD",
        "LE",
        "LL",
        "LN",
        "LS",
        "LU",
        "M",
        "ME",
        "MK",
        "N",
        "NE",
        "NG",
        "NN",
        "NP",
        "NR",
        "NW",
        "OL",
        "OX",
        "PE",
        "PL",
        "PO",
        "PR",
        "RG",
        "RH",
        "RM",
        "S",
        "SE",
        "SG",
        "SK",
        "SL",
        "SM",
        "SN",
        "SO",
        "SP",
        "SR",
        "SS",
        "ST",
        "SW",
        "SY",
        "TA",
        "TD",
        "TF",
        "TN",
        "TQ",
        "TR",
        "TS",
        "TW",
        "UB",
        "W",
        "WA",
        "WC",
        "WD",
        "WF",
        "WN",
        "WR",
        "WS",
        "WV",
        "YO",
    ]
)
AREAS_ELSEWHERE = frozenset(
    [
        "AB",
        "BT",
        "CF",
        "DD",
        "EH",
        "FK",
        "G",
        "GY",
        "HS",
        "IM",
        "IV",
        "JE",
        "KA",
        "KW",
        "KY",
        "ML",
        "PA",
        "PH",
        "SA",
        "ZE",
    ]
)


@dataclass(frozen=True)
class Postcode:
    """A well-formed postcode: 'TS3 9AB' has the area TS, the outward code TS3 and the inward code 9AB."""

    area: str
    district: str
    inward: str

    @property
    def outward(self) -> str:
        return self.area + self.district

    @property
    def is_outside_england(self) -> bool:
        return self.area in AREAS_ELSEWHERE

    def __str__(self) -> str:
        return f"{self.outward} {self.inward}"


def read_postcode(text: str) -> Postcode | None:
    """The postcode in a text, forgiving case, spaces, punctuation and O for 0, I for 1; None where there is none."""
    letters = re.sub(r"[^A-Z0-9]", "", _capitals(text)) if len(text) <= 2 * LONGEST_INPUT else ""
    if not 5 <= len(letters) <= 7:
        return None
    for candidate in product(*(CONFUSED.get(letter, letter) for letter in letters)):
        form = FORM.fullmatch("".join(candidate))
        if form and form.group(1) in AREAS_OF_ENGLAND | AREAS_ELSEWHERE:
            return Postcode(*form.groups())
    return None


def holds_postcode(text: str) -> bool:
    """Whether somebody typed a postcode, or most of one, perhaps among other words.

    A word without any digit is none, even where an O in it might be a 0.
    """
    words = _capitals(text).split()
    pairs = (f"{word} {following}" for word, following in pairwise(words))
    if any(_has_digit(part) and read_postcode(part) for part in ("".join(words), *words, *pairs)):
        return True
    begun = BEGUN.fullmatch(" ".join(words))
    return begun is not None and begun.group(1) in AREAS_OF_ENGLAND | AREAS_ELSEWHERE


def _capitals(text: str) -> str:
    return unicodedata.normalize("NFKC", text).upper()


def _has_digit(text: str) -> bool:
    return any(character in "0123456789" for character in text)


def read_outward(text: str) -> str | None:
    """A well-formed outward code in capitals, or None."""
    code = text.upper()
    return code if OUTWARD.fullmatch(code) else None


def area_of(outward: str) -> str:
    """The letters that an outward code begins with: TS of TS3."""
    return outward[: 2 if outward[1].isalpha() else 1]
