"""Purging: when staff change something that visitors see, every cached page of the site goes.

The site is small and a page renders in milliseconds, so all pages go at once: no listing, feed, sitemap or
footer can be forgotten. Apps whose data stands on pages connect theirs with `purge_when_saved`.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import Signal
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from lbn_site.core import asked_once

from . import front_cache, page_cache


def purge_public_pages() -> None:
    """Forget every stored public page: at once, for who reads within the present transaction, and once committed."""
    if _requests.wait:
        return
    page_cache.start_new_generation()
    _requests.made += 1
    number = _requests.made
    transaction.on_commit(lambda: _purge_unless_done(number))


@contextmanager
def purged_at_the_end() -> Iterator[None]:
    """Within this context nothing is purged, and once after it: an import of a thousand pages is one change."""
    _requests.wait = True
    try:
        yield
    finally:
        _requests.wait = False
        purge_public_pages()


def purge_when_saved(*model_classes: type[models.Model]) -> None:
    """Purge whenever a row of these models is saved or deleted. Call it in `AppConfig.ready`."""
    for model in model_classes:
        for signal in (post_save, post_delete):
            signal.connect(_purge_on_signal, sender=model, dispatch_uid=f"purge:{model._meta.label}:{id(signal)}")


def connect_signals() -> None:
    """Listen to Wagtail's own signals, the site-wide settings, and uploads: pages show their address and credit."""
    from django.apps import apps

    signals: list[Signal] = [page_published, page_unpublished, page_slug_changed, post_page_move]
    for signal in signals:
        signal.connect(_purge_on_signal, dispatch_uid=f"purge:{id(signal)}")
    post_delete.connect(_purge_on_page_deletion, dispatch_uid="purge:page-deletion")
    purge_when_saved(Site, apps.get_model("core.Campaign"), apps.get_model("wagtailredirects.Redirect"))
    purge_when_saved(get_document_model(), get_image_model())


def after_restore() -> str:
    """Stored pages show the site as it was after the backup."""
    purge_public_pages()
    return "Pages: every stored page is forgotten."


class _Requests(threading.local):
    """How many purges this thread asked for, how many of them are done, and whether they wait for an end."""

    made = 0
    done = 0
    wait = False


_requests = _Requests()


def _purge_unless_done(number: int) -> None:
    """The first request of a transaction purges for all of them: a thousand rows saved are one purge."""
    if number > _requests.done:
        _requests.done = _requests.made
        _purge_now()


def _purge_now() -> None:
    """Forget all pages everywhere, and answer what stands on every page, so that the next page need not ask."""
    generation = page_cache.start_new_generation()
    front_cache.purge()
    page_cache.keep_answers_of_every_page(generation, asked_once.answers_of_every_page())


def _purge_on_signal(**kwargs: Any) -> None:
    purge_public_pages()


def _purge_on_page_deletion(sender: type[models.Model], **kwargs: Any) -> None:
    if issubclass(sender, Page):
        purge_public_pages()
