"""The look of our emails: plain text and HTML from one set of words, with the group's identity around them."""

import unicodedata
from dataclasses import dataclass
from typing import Any

import css_inline
from django.template.loader import render_to_string

from lbn_site.core.addresses import absolute
from lbn_site.core.models import Campaign

from .kinds import Content

UNSAFE_IN_HEADERS = {"Cc", "Cf", "Zl", "Zp"}


@dataclass(frozen=True)
class Words:
    """The words of one email. `closing` stands below the button."""

    subject: str
    opening: str
    button: str
    closing: str


def compose(template: str, words: Words, **context: Any) -> Content:
    """Make the email from `mail/<template>/body.txt` and `body.html`. `frame.button_url` is what its button opens."""
    context |= {
        "campaign": Campaign.current(),
        "words": words,
        "subject": header_safe(words.subject),
        "site_url": absolute("/"),
    }
    html = render_to_string(f"mail/{template}/body.html", context)
    return Content(
        subject=header_safe(render_to_string("mail/subject.txt", context)),
        text=render_to_string(f"mail/{template}/body.txt", context).strip() + "\n",
        html=css_inline.CSSInliner(keep_style_tags=True, load_remote_stylesheets=False).inline(html),
        headers={"Auto-Submitted": "auto-generated"},
    )


def header_safe(text: str) -> str:
    """The text on one line, without characters that could forge a header or deceive a reader."""
    kept = (" " if character in "\r\n\t" else character for character in text)
    cleaned = "".join(character for character in kept if unicodedata.category(character) not in UNSAFE_IN_HEADERS)
    return " ".join(cleaned.split())
