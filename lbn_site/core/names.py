"""Names of places and words as people write them, read in one way.

Phones write St Andrew’s, others St. Andrew's or Saint Andrews; `&` stands for 'and'; hyphens, dashes and spaces are
taken for each other; what is pasted brings soft hyphens, zero-width spaces and accents in two parts (NFD). The
list's filter, the site's search, the API and the imports all read through this module, and what they search in too.
"""

import re
import unicodedata

from django.utils.text import slugify

_APOSTROPHES = re.compile("['’‘‛ʼʹʻ′`´＇]")
_AND = re.compile("[&＆﹠+]")
_NO_WORD = re.compile(r"[\W_]+")
_WITHOUT_PARTS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_JOINING = {"and", "by", "in", "le", "of", "on", "the", "under", "upon"}
_KINDS_OF_AREA = {"authority", "borough", "city", "council", "county", "district", "metropolitan", "unitary", "ward"}
_SAME = {"saint": "st"}
_LONGEST_START = 3
LONGEST_SLUG = 100


def tidy(text: str) -> str:
    """The text as it is shown: composed characters (Unicode NFC), nothing invisible, single spaces."""
    composed = unicodedata.normalize("NFC", text)
    seen = "".join(character for character in composed if unicodedata.category(character) != "Cf")
    return " ".join(seen.split())


def plain(text: str) -> str:
    """The words of a text, lower case, with nothing between them but single spaces; accents stay."""
    text = _APOSTROPHES.sub("", tidy(text))
    text = _AND.sub(" and ", unicodedata.normalize("NFKC", text))
    return _NO_WORD.sub(" ", text.casefold()).strip()


def folded(text: str) -> str:
    """As `plain`, without accents and with 'saint' as 'st': equal for two ways of writing one name."""
    parts = unicodedata.normalize("NFKD", plain(text))
    bare = "".join(part for part in parts if not unicodedata.combining(part)).translate(_WITHOUT_PARTS)
    return " ".join(_SAME.get(word, word) for word in bare.split())


def slug_of(name: str) -> str:
    """A name's part of an address, the same however it is written; empty where it has no Latin letter or digit.

    It is never longer than the columns that hold it: ligatures, fractions and '&' grow when they are spelt out.
    """
    return slugify(plain(name))[:LONGEST_SLUG].strip("-")


def searchable(*names: str) -> str:
    """What `sought_in` looks in: the folded names, each also in one word, for Northeast and Smithswood."""
    unique = dict.fromkeys(folded(name) for name in names if name)
    joined = (name.replace(" ", "") for name in unique if " " in name)
    return f" {' '.join([*unique, *joined])} "


def sought_in(query: str) -> list[tuple[str, ...]]:
    """What a searchable text must hold to match a query: of each tuple one part at least.

    Words that only join others ('upon', 'the') and kinds of area are left out where others remain, because
    people write 'Redcar & Cleveland Council'. A word may be part of a longer one; a short one must begin it.
    """
    words = list(dict.fromkeys(folded(query).split()))
    telling = [word for word in words if word not in _JOINING | _KINDS_OF_AREA]
    return [_forms(word) for word in telling or words]


def _forms(word: str) -> tuple[str, ...]:
    if len(word) <= _LONGEST_START:
        return (f" {word}",)
    return (word, f"{word[:-1]} ") if word.endswith("s") else (word,)
