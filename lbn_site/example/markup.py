"""A short notation for the example texts: headings, lists, links to pages by their slug, live figures by their key.

`[[the-group|who we were]]` becomes a link to the page with that slug, `[[/newsletter/|sign up]]` one to a path, and
`[[https://example.org/|a site]]` one to another site; where there is no such page the words stay as they are.
`{people}` becomes a live figure. Paragraphs have a blank line between them, `## ` begins a heading, and lines that
begin with a dash make a list.
"""

import re

from django.utils.html import escape
from wagtail.models import Page

LINK = re.compile(r"\[\[([^|\]]+)\|([^\]]+)\]\]")
FIGURE = re.compile(r"\{([a-z0-9-]+)\}")


def rich_text(text: str) -> str:
    """The text as rich text the way Wagtail stores it."""
    return "".join(_block(block.strip()) for block in text.strip().split("\n\n"))


def _block(block: str) -> str:
    if block.startswith("- "):
        items = [_inline(item) for item in block.removeprefix("- ").split("\n- ")]
        return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
    if block.startswith("## "):
        return f"<h2>{_inline(block.removeprefix('## '))}</h2>"
    return f"<p>{_inline(block)}</p>"


def _inline(text: str) -> str:
    text = escape(" ".join(text.split())).replace("&#x27;", "'")
    return FIGURE.sub(r'<embed embedtype="live-figure" key="\1"/>', LINK.sub(_link, text))


def _link(match: re.Match[str]) -> str:
    target, words = match.groups()
    if target.startswith(("/", "https://")):
        return f'<a href="{target}">{words}</a>'
    page = Page.objects.live().filter(slug=target).first()
    return f'<a id="{page.pk}" linktype="page">{words}</a>' if page else words
