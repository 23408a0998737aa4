"""What happens to a link between our email and the reader's browser, undone.

Mail programs, scanners and people change a link on the way: they drop its last slash, change its case, keep the
bracket, quotation mark or full stop that stood beside it, break it over two lines (quoted-printable, RFC 2045, 6.7)
or encode it once more. Every view behind an emailed link reads its token with `token_in`, and answers without a
redirect: a redirected POST (RFC 8058) loses its body. A token should be made of letters and digits that may change
case; then `token_in(text).lower()` is the token as it was sent.
"""

import html
import re
import unicodedata
from urllib.parse import unquote

LONGEST_LINK = 2_000
# A link may be encoded once by each program that it passes.
MOST_ENCODINGS = 3
TOKEN = re.compile(r"[0-9A-Za-z][\w.:~-]*", re.ASCII)


def token_in(text: str) -> str:
    """Return the token in `text`, which is what the address holds in its place; '' for none.

    Line breaks and invisible characters are left out. The token ends before a space, a bracket, a quotation mark, a
    slash or anything else that no token holds. The case stays: whoever knows that it says nothing lowers it.
    """
    decoded = text[:LONGEST_LINK]
    for _ in range(MOST_ENCODINGS):
        decoded = html.unescape(unquote(decoded))
    joined = "".join(character for character in decoded if not _is_no_part_of_it(character))
    found = TOKEN.search(joined)
    return found[0].rstrip(".:~") if found else ""


def _is_no_part_of_it(character: str) -> bool:
    """Whether it stands there only because of a line break: the mark of a soft one, a control or format character."""
    return character == "=" or unicodedata.category(character) in {"Cc", "Cf"}
