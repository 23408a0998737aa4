"""What a page says, as plain text."""

from typing import Any

from wagtail.search import index


def searched_text(page: Any) -> str:
    """What the search reads of a page, without its title, as plain text."""
    parts: list[str] = []
    for field in page.get_search_fields():
        if isinstance(field, index.SearchField) and field.field_name not in {"title", "draft_title"}:
            value = field.get_value(page)
            parts += [str(part) for part in value] if isinstance(value, list | tuple) else [str(value or "")]
    return " ".join(" ".join(parts).split())
