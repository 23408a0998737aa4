"""Loads the example content, section by section, each once: what staff changed is never overwritten."""

from collections.abc import Callable, Sequence
from importlib import import_module

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from lbn_site.core import first_version, undo

from .models import LoadedSection

# Each section is a module of `content` with a function `load()`; later ones may build on earlier ones.
SECTIONS = (
    "campaign",
    "home",
    "explainers",
    "neighbourhoods",
    "statements",
    "people",
    "evidence",
    "publications",
    "news",
    "faq",
    "newsletter",
    "old_addresses",
    "texts",  # fills pages of other sections, which link to each other
    "front_page",  # leads to the others, so it stays last
)


def load_new_sections(report: Callable[[str], None], sections: Sequence[str] = SECTIONS) -> None:
    """Load those of the sections that were never loaded here, in order; each is all or nothing."""
    loaded = set(LoadedSection.objects.values_list("name", flat=True))
    new = [name for name in sections if name not in loaded]
    for name in new:
        with transaction.atomic(), undo.paused():
            import_module(f"lbn_site.example.content.{name}").load()
            LoadedSection.objects.create(name=name)
        report(f"Loaded the example content: {name}")
    if new:
        with transaction.atomic(), undo.paused():
            _begin_histories()


def _begin_histories() -> None:
    """Give every page that was made here its first version, once all sections are through with it."""
    now = timezone.now()
    new = Page.objects.live().filter(last_published_at__isnull=True)
    new.update(first_published_at=now, last_published_at=now)
    for page in Page.objects.live().filter(latest_revision=None, depth__gt=1).specific():
        first_version.keep(page)
