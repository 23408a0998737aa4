"""Where a long word may be divided, for browsers that know no English hyphenation."""

import re

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_LONG_WORD = re.compile(r"\w{14,}")
_JOINT = re.compile(
    r"(?<=\w{4})(?=(?:shire|hood|structure|dation|bilit(?:y|ie)|ment|ship|ness|tion)s?$)", re.IGNORECASE
)


def with_soft_hyphens(text: str) -> str:
    """The text with a soft hyphen before the ending of each word of 14 letters or more: neighbour-hoods."""
    return _LONG_WORD.sub(lambda word: _JOINT.sub(SOFT_HYPHEN, word[0], count=1), text)
