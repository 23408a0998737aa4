"""Keeps the signed links of our mails out of the logs: who reads a log must not be able to use one."""

import logging
import re

# A link may arrive broken, with spaces and quotes in it, so everything goes up to the end of the request line.
LINK = re.compile(
    r"(/newsletter/(?:confirm|never|unsubscribe|your-data/use|your-data)/)"
    r"(?!sent/| HTTP/|use/).+?(?=/?(?: HTTP/[\d.]+(?:[\"'].*)?|'>)?$)",
    re.IGNORECASE | re.MULTILINE,
)
# A sound one goes wherever it stands.
TOKEN = re.compile(r"[0-9a-f]{32}-\d+-[0-9a-f]+\.[\w-]+", re.IGNORECASE)


def redact(text: str) -> str:
    """The text with each signed link cut down to its purpose."""
    return TOKEN.sub("[link]", LINK.sub(r"\1[link]", text))


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
