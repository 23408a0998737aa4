"""Addresses that were emailed as one of our links and came back as something else."""

import re
from dataclasses import dataclass

from .tokens import Purpose

# Brackets, or the whole address once more, before the path; any case; one slash or several; anything behind.
ALTERED = (
    r"[^\w]*(?:https?:/+[^/]+/+)?newsletter/+"
    r"(?:(?:confirm|never|unsubscribe)(?![\w-])|your-data/+(?!(?:sent|use)(?![\w-])|$)).*"
)
PARTS = re.compile(r"(?is:.*?newsletter/+(?P<purpose>confirm|never|unsubscribe|your-data)/*(?P<text>.*))")


@dataclass(frozen=True)
class AlteredLink:
    """What such an address is for, and the text in which its token stands."""

    purpose: Purpose
    text: str


class AlteredLinkConverter:
    """Takes the whole path. It stands behind the addresses themselves and catches what they do not know."""

    regex = f"(?is:{ALTERED})"

    def to_python(self, value: str) -> AlteredLink:
        found = PARTS.fullmatch(value)
        if found is None:
            raise ValueError("Not a link of the newsletter.")
        return AlteredLink(Purpose(found["purpose"].lower()), found["text"])

    def to_url(self, value: AlteredLink) -> str:
        return f"newsletter/{value.purpose}/{value.text}"
