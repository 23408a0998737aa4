"""Keeps the signed links of our mails out of the logs: who reads a log must not be able to use one."""

import logging
import re

# A link may arrive broken, with spaces and quotes in it, so everything goes up to the end of the request line.
LINK = re.compile(
    r"(/newsletter/(?:confirm|never|unsubscribe|your-data/use|your-data)/)"
    r"(?!sent/| HTTP/|use/)[^\n\"]+?(?=/?(?: HTTP/|'>|\"|\n|$))"
)
REPLACEMENT = r"\1[link]"


def redact(text: str) -> str:
    """The text with each signed link cut down to its purpose."""
    return LINK.sub(REPLACEMENT, text)


class RedactLinks(logging.Filter):
    """Redacts the message and its arguments, and a request that is attached to the record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = redact(str(record.msg))
        if isinstance(record.args, tuple):
            record.args = tuple(redact(value) if isinstance(value, str) else value for value in record.args)
        elif isinstance(record.args, dict):
            record.args = {
                name: redact(value) if isinstance(value, str) else value for name, value in record.args.items()
            }
        if record.exc_info and not record.exc_text:
            record.exc_text = redact(logging.Formatter().formatException(record.exc_info))
        return True
