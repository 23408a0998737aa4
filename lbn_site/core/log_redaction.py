"""Keeps out of the logs what their readers must not have: secret addresses, and the postcodes of visitors."""

import logging
import re

from . import secret_urls


def _however_encoded(character: str) -> str:
    """The character itself, or encoded once or more, as within a query."""
    return f"(?:{re.escape(character)}|%(?:25)*(?:{ord(character):02x}|{ord(character.upper()):02x}))"


# An address may arrive broken, with spaces and quotes in it, so everything goes up to the end of the request line.
SECRET_ADDRESS = re.compile(
    rf"({secret_urls.pattern(_however_encoded)})(?! HTTP/)[^/\s].*?(?=/?(?: HTTP/[\d.]+(?:[\"'].*)?|'>)?$)",
    re.IGNORECASE | re.MULTILINE,
)
# Sound ones go wherever they stand: the newsletter's, those of a forgotten password, and what Django has signed.
TOKEN = re.compile(
    r"[0-9a-f]{32}-\d+-[0-9a-f]+\.[\w-]+"
    r"|\b[0-9a-z]{1,13}-[0-9a-z]{6,8}-[0-9a-f]{32}\b"
    r"|[\w.:%-]{1,200}(?:[.:]|%3A)[\w-]{43}(?![\w-])",
    re.IGNORECASE,
)
# What somebody typed into a field for names or words: it may be their postcode.
TYPED = re.compile(r"(/(?:neighbourhoods(?:/check)?|search)/?\?)[^\s\"'>]+", re.IGNORECASE)


def redact(text: str) -> str:
    """The text with each secret address cut down to its purpose, and without what visitors looked for."""
    return TYPED.sub(r"\1[typed]", TOKEN.sub("[link]", SECRET_ADDRESS.sub(r"\1[link]", text)))


def on_one_line(text: str) -> str:
    """The text with what does not print as its code, so that no visitor can write a log line of their own."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode() for character in text
    )


class RedactLinks(logging.Filter):
    """Redacts the message, with whatever is put into it, and the error that it reports."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = redact(on_one_line(record.getMessage())), None
        if record.exc_info and not record.exc_text:
            record.exc_text = redact(logging.Formatter().formatException(record.exc_info))
        return True
