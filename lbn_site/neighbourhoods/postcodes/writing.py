"""How a postcode is written, and what people make of it on a phone.

The browser module static/js/neighbourhood-check.js does the same; a browser test compares the two.
"""

import re
from dataclasses import dataclass
from itertools import product

INWARD_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
DISTRICT = r"\d[A-HJ-NP-Z]?|[1-9]\d"
FORM = re.compile(rf"([A-Z]{{1,2}})({DISTRICT})(\d[{INWARD_LETTERS}]{{2}})")
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
    letters = re.sub(r"[^A-Z0-9]", "", text.upper()) if len(text) <= 2 * LONGEST_INPUT else ""
    if not 5 <= len(letters) <= 7:
        return None
    for candidate in product(*(CONFUSED.get(letter, letter) for letter in letters)):
        form = FORM.fullmatch("".join(candidate))
        if form and form.group(1) in AREAS_OF_ENGLAND | AREAS_ELSEWHERE:
            return Postcode(*form.groups())
    return None


def read_outward(text: str) -> str | None:
    """A well-formed outward code in capitals, or None."""
    code = text.upper()
    return code if OUTWARD.fullmatch(code) else None
