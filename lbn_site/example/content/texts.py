"""The texts that link to pages of later sections, written once all those pages are there."""

from collections.abc import Callable
from typing import Any

from . import explainer_texts, launch_text, session_texts

WRITTEN: tuple[tuple[Any, str, Callable[[], list[Any]]], ...] = (
    *explainer_texts.BODIES,
    *session_texts.BODIES,
    launch_text.BODY,
)


def load() -> None:
    """Write each text on its page, if this run made that page: one with a history belongs to the staff."""
    for model, slug, body in WRITTEN:
        page = model.objects.filter(slug=slug, latest_revision=None).first()
        if page:
            page.body = body()
            page.save()
