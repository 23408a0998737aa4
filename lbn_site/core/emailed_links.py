"""What happens to a link between our email and the reader's browser, undone.

Mail programs, scanners and people change a link on the way: they drop its last slash, change its case, keep the
bracket, quotation mark or full stop that stood beside it, break it over two lines (quoted-printable, RFC 2045, 6.7)
or encode it once more. Every view behind an emailed link reads its token with `token_in`, and answers without a
redirect: a redirected POST (RFC 8058) loses its body. A token should be made of letters and digits that may change
case; then `token_in(text).lower()` is the token as it was sent.
"""

import base64
import html
import re
import unicodedata
from urllib.parse import unquote

from django.core import signing
from django.utils.crypto import salted_hmac

LONGEST_LINK = 2_000
# A link may be encoded once by each program that it passes.
MOST_ENCODINGS = 3
# 160 bits of the HMAC fill 32 letters and digits (RFC 2104, 5, and RFC 4648, 6).
SIGNATURE_BYTES = 20
TOKEN = re.compile(r"[0-9A-Za-z][\w.:~-]*", re.ASCII)


def altered_below(path: str) -> type:
    """Return a converter for what the links below `path` may have become; the view gets all that follows it.

    Brackets, or the whole address once more, before the path; any case; one slash or several; line breaks.
    """
    before = r"[^\w]*(?:https?:/+[^/]+/+)?" + path.replace("/", "/+") + "/+"

    class AlteredLinkConverter:
        """Takes the whole path. It stands behind the addresses themselves and catches what they do not know."""

        regex = f"(?is:{before}.+)"

        def to_python(self, value: str) -> str:
            return re.sub(f"(?is:{before})", "", value, count=1)

        def to_url(self, value: str) -> str:
            return f"{path}/{value}"

    return AlteredLinkConverter


class CaselessSigner(signing.Signer):
    """Signs with letters and digits of one case."""

    length = 32

    def signature(self, value: str | bytes, key: str | bytes | None = None) -> str:
        signed = salted_hmac(str(self.salt) + "signer", value, key or self.key, algorithm=self.algorithm)
        return base64.b32encode(signed.digest()[:SIGNATURE_BYTES]).decode().lower()


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
